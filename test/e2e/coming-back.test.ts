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
  const session = new TerminalSession({ env: { ...home.env, ...env } });
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
  await first.exited;

  const second = begin();
  await openLesson(second);
  await second.waitFor('the page that was left', () => pageNumber(second) === left);
  second.write('q');
  await second.exited;

  const { stdout } = await runProgram(['lessons'], { env: home.env });
  expect(stdout).toMatch(/^ 3 {2}pid1 {2}1 of \d+ steps {2}\d+ min /);
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
  const { exitCode } = await session.exited;
  expect(exitCode).toBe(0);
  expect(session.text).toContain('vmvscontainer show pid1');
  expect(session.raw).not.toContain('\x1b');
});
