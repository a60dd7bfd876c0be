/** For who hears the terminal: text that goes on, on the normal screen, and remembered. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { KEYS } from './learner.ts';
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

function begin(args: readonly string[], env: Record<string, string> = {}): TerminalSession {
  const session = new TerminalSession({ env: { ...home.env, ...env }, args, stays: true, rows: 200 });
  sessions.push(session);
  return session;
}

const isDrawn = ({ raw }: TerminalSession): boolean => raw.includes('\x1b[?1049h');

test('a lesson is told in order, and each thing once', async () => {
  const session = begin(['--screen-reader']);
  await session.waitForText('Keys: Enter open');
  session.write(KEYS.enter);
  await session.waitFor('a page', ({ text }) => /page 1 of \d+\n(.*\n)+Keys: /.test(text));
  session.write(KEYS.right);
  await session.waitFor('the next page', ({ text }) => /page 2 of \d+\n(.*\n)+Keys: /.test(text));
  session.write('q');
  expect(await session.left()).toBe(0);
  expect(isDrawn(session)).toBe(false);
  expect(session.raw.match(/page 1 of/g)).toHaveLength(1);
  expect(session.raw).not.toMatch(/[╭╮╰╯│━●❯]/);
  expect(session.text).toContain('Go on with: vmvscontainer');
});

test('asked for once it stays, until it is taken back', async () => {
  const first = begin(['--screen-reader']);
  await first.waitForText('Keys: Enter open');
  first.write('q');
  expect(await first.left()).toBe(0);
  const second = begin([]);
  await second.waitForText('Keys: Enter open');
  second.write('q');
  expect([await second.left(), isDrawn(second)]).toEqual([0, false]);
  const third = begin(['--no-screen-reader'], { INK_SCREEN_READER: 'true' });
  await third.waitForText('Enter open');
  third.write('q');
  expect([await third.left(), isDrawn(third)]).toEqual([0, true]);
});

test('INK_SCREEN_READER asks for it too', async () => {
  const session = begin([], { INK_SCREEN_READER: 'true' });
  await session.waitForText('Keys: Enter open');
  session.write('q');
  expect([await session.left(), isDrawn(session)]).toEqual([0, false]);
});
