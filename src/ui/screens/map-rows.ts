import { labsSentence } from '../../app/labs-sentence.ts';
import type { LessonSummary } from '../../app/ports.ts';
import { chosenMachine, type State } from '../../app/state.ts';
import { clip, padEnd, textWidth, wordWrap } from '../../app/text-width.ts';
import { deriveProgress, type LessonProgress } from '../../domain/progress.ts';
import { skippableLessons } from '../../domain/quiz/skippable.ts';
import { inlineText } from '../markdown/inline-text.ts';
import type { Looks } from '../markdown/styles.ts';
import type { Glyphs } from '../theme.ts';

/** `Labs run on Docker 28.5 on this computer (the engine answered)`, or that it is still being looked for. */
export function machineLine(state: State): string {
  const choice = chosenMachine(state.machine);
  if (choice === null) return 'Labs: looking for Docker…';
  return labsSentence(choice);
}

/** Offered once: to who has done nothing yet. */
export const placementOffer = ({ events, course }: State): string | null =>
  events.length > 0 || course.length < 2
    ? null
    : 'New here? Enter begins. If you know some of it: w finds out what you may skip.';

/** One row a lesson: mark, number, title, state, minutes; the title gives way first. */
export function lessonLabels(state: State, width: number, glyphs: Glyphs): readonly string[] {
  const { lessons } = deriveProgress(state.events, state.course);
  const skippable = skippableLessons(state.events);
  return state.course.map((lesson) => {
    const progress = lessons.get(lesson.id);
    const minutes = width < 50 ? '' : `${String(lesson.minutes).padStart(4)} min`;
    const right = `${padEnd(stateWord(progress, skippable.has(lesson.id)), 12)}${minutes}`;
    const left = `${stateMark(progress, glyphs)} ${String(lesson.order).padStart(2, '0')}  `;
    const room = Math.max(4, width - textWidth(left) - textWidth(right) - 2);
    return `${left}${padEnd(clip(lesson.title, room), room)}  ${right}`;
  });
}

function stateMark(progress: LessonProgress | undefined, glyphs: Glyphs): string {
  if (progress?.state.kind === 'done') return glyphs.done;
  return progress?.state.kind === 'in-progress' ? glyphs.begun : glyphs.fresh;
}

/** `mayBeSkipped`: a placement said so; it is no more than that. */
export function stateWord(progress: LessonProgress | undefined, mayBeSkipped = false): string {
  if (progress === undefined || progress.state.kind === 'new') return mayBeSkipped ? 'may skip' : 'new';
  const { state, score } = progress;
  if (state.kind === 'in-progress') return `${state.stepsDone}/${state.stepsAll} steps`;
  return score.questionsAll === 0 ? 'done' : `done ${score.firstRight}/${score.questionsAll}`;
}

export interface DetailRow {
  readonly text: string;
  readonly tone: 'plain' | 'heading' | 'dim' | 'note';
}

/** What the selected lesson is about. */
export function lessonDetails(lesson: LessonSummary, width: number, looks: Looks): readonly DetailRow[] {
  const set = (markdown: string, cells: number) => wordWrap(inlineText(markdown, looks), cells);
  const description = set(lesson.description, width).map((text): DetailRow => ({ text, tone: 'plain' }));
  const objectives = lesson.objectives.flatMap((objective) =>
    set(objective, width - 2).map(
      (text, row): DetailRow => ({ text: row === 0 ? `- ${text}` : `  ${text}`, tone: 'plain' }),
    ),
  );
  const facts = [
    lesson.difficulty,
    `${lesson.minutes} min`,
    lesson.labs === 1 ? '1 lab' : `${lesson.labs} labs`,
    `${lesson.questions} questions`,
  ].join(', ');
  return [
    { text: lesson.title, tone: 'heading' },
    { text: facts, tone: 'dim' },
    ...description,
    { text: '', tone: 'plain' },
    ...(objectives.length === 0 ? [] : [{ text: 'Afterwards you can', tone: 'heading' } as const]),
    ...objectives,
  ];
}

/** The part of a list of `length` rows to show in `rows`, with `selected` in sight. */
export function windowStart(selected: number, length: number, rows: number): number {
  return Math.max(0, Math.min(length - rows, selected - Math.floor(rows / 2)));
}

/** What of a list of `length` is shown in `rows` rows, `selected` among it, and how many are left out on either side. */
export interface ListWindow {
  readonly from: number;
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/** A side on which something is left out gives a row to say so. */
export function listWindow(selected: number, length: number, rows: number): ListWindow {
  const from = windowStart(selected, length, rows);
  const above = from > 0 ? from + 1 : 0;
  const below = from + rows < length ? length - from - rows + 1 : 0;
  if (rows < 3) return { from, to: from + rows, above: 0, below: 0 };
  return { from: above, to: length - below, above, below };
}
