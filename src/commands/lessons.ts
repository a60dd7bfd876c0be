import type { LessonSummary, ProgressLog } from '../app/ports.ts';
import { presentHistory } from '../domain/moved-items.ts';
import { deriveProgress, type LessonState } from '../domain/progress.ts';
import type { Command } from './command.ts';

/** `vmvscontainer lessons [--json]`. The JSON's keys are a contract that scripts rely on. */
export const lessons: Command = async ({ io, ports }, { flags }) => {
  const list = (await ports.lessons()).list();
  const log = await ports.progress();
  if (log.notice !== null) io.complain(`vmvscontainer: ${log.notice}\n`);
  const listed = withStates(list, log);
  io.write(flags.has('--json') ? `${JSON.stringify(listed.map(asJson), null, 2)}\n` : lessonTable(listed));
  return 0;
};

export interface ListedLesson {
  readonly lesson: LessonSummary;
  readonly state: LessonState;
}

/** Each lesson of the course with how far the learner is in it. */
export function withStates(list: readonly LessonSummary[], log: ProgressLog): readonly ListedLesson[] {
  const progress = deriveProgress(presentHistory(log.events, list), list);
  return list.map((lesson) => ({ lesson, state: progress.lessons.get(lesson.id)?.state ?? { kind: 'new' } }));
}

function asJson({ lesson, state }: ListedLesson) {
  const { id, title, minutes, objectives, labs, questions } = lesson;
  return { id, title, minutes, objectives, state: state.kind, labs, questions };
}

/** One line a lesson: number, name, state, time, title. */
export function lessonTable(listed: readonly ListedLesson[]): string {
  const rows = listed.map(({ lesson, state }) => [
    String(lesson.order).padStart(2),
    lesson.id,
    stateWords(state),
    `${lesson.minutes} min`,
    lesson.title,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return `${lines.join('\n')}\n`;
}

function stateWords(state: LessonState): string {
  if (state.kind === 'in-progress') return `${state.stepsDone} of ${state.stepsAll} steps`;
  return state.kind;
}
