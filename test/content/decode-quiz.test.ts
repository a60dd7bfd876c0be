import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/question.ts';
import { lesson, problems } from './lesson-source.ts';

const page = (body: string, info = ''): string => `## One\n\`\`\`quiz id=q${info}\n${body}\n\`\`\`\n`;

function decoded(body: string, info = ''): Question {
  const activity = lesson(page(body, info)).pages[0]?.activity;
  if (activity?.kind !== 'question') throw new Error('no question there');
  return activity.question;
}

/** Problems with lines counted from the first line of the quiz body. */
const faults = (body: string): readonly string[] =>
  problems(page(body)).map((sentence) => sentence.replace(/^\d+/, (line) => String(Number(line) - 2)));

const options = (...correct: readonly boolean[]): string =>
  correct.map((right, index) => `  - text: T${index}\n    correct: ${right}\n    why: W${index}`).join('\n');

describe('a question with several right options', () => {
  it('is decoded', () => {
    expect(
      decoded(
        `type: multiple\nprompt: P\noptions:\n${options(true, true, false)}\nconcepts: [a.b]\ndifficulty: hard`,
      ),
    ).toEqual({
      kind: 'multiple',
      id: 'q',
      prompt: 'P',
      options: [
        { text: 'T0', correct: true, why: 'W0' },
        { text: 'T1', correct: true, why: 'W1' },
        { text: 'T2', correct: false, why: 'W2' },
      ],
      concepts: ['a.b'],
      difficulty: 'hard',
    });
  });

  it('may be written in the short form', () => {
    const body = 'P\n\n- [x] A\n  > wa\n- [ ] B\n  > wb\n- [x] C\n  > wc';
    expect(decoded(body, ' concepts=a.b')).toEqual({
      kind: 'multiple',
      id: 'q',
      prompt: 'P',
      options: [
        { text: 'A', correct: true, why: 'wa' },
        { text: 'B', correct: false, why: 'wb' },
        { text: 'C', correct: true, why: 'wc' },
      ],
      concepts: ['a.b'],
    });
  });

  it.each([
    [[true, false], ['4: quiz.options: expected at least 3 options, found 2']],
    [
      [false, false, false],
      ['4: quiz.options: expected correct options, found none; mark them with correct: true or [x]'],
    ],
    [[true, ...Array(8).fill(false)], ['4: quiz.options: expected at most 8 options, found 9']],
    [[true, true, true], ['4: quiz.options: expected a wrong option too, found none']],
  ])('is refused with options %j', (correct, expected) => {
    expect(faults(`type: multiple\nprompt: P\noptions:\n${options(...correct)}`)).toEqual(expected);
  });
});

describe('true or false', () => {
  it('is decoded', () => {
    expect(decoded(`type: true-false\nprompt: P\nanswer: false\nreasons:\n${options(true, false)}`)).toEqual({
      kind: 'true-false',
      id: 'q',
      prompt: 'P',
      answer: false,
      reasons: [
        { text: 'T0', correct: true, why: 'W0' },
        { text: 'T1', correct: false, why: 'W1' },
      ],
      concepts: [],
    });
  });

  it('is refused without one right reason, or with an answer that is neither', () => {
    expect(faults(`type: true-false\nprompt: P\nanswer: maybe\nreasons:\n${options(true, true)}`)).toEqual([
      '3: quiz.answer: expected true or false, found "maybe"',
      '5: quiz.reasons: expected one correct option, found 2',
    ]);
  });
});

describe('a number', () => {
  const body = 'type: numeric\nprompt: P\nanswer: 512\nwhy: W';
  it.each([
    ['', { unit: null, units: {}, tolerance: 0, wrong: [] }],
    ['\nunit: MiB\ntolerance: 5', { unit: 'MiB', units: {}, tolerance: 5, wrong: [] }],
    ['\ntolerance: 5%', { unit: null, units: {}, tolerance: 25.6, wrong: [] }],
    [
      '\nunit: MiB\nunits: {GiB: 1024, MB: 0.953674}',
      { unit: 'MiB', units: { GiB: 1024, MB: 0.953674 }, tolerance: 0, wrong: [] },
    ],
    [
      '\nwrong:\n  - answer: 1 GiB\n    why: V',
      { unit: null, units: {}, tolerance: 0, wrong: [{ answer: '1 GiB', why: 'V' }] },
    ],
  ])('is decoded with %j', (more, fields) => {
    expect(decoded(body + more)).toEqual({
      kind: 'numeric',
      id: 'q',
      prompt: 'P',
      answer: 512,
      why: 'W',
      concepts: [],
      ...fields,
    });
  });

  it.each([
    ['answer: many', '3: quiz.answer: expected a number, found "many"'],
    [
      'answer: 1\ntolerance: some',
      '4: quiz.tolerance: expected a number or a share such as 5%, found "some"',
    ],
    ['answer: 1\nunits: {GiB: 1024}', '1: quiz: units say how many of unit one of them is; unit is missing'],
    ['answer: 1\nunit: MiB\nunits: {GiB: 0}', '5: quiz.units.GiB: expected a number above 0'],
    ['answer: 1\nunit: MiB\nunits: [GiB]', '5: quiz.units: expected keys with values, found a list'],
  ])('is refused with %j', (fields, expected) => {
    expect(faults(`type: numeric\nprompt: P\n${fields}\nwhy: W`)).toEqual([expected]);
  });
});

describe('an order', () => {
  it('is decoded', () => {
    const mistakes = 'mistakes:\n  - before: C\n    after: A\n    why: V';
    expect(decoded(`type: order\nprompt: P\nitems: [A, B, C]\nwhy: W\n${mistakes}`)).toEqual({
      kind: 'order',
      id: 'q',
      prompt: 'P',
      items: ['A', 'B', 'C'],
      why: 'W',
      mistakes: [{ before: 2, after: 0, why: 'V' }],
      concepts: [],
    });
  });

  it.each([
    ['[A, B]', '', '3: quiz.items: expected at least 3, found 2'],
    ['[A, B, a]', '', '3: quiz.items: "a" stands there twice'],
    ['[A, B, C, D, E, F, G, H, I, J]', '', '3: quiz.items: expected at most 9, found 10'],
    ['[A, B, C]', '{before: D, after: A, why: V}', '6: quiz.mistakes[0]: there is no item "D"'],
    [
      '[A, B, C]',
      '{before: A, after: B, why: V}',
      '6: quiz.mistakes[0]: "A" before "B" is the right order, not a mistake',
    ],
  ])('of %s with the mistake %j is refused', (items, mistake, expected) => {
    const mistakes = mistake === '' ? '' : `\nmistakes:\n  - ${mistake}`;
    expect(faults(`type: order\nprompt: P\nitems: ${items}\nwhy: W${mistakes}`)).toEqual([expected]);
  });
});

describe('pairs', () => {
  const pairs = '\npairs:\n  - {left: A, right: X, why: V}\n  - {left: B, right: Y, why: W}';
  it('are decoded', () => {
    expect(decoded(`type: match\nprompt: P${pairs}\nextra: [Z]`)).toEqual({
      kind: 'match',
      id: 'q',
      prompt: 'P',
      pairs: [
        { left: 'A', right: 'X', why: 'V' },
        { left: 'B', right: 'Y', why: 'W' },
      ],
      extra: ['Z'],
      concepts: [],
    });
  });

  it.each([
    [`${pairs}\nextra: [X]`, '6: quiz.extra: "X" fits one of the pairs'],
    [`${pairs}\n  - {left: a, right: Z, why: W}`, '4: quiz.pairs: "a" stands there twice'],
    [pairs.replace('Y', 'X'), '4: quiz.pairs: expected at least 2 different rights'],
    [
      `${pairs}\nextra: [C, D, E, F, G, H, I]`,
      '4: quiz.pairs: expected at most 9 pairs and 8 different rights',
    ],
  ])('%j are refused', (body, expected) => {
    expect(faults(`type: match\nprompt: P${body}`)).toEqual([expected]);
  });
});

describe('predicting output', () => {
  it('is a choice among blocks of code', () => {
    const body = `type: output\nprompt: P\ncommand: docker ps -q\noptions:\n${options(true, false)}`;
    expect(decoded(body)).toEqual({
      kind: 'choice',
      id: 'q',
      prompt: 'P\n\n```console\n$ docker ps -q\n```',
      command: 'docker ps -q',
      options: [
        { text: '```text\nT0\n```', correct: true, why: 'W0' },
        { text: '```text\nT1\n```', correct: false, why: 'W1' },
      ],
      concepts: [],
    });
  });

  it('keeps backticks and line ends of the output', () => {
    const body =
      'type: output\nprompt: P\ncommand: c\noptions:\n  - text: |\n      a\n      ```\n    correct: true\n    why: V\n  - text: "<b>"\n    why: W';
    expect(decoded(body)).toMatchObject({
      options: [{ text: '````text\na\n```\n````' }, { text: '```text\n<b>\n```' }],
    });
  });
});

describe('the line with the fault', () => {
  it('is decoded, indented as it stands', () => {
    const lines = '  - text: "FROM x"\n  - text: "  RUN y"\n    fault: true\n    why: V';
    expect(decoded(`type: fault\nprompt: P\nlines:\n${lines}\nwhy: W`)).toEqual({
      kind: 'fault',
      id: 'q',
      prompt: 'P',
      lines: [
        { text: 'FROM x', fault: false, why: null },
        { text: '  RUN y', fault: true, why: 'V' },
      ],
      why: 'W',
      concepts: [],
    });
  });

  it.each([
    ['  - text: a\n  - text: b', '4: quiz.lines: expected one line with fault: true, found none'],
    [
      '  - {text: a, fault: true}\n  - {text: b, fault: true}',
      '4: quiz.lines: expected one line with fault: true, found 2',
    ],
    [
      '  - text: "a\\nb"\n  - text: b\n    fault: true',
      '4: quiz.lines[0].text: expected one line, found several',
    ],
  ])('%j is refused', (lines, expected) => {
    expect(faults(`type: fault\nprompt: P\nlines:\n${lines}\nwhy: W`)).toEqual([expected]);
  });
});

it('names the types when it is none of them', () => {
  expect(faults('type: multi\nprompt: P')).toEqual([
    '1: quiz.type: expected choice, multiple, true-false, fill-in, numeric, order, match, output, fault, found "multi"',
  ]);
});
