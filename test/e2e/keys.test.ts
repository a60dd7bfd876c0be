import { afterEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { CHOICE, FILL_IN, KEYS, openLesson, shownOptions, turnTo } from './learner.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession;
afterEach(() => {
  session.end();
  home.remove();
});

function begin(options: Partial<{ columns: number; rows: number }> = {}): TerminalSession {
  home = isolatedHome();
  session = new TerminalSession({ env: home.env, ...options });
  return session;
}

test.each([
  ['one arrow', KEYS.down, 1],
  ['two arrows', KEYS.down.repeat(2), 2],
  ['three arrows and one back', `${KEYS.down.repeat(3)}\x1b[A`, 2],
])('%s and Enter in one write choose what a person would mean', async (_, arrows, chosen) => {
  begin();
  await openLesson(session);
  await turnTo(session, ...CHOICE);
  const options = shownOptions(session);
  expect(options).toHaveLength(4);
  // Enter goes to the question, the arrows move, Enter answers: all of it at once.
  session.write(KEYS.enter + arrows + KEYS.enter);
  await session.waitFor('a judgement', ({ text }) => /Right\.|Not right\./.test(text));
  const [judged] = session.screen.filter((line) => /^ │ [-+] [a-z]\) /.test(line));
  expect(judged).toContain(options[chosen]);
});

test('an answer typed faster than anyone types arrives whole', async () => {
  begin();
  await openLesson(session);
  await turnTo(session, ...FILL_IN);
  session.write('\rslepp\x7f\x7fep\r');
  await session.waitFor('a judgement', ({ text }) => /Right\.|Not right\./.test(text));
  expect(session.text).toContain('Right.');
});

test('an arrow whose bytes come apart is still an arrow', async () => {
  begin();
  await openLesson(session);
  await turnTo(session, ...CHOICE);
  const options = shownOptions(session);
  session.write('\r\x1b');
  session.write('[');
  session.write('B');
  session.write('\r');
  await session.waitFor('a judgement', ({ text }) => /Right\.|Not right\./.test(text));
  const [judged] = session.screen.filter((line) => /^ │ [-+] [a-z]\) /.test(line));
  expect(judged).toContain(options[1]);
});

test('a key pressed before the first frame counts', async () => {
  begin();
  session.write(KEYS.enter);
  await session.waitFor('the first page', ({ screen }) => / 1 of \d+$/.test(screen[0] ?? ''));
});
