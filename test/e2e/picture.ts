/** `npm run picture`: draws test/e2e/picture.svg, the README's picture, from the built program in a pseudo-terminal. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isolatedHome } from './isolated-home.ts';
import { KEYS, openLesson, turnTo } from './learner.ts';
import { screenSvg } from './screen-svg.ts';
import { TerminalSession } from './terminal-session.ts';

const home = isolatedHome();
const session = new TerminalSession({ env: { ...home.env, COLORTERM: 'truecolor' }, columns: 80, rows: 24 });
try {
  await openLesson(session);
  await turnTo(session, 'first-ps', 'docker run');
  session.write(KEYS.enter);
  await session.waitFor('the command to end', ({ text }) => text.includes('What to see in it'));
  const svg = screenSvg(session.terminal, 'A page of the lesson on PID 1: a command, and what it printed');
  writeFileSync(fileURLToPath(new URL('picture.svg', import.meta.url)), svg);
} finally {
  session.end();
  await session.exited;
  home.remove();
}
