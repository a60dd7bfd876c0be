import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome, LAUNCHER } from './isolated-home.ts';
import { KEYS, openLesson, STEPS } from './learner.ts';
import { TerminalSession } from './terminal-session.ts';

let home: IsolatedHome;
let session: TerminalSession;
beforeEach(async () => {
  home = isolatedHome();
  // An earlier visit, so that what the summary says does not hang on how fast the disk is.
  const earlier = new TerminalSession({ env: home.env });
  await openLesson(earlier);
  earlier.write('q');
  await earlier.exited;
});
afterEach(() => {
  session.end();
  home.remove();
});

/** A shell runs the program, says how it left the terminal, and stays: a pseudo-terminal may drop what is unread at its end. */
function begin(env: Record<string, string> = {}): void {
  const program = `echo $$ >"$HOME/pid"; exec "${process.execPath}" "${LAUNCHER}"`;
  const script = `sh -c '${program}'; echo "code $?"; stty -a; echo END; read -r _`;
  session = new TerminalSession({ env: { ...home.env, ...env }, rows: 40, command: ['sh', '-c', script] });
}

function signal(name: NodeJS.Signals): void {
  process.kill(Number(readFileSync(join(home.folder, 'pid'), 'utf8')), name);
}

/** What stands on the normal screen, up to the exit code, once the program has gone. */
async function afterLeaving(): Promise<readonly string[]> {
  await session.waitFor('the shell to have said all', ({ screen }) => screen.includes('END'));
  const lines = session.screen;
  const state = lines.slice(lines.findIndex((line) => /^code \d+$/.test(line)) + 1).join(' ');
  for (const flag of ['icanon', 'echo', 'isig', 'icrnl', 'opost']) {
    expect(state.split(/[\s;]+/)).toContain(flag);
  }
  expect({
    alternate: session.onAlternateScreen,
    cursor: session.cursorVisible,
    paste: session.bracketedPaste,
  }).toEqual({ alternate: false, cursor: true, paste: false });
  return lines.slice(0, lines.findIndex((line) => /^code \d+$/.test(line)) + 1);
}

const SUMMARY = [
  `PID 1: the life and death of a container: 0 of ${STEPS} steps.`,
  'Go on with: vmvscontainer',
];

test('q leaves with two lines on the normal screen', async () => {
  begin();
  await openLesson(session);
  session.write('q');
  expect(await afterLeaving()).toEqual([...SUMMARY, 'code 0']);
});

test('so does Ctrl-C, pressed twice, for it may have been meant for a command', async () => {
  begin();
  await openLesson(session);
  session.write(KEYS.ctrlC);
  await session.waitForText('Ctrl-C again leaves.');
  session.write(KEYS.ctrlC);
  expect(await afterLeaving()).toEqual([...SUMMARY, 'code 0']);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s gives the terminal back', async (name, code) => {
  begin();
  await openLesson(session);
  signal(name);
  expect(await afterLeaving()).toEqual([...SUMMARY, `code ${code}`]);
});

test.each([
  ['thrown', 'throw new Error(`boom`)'],
  ['in a promise nobody awaits', 'Promise.reject(new Error(`boom`))'],
])('an error %s gives the terminal back, in a sentence and a report', async (_, fault) => {
  // SIGUSR2 from outside makes the fault, so that the program under test holds no switch for it.
  const module = `data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${fault} })`)}`;
  begin({ NODE_OPTIONS: `--import=${module}` });
  await openLesson(session);
  signal('SIGUSR2');
  const lines = await afterLeaving();
  expect(lines.slice(0, 3)).toEqual([
    ...SUMMARY,
    'vmvscontainer stopped because of a fault of its own: boom',
  ]);
  expect(lines.at(-1)).toBe('code 1');
  const folder = join(home.folder, 'progress');
  const reports = readdirSync(folder).filter((name) => name.startsWith('crash-'));
  expect(reports).toHaveLength(1);
  expect(lines.join('')).toContain(`A report to send with an issue is in ${folder}/${reports[0]}`);
  expect(readFileSync(join(folder, reports[0] ?? ''), 'utf8')).toContain('Error: boom');
});
