import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLessons } from '../../src/commands/check-lessons.ts';
import { printProblem } from '../../src/content/problem.ts';
import { type ToyLog, toyMachine } from './toy-machine.ts';

const HEAD =
  '---\nkind: lesson\nname: a\ntitle: T\ndescription: D\ndifficulty: beginner\nminutes: 5\nobjectives: [O]\nsummary: S\n---\n';
/** Lines of the lesson before its body. */
const HEAD_LINES = 10;

let root: string;
let log: ToyLog;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vvc-check-'));
  log = { opened: 0, prepared: 0, disposed: 0 };
});
afterEach(() => rmSync(root, { recursive: true }));

async function check(body: string, settleMs = 0): Promise<readonly string[]> {
  mkdirSync(join(root, 'lessons', '01-a'), { recursive: true });
  writeFileSync(join(root, 'lessons', '01-a', 'lesson.md'), HEAD + body);
  const report = await checkLessons(join(root, 'lessons'), { open: async () => toyMachine(log), settleMs });
  return [...report.problems.map(printProblem), report.counts];
}

const task = (solutions: string, attempts = '[]', goal = '{container: x, status: running}'): string => `
\`\`\`task id=t
prompt: Do it.
goal: [${goal}]
hints:
  - {id: ended, text: It has ended., when: [{container: x, status: exited}]}
  - {id: hanging, text: It hangs., when: [{command: fail}]}
solutions: ${solutions}
attempts: ${attempts}
\`\`\`
`;
const TASK_LINE = HEAD_LINES + 2;
const counts = (solutions: number, attempts: number): string =>
  `lessons: 1, pages: 1, tasks: 1 (solutions ${solutions}, attempts ${attempts}), questions: 0`;

it('plays the share of the lessons that is asked for, tells how long each took, and counts them all', async () => {
  for (const name of ['a', 'b', 'c']) {
    mkdirSync(join(root, 'lessons', `01-${name}`), { recursive: true });
    const text = `${HEAD}\n\`\`\`sh +exec id=r\nfail\n\`\`\`\n`.replace('name: a', `name: ${name}`);
    writeFileSync(join(root, 'lessons', `01-${name}`, 'lesson.md'), text);
  }
  const played: string[] = [];
  const stage = { open: async () => toyMachine(log), settleMs: 0 };
  const share = { part: 2, of: 2 };
  const report = await checkLessons(join(root, 'lessons'), stage, share, ({ folder }) => played.push(folder));
  expect(played).toEqual(['01-b']);
  expect(report.counts).toBe('lessons: 3, pages: 3, tasks: 0 (solutions 0, attempts 0), questions: 0');
});

describe('a task', () => {
  it('is sound when solutions solve it and attempts bring up their hints', async () => {
    const body = task(
      '[up x, [down x, up x]]',
      '[{commands: down x, hint: ended}, {commands: fail, hint: hanging}]',
    );
    expect(await check(body)).toEqual([counts(2, 2)]);
    expect(log).toEqual({ opened: 1, prepared: 5, disposed: 1 });
  });

  it.each([
    [
      task('[fail]'),
      'solution 1 does not reach the goal: There is no container x. (it said: fail says 3)',
      1,
      0,
    ],
    [
      task('[down x]'),
      'solution 1 does not reach the goal: x has exited with code 0; it should be running. (it said: down says 0)',
      1,
      0,
    ],
    [task('[[up x, rude]]'), 'solution 1: `rude` is refused: Not here.', 1, 0],
    [task('[[up x, blind]]'), 'solution 1 does not reach the goal: it is dark (it said: blind says 0)', 1, 0],
  ])('complains of a solution that is none %#', async (body, sentence, solutions, attempts) => {
    expect(await check(body)).toEqual([
      `lessons/01-a/lesson.md:${TASK_LINE}: t: ${sentence}`,
      `lessons/01-a/lesson.md:${TASK_LINE}: t: after what stands before it in the lesson, ${sentence}`,
      counts(solutions, attempts),
    ]);
  });

  it.each([
    [task('[up x]', '[{commands: up x, hint: ended}]'), 'attempt 1 reaches the goal, so it is a solution'],
    [
      task('[up x]', '[{commands: fail, hint: ended}]'),
      'attempt 1 brings up the hint "hanging", not "ended" (it said: fail says 3)',
    ],
    [task('[up x]', '[{commands: blind, hint: ended}]'), 'attempt 1: it is dark'],
    [task('[up x]', '[{commands: rude, hint: ended}]'), 'attempt 1: `rude` is refused: Not here.'],
  ])('complains of an attempt that is none %#', async (body, sentence) => {
    expect(await check(body)).toEqual([`lessons/01-a/lesson.md:${TASK_LINE}: t: ${sentence}`, counts(1, 1)]);
  });

  it('complains of a goal that holds from the start', async () => {
    expect(await check(task('[up y]', '[]', '{absent: x}'))).toEqual([
      `lessons/01-a/lesson.md:${TASK_LINE}: t: the goal holds before anything is done`,
      counts(1, 0),
    ]);
  });

  it('complains of a goal that cannot be looked at', async () => {
    expect(await check(task('[up x]', '[]', '{logs: x, contains: a}'))).toContain(
      `lessons/01-a/lesson.md:${TASK_LINE}: t: the start state could not be checked: it is dark`,
    );
  });

  it('waits for a state that takes time to settle, where the machine is real', async () => {
    const body = task('[up x]', '[{commands: [up x, later x], hint: ended}]');
    expect(await check(body, 5000)).toEqual([counts(1, 1)]);
    expect(await check(body, 0)).toEqual([
      `lessons/01-a/lesson.md:${TASK_LINE}: t: attempt 1 reaches the goal, so it is a solution`,
      counts(1, 1),
    ]);
  });
});

describe('a command', () => {
  const run = (flags: string, command: string): string =>
    `\n\`\`\`sh +exec ${flags} id=r\n${command}\n\`\`\`\n`;
  const count = 'lessons: 1, pages: 1, tasks: 0 (solutions 0, attempts 0), questions: 0';
  const at = `lessons/01-a/lesson.md:${HEAD_LINES + 2}: r: `;

  it.each([
    ['', 'up x', []],
    ['+expect:failure', 'fail', []],
    ['+expect:any', 'fail', []],
    ['', 'fail', [`${at}the command should succeed and exits with code 3 (it said: fail says 3)`]],
    ['+expect:failure', 'up x', [`${at}the command should fail and exits with code 0`]],
    ['', 'rude', [`${at}\`rude\` is refused: Not here.`]],
    ['timeout=50ms', 'hang', [`${at}\`hang\` does not end within 0.05 s`]],
  ])('%s %s', async (flags, command, expected) => {
    expect(await check(run(flags, command))).toEqual([...expected, count]);
    expect(log.disposed).toBe(log.opened);
  });

  it('finds what those before it have left', async () => {
    const body = `${run('', 'up x').replace('id=r', 'id=first')}${task('[up y]', '[]', '{container: x, status: running}')}`;
    expect(await check(body)).toEqual([
      `lessons/01-a/lesson.md:${HEAD_LINES + 6}: t: solution 1 does not reach the goal: There is no container x. (it said: up says 0)`,
      'lessons: 1, pages: 2, tasks: 1 (solutions 1, attempts 0), questions: 0',
    ]);
  });
});

describe('content that decodes and yet is faulty', () => {
  it('is linted', async () => {
    const body = `
\`\`\`quiz id=q
Which?

- [x] The first, because of a very long reason that nobody would write for a wrong one
  > Yes.
- [ ] The second
  > No.
- [ ] All of the above
  > No.
\`\`\`
\`\`\`quiz id=n
type: fill-in
prompt: Which command?
reading: command
answer: docker ps -a
alternatives: [docker ps --all]
wrong: [{answer: docker container ls -a, why: No.}]
why: Yes.
\`\`\`
\`\`\`quiz id=m
type: fill-in
prompt: How many?
reading: number
answer: many
why: Yes.
\`\`\`
\`\`\`predict id=p
command: docker run --name b busybox
prompt: What?
options:
  - {text: A, correct: true, why: Yes.}
  - {text: B, why: No.}
\`\`\`
`;
    expect(await check(body)).toEqual([
      'lessons/01-a/lesson.md:12: q: "All of the above" leaves open what is meant, once the options are shuffled',
      'lessons/01-a/lesson.md:12: q: the right option is the longest by far, which gives it away',
      'lessons/01-a/lesson.md:22: n: the alternative "docker ps --all" is read as the answer already',
      'lessons/01-a/lesson.md:22: n: the wrong answer "docker container ls -a" would be judged right',
      'lessons/01-a/lesson.md:31: m: the answer "many" is not a whole number',
      'lessons/01-a/lesson.md:38: p: the container "b" may clash with one of the learner\'s; call it vvc-b',
      'lessons: 1, pages: 4, tasks: 0 (solutions 0, attempts 0), questions: 4',
    ]);
  });

  it('keeps no other lesson from being checked', async () => {
    mkdirSync(join(root, 'lessons', '02-b'), { recursive: true });
    writeFileSync(join(root, 'lessons', '02-b', 'lesson.md'), 'text');
    expect(await check(task('[rude]'))).toEqual([
      'lessons/02-b/lesson.md:1: expected front matter: a line ---, YAML, and another line ---',
      `lessons/01-a/lesson.md:${TASK_LINE}: t: solution 1: \`rude\` is refused: Not here.`,
      `lessons/01-a/lesson.md:${TASK_LINE}: t: after what stands before it in the lesson, solution 1: \`rude\` is refused: Not here.`,
      counts(1, 0),
    ]);
  });
});

it('lints translations too', async () => {
  const quiz = (text: string): string =>
    `\n\`\`\`quiz id=q\nP\n\n- [x] ${text}\n  > w\n- [ ] B\n  > w\n\`\`\`\n`;
  mkdirSync(join(root, 'lessons', '01-a'), { recursive: true });
  writeFileSync(join(root, 'lessons', '01-a', 'lesson.es.md'), HEAD + quiz('All of the above'));
  expect((await check(quiz('A')))[0]).toBe(
    'lessons/01-a/lesson.es.md:12: q: "All of the above" leaves open what is meant, once the options are shuffled',
  );
});
