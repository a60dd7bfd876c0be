import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLessons, claimLine } from '../../src/commands/check-lessons.ts';
import type { Stage } from '../../src/commands/prove-lesson.ts';
import { printProblem } from '../../src/content/problem.ts';
import { type ToyLog, toyMachine } from './toy-machine.ts';

const HEAD =
  '---\nkind: lesson\nname: a\ntitle: T\ndescription: D\ndifficulty: beginner\nminutes: 5\nobjectives: [O]\nsummary: S\n---\n';

let root: string;
let log: ToyLog;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vvc-check-'));
  mkdirSync(join(root, 'lessons', '01-a'), { recursive: true });
  log = { opened: 0, prepared: 0, disposed: 0 };
});
afterEach(() => rmSync(root, { recursive: true }));

function check(body: string, open: Stage['open'] = async () => toyMachine(log)) {
  writeFileSync(join(root, 'lessons', '01-a', 'lesson.md'), HEAD + body);
  return checkLessons(join(root, 'lessons'), { open, settleMs: 0 });
}

describe('worlds', () => {
  const body = `
\`\`\`sh +exec id=here
up a
\`\`\`
\`\`\`sh +exec id=there world=vm-host
up b
\`\`\`
\`\`\`task id=t
world: vm-host
prompt: Do it.
goal: [{container: b, status: exited}]
solutions: [[up b, down b]]
\`\`\`
\`\`\`sh +exec id=lost world=nowhere
up c
\`\`\`
`;

  it('have machines of their own, and one that is not there is said', async () => {
    const opened: (string | null)[] = [];
    const report = await check(body, async (world) => {
      if (world === 'nowhere') throw new Error('There is no world "nowhere".');
      opened.push(world);
      return toyMachine(log);
    });
    expect(report.problems.map(printProblem)).toEqual([
      'lessons/01-a/lesson.md:24: lost: There is no world "nowhere".',
    ]);
    expect(opened).toEqual(['vm-host', null]);
    expect(log.disposed).toBe(log.opened);
  });
});

describe('a goal against how things were', () => {
  const task = (clause: string): string => `
\`\`\`task id=t
prompt: Do it.
goal: [{container: x, status: exited, ${clause}}]
solutions: [[up x, down x]]
\`\`\`
`;
  it.each([
    ['sameContainer: true', []],
    ['newContainer: true', []],
    ['startedAgain: true', ['x was not started again since the task began; it should be started again.']],
  ])('%s', async (clause, because) => {
    const { problems } = await check(task(clause));
    const sentences = because.flatMap((one) => [
      `t: solution 1 does not reach the goal: ${one} (it said: down says 0)`,
      `t: after what stands before it in the lesson, solution 1 does not reach the goal: ${one} (it said: down says 0)`,
    ]);
    expect(problems.map(({ sentence }) => sentence)).toEqual(sentences);
  });
});

describe('claims', () => {
  it('are counted where the folder lists them', async () => {
    const claims = '[{"id":"S0-01","statement":"A"},{"id":"S0-02","statement":"B"}]';
    writeFileSync(join(root, 'lessons', 'claims.json'), claims);
    const report = await check('\n## T {#t claims=S0-02,S0-03}\n\nx\n');
    expect(report.claims && claimLine(report.claims)).toBe('claims covered: 1 of 2');
    expect(report.problems.map(printProblem)).toEqual([
      'lessons/01-a/lesson.md:1: page t: there is no claim S0-03',
    ]);
  });
});
