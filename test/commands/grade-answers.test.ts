import { describe, expect, it } from 'vitest';
import type { LessonLibrary } from '../../src/app/ports.ts';
import { readAnswers } from '../../src/commands/answers-file.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import { gradeAnswers } from '../../src/commands/grade-answers.ts';
import { quiz } from '../../src/commands/quiz.ts';
import { fakeLibrary, sampleLesson, summaryOf } from '../app/fakes/fake-course.ts';
import { recordedIo } from './recorded-io.ts';

const ports = {
  lessons: async (): Promise<LessonLibrary> => ({
    list: () => [summaryOf(sampleLesson)],
    open: fakeLibrary.open,
  }),
  clock: async () => ({ now: () => 1 }),
} as unknown as CommandContext['ports'];

async function grade(input: string, ...flags: readonly string[]) {
  const io = recordedIo(input);
  const code = await gradeAnswers({ io, ports }, { operand: '-', flags: new Set(flags) });
  return { code, stdout: io.stdout, stderr: io.stderr };
}

async function ask(operands: readonly string[], values: Readonly<Record<string, string>> = {}) {
  const io = recordedIo();
  const args = { operand: operands[0] ?? null, operands, flags: new Set(['--json']) };
  const code = await quiz({ io, ports }, { ...args, values: new Map(Object.entries(values)) });
  return { code, stdout: io.stdout, stderr: io.stderr };
}
const line = (id: string, answer: unknown): string => `${JSON.stringify({ id, answer })}\n`;

describe('quiz --json', () => {
  it('prints the same questions for the same seed, and others for another', async () => {
    const [one, same] = [await ask([], { '--seed': 'a' }), await ask([], { '--seed': 'a' })];
    expect(one).toEqual(same);
    expect(one.code).toBe(0);
    const { seed, questions } = JSON.parse(one.stdout);
    expect(seed).toBe('a');
    expect(questions.map(({ id }: { id: string }) => id).sort()).toEqual(['pid1/choice-1', 'pid1/fill-1']);
  });

  it('prints so many as are asked for, and what a script needs of each', async () => {
    const { stdout } = await ask(['pid1'], { '--count': '1', '--seed': 'c' });
    const { questions } = JSON.parse(stdout);
    expect(questions).toHaveLength(1);
    const all = JSON.parse((await ask([])).stdout).questions;
    expect(all.find(({ id }: { id: string }) => id === 'pid1/fill-1')).toEqual({
      id: 'pid1/fill-1',
      hash: 'h-fill',
      type: 'fill-in',
      context: 'A number.',
      prompt: 'Which exit code says SIGKILL?',
      concepts: [],
      reading: 'number',
    });
  });

  it('knows no such topic', async () => {
    expect(await ask(['zebra'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('grade-answers', () => {
  it('is content when all are right', async () => {
    expect(
      await grade(
        line('pid1/choice-1', 'when its PID 1 ends') + line('pid1/fill-1', 'one hundred thirty-seven'),
      ),
    ).toEqual({
      code: 0,
      stdout:
        'right: pid1/choice-1\n  Nothing else keeps it.\n\nright: pid1/fill-1\n  128 + 9.\n\n2 of 2 right.\n',
      stderr: '',
    });
  });

  it('says what is wrong, and why', async () => {
    expect(await grade(line('pid1/fill-1', 9))).toEqual({
      code: 1,
      stdout:
        'wrong: pid1/fill-1\n  That is the signal itself.\n\n  Right is: 137\n\n  128 + 9.\n\n0 of 1 right.\n',
      stderr: '',
    });
  });

  it('says by line what could not be checked', async () => {
    expect(
      await grade(`\n${line('pid1/fill-1', '137')}${line('pid1/gone', 'a')}${line('pid1/choice-1', 'z')}`),
    ).toEqual({
      code: 2,
      stdout: 'right: pid1/fill-1\n  128 + 9.\n\n1 of 3 right; 2 could not be checked.\n',
      stderr:
        'vmvscontainer: stdin:3: pid1/gone: the course has no such question.\n' +
        'vmvscontainer: stdin:4: pid1/choice-1: the key or the text of one option is expected.\n',
    });
  });

  it('takes what quiz --json printed, with answers added; what is left open is not right', async () => {
    const printed = JSON.parse((await ask([])).stdout);
    for (const question of printed.questions) {
      if (question.id === 'pid1/choice-1')
        question.answer = question.options.find(({ text }: { text: string }) => text.includes('PID 1')).key;
    }
    const { code, stdout } = await grade(JSON.stringify(printed, null, 2), '--json');
    expect(code).toBe(1);
    const { results, ...counts } = JSON.parse(stdout);
    expect(counts).toEqual({ answers: 2, right: 1, wrong: 1, couldNotCheck: 0 });
    const verdicts = results.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict]).sort();
    expect(verdicts).toEqual([
      ['pid1/choice-1', 'right'],
      ['pid1/fill-1', 'wrong'],
    ]);
  });

  it('does not judge an answer to another text of the question', async () => {
    const entry = `${JSON.stringify({ id: 'pid1/fill-1', hash: 'older', answer: '137' })}\n`;
    expect(await grade(entry)).toMatchObject({
      code: 2,
      stderr: 'vmvscontainer: stdin:1: pid1/fill-1: the question has been edited since it was asked.\n',
    });
  });

  it('names the line of a file that is none, and lets no control characters through', async () => {
    expect(await grade('{"id":"a","answer":1}\noops\n')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'vmvscontainer: stdin:2: expected an object {"id","answer"}.\n',
    });
    expect((await grade(line('\u001b[31mx', 1))).stderr).toBe(
      'vmvscontainer: stdin:1: ?[31mx: the course has no such question.\n',
    );
  });
});

describe('a file of answers', () => {
  it('is lines, a list, or a document with questions, each entry with its line', () => {
    const entry = (at: number, id: string, ...said: readonly unknown[]) => ({
      line: at,
      id,
      hash: null,
      answer: said[0],
    });
    expect(readAnswers('{"id":"a","answer":"x"}\r\n\n{"id":"b","answer":"x"}')).toEqual({
      kind: 'read',
      entries: [entry(1, 'a', 'x'), entry(3, 'b', 'x')],
    });
    expect(readAnswers('\ufeff[\n  {"id":"a","answer":["x,]}",\n   {"y":1}]},\n\n  {"id":"b"}\n]\n')).toEqual(
      {
        kind: 'read',
        entries: [entry(2, 'a', ['x,]}', { y: 1 }]), entry(5, 'b')],
      },
    );
    expect(
      readAnswers('{\n"seed": "\\"questions\\": [",\n"questions": [\n{"id":"a","answer":"x"}]}'),
    ).toEqual({
      kind: 'read',
      entries: [entry(4, 'a', 'x')],
    });
  });

  it.each([
    ['', 1, 'there are no answers in it'],
    ['[]', 1, 'there are no answers in it'],
    ['[\n1]', 2, 'expected an object {"id","answer"}'],
    ['{"id":"a"}\n{"id":"a"}', 2, 'a is answered a second time; line 1 did it'],
    ['{"answer":"a"}', 1, '"id" is missing, such as "pid1/when-it-stops"'],
    ['['.repeat(100_000), 1, 'expected an object {"id","answer"}'],
  ])('%# says what is wrong with it', (text, at, because) => {
    expect(readAnswers(text)).toEqual({ kind: 'fault', line: at, because });
  });
});
