import { afterEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { KEYS, shownOptions } from './learner.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession;
afterEach(() => {
  session.end();
  home.remove();
});

function begin(...args: readonly string[]): TerminalSession {
  home = isolatedHome();
  session = new TerminalSession({ env: home.env, args });
  return session;
}

test('a question is answered, read about in its lesson, seen to happen, and the quiz goes on where it was', async () => {
  begin('quiz', 'pid1', '--seed', '4', '--count', '3');
  await session.waitForText('1 of 3');
  const before = session.screen.join('\n');
  session.write('\x1b[200~sleep\x1b[201~');
  session.write(KEYS.enter);
  await session.waitFor('a judgement', ({ text }) => /Right\.|Not right\./.test(text));
  expect(session.screen.join('\n')).not.toBe(before);
  session.write('l');
  await session.waitForText('Nothing here is recorded. Esc goes back to the quiz.');
  session.write(KEYS.escape);
  await session.waitForText('1 of 3');
  session.write('s');
  await session.waitForText('The machine is as this page finds it.');
  session.write(KEYS.escape);
  await session.waitForText('1 of 3');
  session.write('n');
  await session.waitForText('2 of 3');
  session.write(KEYS.escape);
  await session.waitForText('of 1 right');
  session.write('q');
  const { exitCode } = await session.exited;
  expect(exitCode).toBe(0);
});

test('an exam’s time runs in the header, and hands it in', async () => {
  begin('quiz', 'pid1', '--exam', '--count', '1', '--time', '2s', '--seed', '7');
  await session.waitForText('1 question in 2 seconds');
  session.write(KEYS.enter);
  await session.waitForText('s left');
  await session.waitForText('Time was over: the exam was handed in as it was.');
  expect(shownOptions(session)).toEqual([]);
});
