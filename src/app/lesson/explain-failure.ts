import type { Activity } from '../../domain/lesson.ts';
import { counted } from '../../domain/wording.ts';
import { measure } from '../layout.ts';
import type { Transcript } from '../output/transcript.ts';
import type { Size } from '../state.ts';
import { missingName, namesTaken, takenName } from './container-names.ts';
import type { Comeback, LessonScreen } from './lesson-state.ts';

/** A line that ended with an error, and what it printed. */
export interface Failure {
  readonly line: string;
  readonly exitCode: number;
  readonly output: Transcript;
}

/**
 * What a failure means when it comes from the state the machine is in rather than from the learner: a name that is
 * taken, or a container that an earlier page makes. null: it speaks for itself. `freeing` says how the name gets free.
 */
export function explainFailure(
  screen: LessonScreen,
  failure: Failure,
  freeing: (name: string) => string,
): string | null {
  const text = printed(failure.output);
  const taken = takenName(failure.line, failure.exitCode, text);
  if (taken !== null)
    return `The name ${taken} is still taken by the container made before. ${freeing(taken)}`;
  const missing = failure.exitCode === 0 ? null : missingName(text);
  return missing === null ? null : explainMissing(screen, missing, failure.line);
}

/** What the last command printed as errors; the end of it is enough. */
export const printed = (output: Transcript): string => {
  const last = output.lines.findLastIndex(({ kind }) => kind === 'command');
  return output.lines
    .slice(Math.max(last + 1, output.lines.length - 20))
    .flatMap(({ kind, text }) => (kind === 'stderr' || kind === 'stdout' ? [text] : []))
    .join('\n');
};

function explainMissing(
  { lesson, page, comeback, onMachine }: LessonScreen,
  name: string,
  failed: string,
): string | null {
  const ran = onMachine ?? [];
  const since = ran.slice(ran.findLastIndex(({ commandLine }) => commandLine === failed) + 1);
  if (namesTaken(since).includes(name)) return `${name} is on the machine now: run this again.`;
  if (comeback !== null && namesTaken(comeback.lines).includes(name)) {
    return `That is not your doing: ${name} ${lost[comeback.because]} ${offer(comeback.lines.length)}`;
  }
  const made = lesson.pages.findIndex(
    (entry, at) => at < page && entry.activity !== null && makes(entry.activity, name),
  );
  if (made < 0) return null;
  return `${name} is not on this machine now. Page ${made + 1}, “${lesson.pages[made]?.heading}”, makes it.`;
}

const lost = {
  left: 'was removed when you left last time.',
  switched: 'was made on the other machine.',
  shown: 'is made on a page before this one.',
  skipped: 'is made by a step that was skipped.',
} as const;

export const offer = (lines: number): string =>
  `Ctrl-R runs your ${counted(lines, 'earlier command')} again.`;

/** The offer in the one line of the footer. */
export function comebackLine({ because, lines }: Comeback, size: Size): string {
  if (because === 'shown' || because === 'skipped')
    return `Ctrl-R runs the ${counted(lines.length, 'command')} of the pages before.`;
  const short = `Ctrl-R runs ${counted(lines.length, 'command')} again.`;
  if (measure(size) < 74) return short;
  return because === 'left'
    ? `Your containers were removed when you left. ${short}`
    : `This machine is a new one. ${offer(lines.length)}`;
}

/** The offer where nothing has gone wrong yet. */
export function comebackText({ because, lines }: Comeback): string {
  switch (because) {
    case 'left':
      return `Your containers were removed when you left. ${offer(lines.length)}`;
    case 'switched':
      return `This machine has not seen your earlier commands. ${offer(lines.length)}`;
    case 'shown':
    case 'skipped':
      return `This machine is a new one. Ctrl-R runs the ${counted(lines.length, 'command')} of the pages before.`;
  }
}

function makes(activity: Activity, name: string): boolean {
  if (activity.kind === 'question') return false;
  const lines = activity.kind === 'task' ? (activity.solutions[0] ?? []) : [activity.command];
  return namesTaken(lines.map((commandLine) => ({ commandLine, exitCode: 0 }))).includes(name);
}
