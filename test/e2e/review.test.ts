/** A review in a real terminal: what is due comes back, is answered, and is due no more; also from a damaged log. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { KEYS } from './learner.ts';
import { runProgram } from './run-program.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
const sessions: TerminalSession[] = [];
beforeEach(() => {
  home = isolatedHome();
  mkdirSync(join(home.folder, 'progress'));
});
afterEach(() => {
  for (const session of sessions.splice(0)) session.end();
  home.remove();
});

const logPath = (): string => join(home.folder, 'progress', 'progress.jsonl');
const daysAgo = (days: number): number => Date.now() - days * 86_400_000;

/** A question of the introduction, answered so long ago. */
const line = (number: number, item: string, days: number): string =>
  JSON.stringify({
    v: 1,
    id: `01H0000000000000000000000${number}`,
    at: daysAgo(days),
    kind: 'question-answered',
    lesson: 'introduction',
    item,
    hash: 'h',
    answer: 'a',
    verdict: 'wrong',
  });

function begin(args: readonly string[]): TerminalSession {
  const session = new TerminalSession({ env: home.env, args, stays: true });
  sessions.push(session);
  return session;
}

async function due(): Promise<readonly string[]> {
  const { stdout, exitCode } = await runProgram(['review', '--json'], { env: home.env });
  expect(exitCode).toBe(0);
  return JSON.parse(stdout).due.map(({ id }: { id: string }) => id);
}

test('what is due is asked, told when it comes again, and due no more', async () => {
  writeFileSync(logPath(), `${line(1, 'what-is-shared', 9)}\n`);
  expect(await due()).toEqual(['introduction/what-is-shared']);
  const session = begin(['review']);
  await session.waitForText('What does an ordinary container share with its host?');
  session.write(`a${KEYS.enter}`);
  await session.waitForText('Again tomorrow, because it was not right');
  session.write('\u001b');
  await session.waitForText('0 of 1 answers right');
  session.write('\u001b');
  await session.waitForText('Nothing is due now; the next one comes tomorrow.');
  expect(session.text).toContain('a quiz: ten questions');
  session.write('q');
  expect(await session.left()).toBe(0);
  expect(await due()).toEqual([]);
  const kept = readFileSync(logPath(), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(kept.filter(({ in: where }) => where !== 'review').length).toBe(1);
});

test('the map says how many are due', async () => {
  writeFileSync(logPath(), `${line(1, 'what-is-shared', 9)}\n${line(2, 'kernel-inside', 8)}\n`);
  const session = begin([]);
  await session.waitForText('Review: 2 due. r brings them.');
  session.write('r');
  await session.waitForText('Due now: 1 question and 1 lab.');
  session.write('q');
  expect(await session.left()).toBe(0);
});

test('a damaged log is read as far as it goes; a clock set back breaks nothing', async () => {
  const later = line(2, 'kernel-inside', -400);
  writeFileSync(logPath(), `${line(1, 'what-is-shared', 9)}\n{"v":1,"id":\n${later}\n`);
  const { stdout, stderr, exitCode } = await runProgram(['review', '--json'], { env: home.env });
  expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/^vmvscontainer: 1 line of your progress /)]);
  expect(JSON.parse(stdout)).toMatchObject({
    due: [{ id: 'introduction/what-is-shared' }],
    next: { count: 1 },
  });
});

test('in a pipe it names --json', async () => {
  expect(await runProgram(['review'], { env: home.env })).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'vmvscontainer: a review needs a terminal; vmvscontainer review --json lists what is due.\n',
  });
});
