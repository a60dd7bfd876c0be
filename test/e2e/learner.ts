import { readFileSync } from 'node:fs';
import type { Lesson } from '../../src/domain/lesson.ts';
import type { TerminalSession } from './terminal-session.ts';

const lesson: Lesson = JSON.parse(
  readFileSync(new URL('../../dist/course/pid1.json', import.meta.url), 'utf8'),
);

/** Activities of the PID 1 lesson that these tests use, and what stands on their pages. */
export const CHOICE = ['when-it-stops', 'When does a container stop?'] as const;
export const FILL_IN = ['name-pid1', 'program is PID 1'] as const;
export const STEPS = lesson.pages.filter((page) => page.activity !== null).length;

export const KEYS = { right: '\x1b[C', down: '\x1b[B', enter: '\r', escape: '\x1b', ctrlC: '\x03' } as const;

/** A learner's way into the PID 1 lesson. */
export async function openLesson(session: TerminalSession): Promise<void> {
  await session.waitForText('Enter open');
  const pointed = () => session.screen.find((line) => line.includes('❯')) ?? '';
  while (!pointed().includes('PID 1')) {
    const before = pointed();
    session.write(KEYS.down);
    // Only the pointer tells: other lines change too, such as that which says where labs run.
    await session.waitFor('the next lesson', () => !['', before].includes(pointed()));
  }
  session.write(KEYS.enter);
  await session.waitFor('a page of the lesson', () => pageNumber(session) !== null);
}

/** Turns pages to the one whose activity has this id, and waits until `text` stands on it. */
export async function turnTo(session: TerminalSession, activity: string, text: string): Promise<void> {
  const page = lesson.pages.findIndex((candidate) => candidate.activity?.id === activity) + 1;
  while ((pageNumber(session) ?? page) < page) await turnPage(session);
  await session.waitForText(text);
}

export async function turnPage(session: TerminalSession): Promise<void> {
  const before = pageNumber(session);
  session.write(KEYS.right);
  await session.waitFor(`the page after ${before}`, () => pageNumber(session) !== before);
}

/** The page's number as the top right corner says it, or null on another screen. */
export function pageNumber(session: TerminalSession): number | null {
  const found = /\s(\d+) of \d+$/.exec(session.screen[0] ?? '');
  return found === null ? null : Number(found[1]);
}

/** The texts of the options a question shows, in the order shown. */
export function shownOptions(session: TerminalSession): readonly string[] {
  return session.screen.flatMap((line) => {
    const found = /^ │ [> ] [a-z]\) (.*?)\s*│$/.exec(line);
    return found?.[1] === undefined ? [] : [found[1]];
  });
}
