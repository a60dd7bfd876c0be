import { describe, expect, test } from 'vitest';
import type { State } from '../../../src/app/state.ts';
import { linearNews } from '../../../src/ui/linear/linear-news.ts';
import { linearScreen } from '../../../src/ui/linear/linear-screen.ts';
import { go, inQuiz, paste, turn } from '../../app/quiz/support.ts';
import { intent } from '../../app/support.ts';

const spoken = (state: State): readonly string[] =>
  linearScreen(state).sections.flatMap(({ lines }) => lines);
const news = (before: State, now: State): readonly string[] =>
  linearNews(linearScreen(before), linearScreen(now));

/** Each type as it is asked: a line that tells how it is answered, and a right answer pasted. */
const types: readonly (readonly [item: string, tells: string | RegExp, answer: string, wrong: string])[] = [
  ['pid1/choice-1', /^> [abc]\) /, 'when its PID 1 ends', 'at midnight'],
  ['questions/multiple-1', /^> \[ \] a\) /, 'wsl 2, docker desktop on a mac', 'wsl 2'],
  [
    'questions/true-1',
    /^> a\) True/,
    'false: Its processes call the host’s kernel',
    'true: The kernel is a layer of the image',
  ],
  [
    'questions/order-1',
    /^> 1\. It /,
    'It sends SIGTERM\nIt waits ten seconds\nIt sends SIGKILL',
    'It waits ten seconds\nIt sends SIGTERM\nIt sends SIGKILL',
  ],
  [
    'questions/match-1',
    'Its partner, by letter:',
    '126: the command cannot be invoked\n127: the command is not found',
    '1a 2a',
  ],
  ['questions/fault-1', /^> {2}1 {2}docker volume/, '2', '1'],
];
const typed: readonly (readonly [item: string, right: string, wrong: string])[] = [
  ['pid1/fill-1', '137', '9'],
  ['questions/numeric-1', '0.5 GiB', '1024'],
];

describe('a quiz read aloud', () => {
  test.each(types)('%s says how it is answered, and what came of it', (item, tells, answer, wrong) => {
    const asked = inQuiz({ items: [item] });
    const [first] = spoken(asked);
    expect(first).toBe('Quiz, question 1 of 1');
    const found = spoken(asked).some((line) =>
      typeof tells === 'string' ? line === tells : tells.test(line),
    );
    expect([found, spoken(asked)]).toEqual([true, spoken(asked)]);
    const [right] = go(asked, paste(answer), intent('accept'));
    expect(news(asked, right)).toContain('Right.');
    expect(news(asked, right).some((line) => line.startsWith('From the lesson'))).toBe(true);
    const [not] = go(asked, paste(wrong), intent('accept'));
    expect(news(asked, not)).toContain('Not right.');
  });

  test.each(typed)('%s is typed on a line', (item, right, wrong) => {
    const asked = inQuiz({ items: [item] });
    expect(linearScreen(asked).line).toEqual({ prompt: '> ', text: '', cursor: 0 });
    for (const [text, verdict] of [
      [right, 'Right.'],
      [wrong, 'Not right.'],
    ] as const) {
      const [done] = go(asked, intent({ kind: 'edit', edit: { kind: 'insert', text } }), intent('accept'));
      expect(news(asked, done)).toContain(verdict);
      expect(linearScreen(done).line).toBeNull();
    }
  });

  test('the result without bars', () => {
    const [over] = go(
      inQuiz({ items: ['pid1/choice-1', 'pid1/fill-1'] }),
      paste('at midnight'),
      intent('accept'),
      turn(1),
      turn(1),
    );
    expect(spoken(over).slice(0, 9)).toEqual([
      'Quiz, the result',
      '0 of 1 answers right. 1 of 2 questions left open.',
      'The next best step',
      '> read “What will it say?”, page 4 of PID 1: the life and death of a container',
      'Each question again, explained',
      '  1. When does a container stop?, wrong',
      '  2. Which exit code says SIGKILL?, left open',
      'Go on with',
      '  another quiz',
    ]);
  });

  test('an exam tells its time a few times only, not each minute', () => {
    const minute = 60_000;
    const items = ['pid1/choice-1', 'pid1/fill-1'];
    const [begun] = go(inQuiz({ mode: 'exam', items, timeMs: 20 * minute }), intent('accept'), {
      kind: 'tick',
      at: 0,
    });
    const said: string[] = [];
    let before = begun;
    for (let at = 1; at < 20; at += 1) {
      const [now] = go(before, { kind: 'tick', at: at * minute });
      said.push(...news(before, now));
      before = now;
    }
    expect(said).toEqual([15, 10, 5, 2, 1].map((left) => `At most ${left} min left.`));
  });

  test('the list of an exam’s questions', () => {
    const items = ['pid1/choice-1', 'pid1/fill-1'];
    const [list] = go(
      inQuiz({ mode: 'exam', items }),
      intent('accept'),
      intent('flag'),
      turn(1),
      intent('overview'),
    );
    expect(spoken(list).slice(0, 4)).toEqual([
      'Exam, all questions',
      '  1. When does a container stop?, flagged, open',
      '> 2. Which exit code says SIGKILL?, open',
      '  hand in: 0 of 2 answered',
    ]);
  });
});
