import { afterEach, beforeEach, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { CHOICE, FILL_IN, KEYS, openLesson, pageNumber, turnTo } from './learner.ts';
import { ALL, hasAllDone, lesson, playToTheEnd } from './player.ts';
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

function begin(columns = 80, rows = 24): TerminalSession {
  const session = new TerminalSession({ env: home.env, columns, rows, stays: true });
  sessions.push(session);
  return session;
}

const DONE = [
  `${lesson.title}: ${ALL.steps} of ${ALL.steps} steps, ${ALL.questions} of ${ALL.questions} answers right.`,
  'Go on with: vmvscontainer',
];

test.each([
  [80, 24],
  [40, 15],
])(
  'from the first page to the result at %i by %i, simulated, and all of it is there again',
  async (columns, rows) => {
    const first = begin(columns, rows);
    await openLesson(first);
    await playToTheEnd(first);
    await first.waitFor('the result', hasAllDone);
    first.write('q');
    expect(await first.left()).toBe(0);
    expect(first.raw.split('\x1b[?1049l').at(-1)).toContain(DONE.join('\r\n'));

    const { stdout } = await runProgram(['lessons', '--json'], { env: home.env });
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: 'pid1', state: 'done' }));

    const second = begin();
    await openLesson(second);
    while ((pageNumber(second) ?? 1) > 1) {
      second.write('p');
      const before = pageNumber(second);
      await second.waitFor('the page before', () => pageNumber(second) !== before);
    }
    await turnTo(second, ...FILL_IN);
    await second.waitFor('the answer given', ({ text }) => /answered|Right/.test(text));
    await turnTo(second, ...CHOICE);
    await second.waitFor('the answer given', ({ text }) => /answered|Right/.test(text));
    second.write(KEYS.ctrlC);
    await second.waitForText('Ctrl-C again leaves.');
    second.write(KEYS.ctrlC);
    expect(await second.left()).toBe(0);
    expect(second.raw.split('\x1b[?1049l').at(-1)).toContain(DONE.join('\r\n'));
  },
  120_000,
);
