import { TerminalSession } from '../e2e/terminal-session.ts';

const RIGHT = '\x1b[C';
const LEFT = '\x1b[D';

/** Milliseconds from a key to the end of the frame it causes, with the lesson's pages turned to and fro. */
export async function keyToFrame(env: Readonly<Record<string, string>>, count: number): Promise<number[]> {
  const session = new TerminalSession({ env });
  await session.waitForText('Enter open');
  await pressAndWait(session, '\r');
  await session.waitFor('the first page', ({ screen }) => / 1 of \d+$/.test(screen[0] ?? ''));
  // The first visits of pages set their text; what is measured is going about.
  for (const key of [RIGHT, RIGHT, LEFT, LEFT]) await pressAndWait(session, key);
  const samples: number[] = [];
  for (let index = 0; index < count; index++) {
    samples.push(await pressAndWait(session, index % 2 === 0 ? RIGHT : LEFT));
  }
  session.end();
  await session.exited;
  return samples;
}

async function pressAndWait(session: TerminalSession, key: string): Promise<number> {
  const before = session.text;
  const begin = performance.now();
  session.write(key);
  await session.waitFor(`a change after ${JSON.stringify(key)}`, ({ text }) => text !== before);
  return performance.now() - begin;
}
