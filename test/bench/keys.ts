import { TerminalSession } from '../e2e/terminal-session.ts';

/**
 * Milliseconds from a key to the end of the frame it causes, on a lesson page turned to and fro. A frame
 * has ended when its last byte has come: output settles for one turn of the event loop after the change.
 */
export async function keyToFrame(env: Readonly<Record<string, string>>, count: number): Promise<number[]> {
  const session = new TerminalSession({ env });
  await session.waitFor('the course map', ({ text }) => text.includes('PID 1'));
  const samples: number[] = [];
  await pressAndWait(session, '\r');
  for (let index = 0; index < count; index++) {
    samples.push(await pressAndWait(session, index % 2 === 0 ? '?' : '\x1b[6~'));
    if (index % 2 === 0) await pressAndWait(session, '?');
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
