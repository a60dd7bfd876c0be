import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { FILL_IN, KEYS, openLesson, pageNumber, turnPage, turnTo } from './learner.ts';
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

function begin(columns: number, rows: number, env: Record<string, string> = {}): TerminalSession {
  return started({ columns, rows, env: { ...home.env, ...env } });
}

function started(options: ConstructorParameters<typeof TerminalSession>[0]): TerminalSession {
  const session = new TerminalSession(options);
  sessions.push(session);
  return session;
}

test.each([
  [80, 24],
  [60, 20],
  [120, 40],
  [40, 15],
])(
  '%i by %i: no frame is as tall as the terminal, and the scrollback is left alone',
  async (columns, rows) => {
    const session = begin(columns, rows);
    const lastRows = new Set<string>();
    session.watch(() => lastRows.add(session.screen[rows - 1] ?? ''));
    await openLesson(session);
    for (let page = 1; page < 12; page++) await turnPage(session);
    session.write('?');
    await session.waitFor('help', () => pageNumber(session) === null);
    session.write('q');
    await session.exited;
    expect([...lastRows]).toEqual(['']);
    expect(session.raw).not.toContain('\x1b[3J');
  },
);

test('a terminal that is too small is asked for more room, and then used', async () => {
  const session = begin(39, 14);
  await session.waitFor('a sentence', ({ text }) => /40/.test(text) && /15/.test(text));
  session.resize(40, 15);
  await session.waitForText('Introduction');
});

test('wherever the cursor stood, the screen is the same', async () => {
  const plain = begin(80, 24);
  await plain.waitForText('Enter open');
  const node = process.execPath;
  const launcher = `${process.cwd()}/bin/vmvscontainer.js`;
  const shifted = started({
    env: home.env,
    command: ['sh', '-c', `printf '\\n\\n\\n\\n\\n    x'; exec "${node}" "${launcher}"`],
  });
  await shifted.waitFor(
    'the map',
    ({ onAlternateScreen, text }) => onAlternateScreen && text.includes('Enter open'),
  );
  await shifted.waitFor('the same screen', ({ text }) => text === plain.text);
});

test.each([
  [80, 24, 60, 20],
  [60, 20, 100, 30],
  [80, 24, 40, 15],
])('from %ix%i to %ix%i nothing of the old size is left', async (columns, rows, newColumns, newRows) => {
  const fresh = begin(newColumns, newRows);
  await openLesson(fresh);
  await turnTo(fresh, ...FILL_IN);
  const resized = begin(columns, rows, { VMVSCONTAINER_HOME: `${home.folder}/other` });
  await openLesson(resized);
  await turnTo(resized, ...FILL_IN);
  resized.resize(newColumns, newRows);
  await resized.waitFor('the screen of a fresh start', ({ text }) => text === fresh.text);
});

test('a key that races a resize leaves no ghosts either', async () => {
  const fresh = begin(60, 20);
  await openLesson(fresh);
  await turnPage(fresh);
  const resized = begin(80, 24, { VMVSCONTAINER_HOME: `${home.folder}/other` });
  await openLesson(resized);
  resized.write(KEYS.right);
  resized.resize(60, 20);
  await resized.waitFor('the screen of a fresh start', ({ text }) => text === fresh.text);
});
