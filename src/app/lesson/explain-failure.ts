import type { Activity } from '../../domain/lesson.ts';
import { counted } from '../../domain/wording.ts';
import type { Transcript } from '../output/transcript.ts';
import { missingName, namesTaken, takenName } from './container-names.ts';
import type { LessonScreen } from './lesson-state.ts';

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
  return missing === null ? null : explainMissing(screen, missing);
}

/** What the last command printed as errors; the end of it is enough. */
export const printed = (output: Transcript): string => {
  const last = output.lines.findLastIndex(({ kind }) => kind === 'command');
  return output.lines
    .slice(Math.max(last + 1, output.lines.length - 20))
    .flatMap(({ kind, text }) => (kind === 'stderr' || kind === 'stdout' ? [text] : []))
    .join('\n');
};

function explainMissing({ lesson, page, comeback }: LessonScreen, name: string): string | null {
  if (comeback?.kind === 'offered' && namesTaken(comeback.lines).includes(name)) {
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
} as const;

export const offer = (lines: number): string =>
  `Ctrl-R runs your ${counted(lines, 'earlier command')} again.`;

/** The offer where nothing has gone wrong yet. */
export const comebackText = ({ because, lines }: NonNullable<LessonScreen['comeback']>): string =>
  because === 'left'
    ? `Your containers were removed when you left. ${offer(lines.length)}`
    : `This machine has not seen your earlier commands. ${offer(lines.length)}`;

function makes(activity: Activity, name: string): boolean {
  if (activity.kind === 'question') return false;
  const lines = activity.kind === 'task' ? (activity.solutions[0] ?? []) : [activity.command];
  return namesTaken(lines.map((commandLine) => ({ commandLine, exitCode: 0 }))).includes(name);
}
