import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { FILL_IN, KEYS, openLesson, pageNumber, turnTo } from './learner.ts';
import { runProgram } from './run-program.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
const sessions: TerminalSession[] = [];
beforeEach(() => {
  home = isolatedHome();
});
afterEach(() => {
  for (const session of sessions.splice(0)) session.end();
  home.remove();
});

function begin(env: Record<string, string> = {}): TerminalSession {
  const session = new TerminalSession({ env: { ...home.env, ...env }, stays: true });
  sessions.push(session);
  return session;
}

test('what was answered and where one was are there again', async () => {
  const first = begin();
  await openLesson(first);
  await turnTo(first, ...FILL_IN);
  first.write('\rsleep\r');
  await first.waitForText('Right.');
  const left = pageNumber(first);
  first.write('q');
  expect(await first.left()).toBe(0);

  const second = begin();
  await openLesson(second);
  await second.waitFor('the page that was left', () => pageNumber(second) === left);
  second.write('q');
  expect(await second.left()).toBe(0);

  const { stdout } = await runProgram(['lessons'], { env: home.env });
  expect(stdout).toMatch(/^ ?30 {2}pid1 +1 of \d+ steps {2}\d+ min /m);
});

test('CI set on a terminal is no reason not to draw', async () => {
  const session = begin({ CI: '1', CONTINUOUS_INTEGRATION: '1' });
  await openLesson(session);
  expect(session.onAlternateScreen).toBe(true);
});

test('NO_COLOR: no colour in any frame', async () => {
  const session = begin({ NO_COLOR: '1' });
  await openLesson(session);
  session.write(KEYS.right);
  await session.waitFor('page 2', () => pageNumber(session) === 2);
  expect(session.raw).not.toMatch(/\x1b\[[\d;]*\b(3[0-79]|4[0-79]|9[0-7]|10[0-7]|38|48)\b[\d;]*m/);
});

test('a dumb terminal gets the course as text', async () => {
  const session = begin({ TERM: 'dumb' });
  expect(await session.left()).toBe(0);
  expect(session.text).toMatch(/vmvscontainer show \w+ +print a lesson to read/);
  expect(session.raw).not.toContain('\x1b');
});
