import { currentActivity, type LessonScreen } from '../../app/lesson/lesson-state.ts';
import { paneContent } from '../../app/lesson/pane.ts';
import type { PaneContent } from '../../app/lesson/pane-parts.ts';
import type { PaneRow } from '../../app/lesson/pane-row.ts';
import type { State } from '../../app/state.ts';
import { machineName } from '../screens/machine-name.ts';
import type { Section, TypedLine } from './linear-screen.ts';

/** A page: where one is and on which machine, the text, what is to be done and what came of it. */
export function lessonSections(state: State, screen: LessonScreen): readonly Section[] {
  const { lesson, page, docs } = screen;
  const machine = machineName(state.machine);
  const content = paneContent({ ...state, screen });
  const prose = (docs?.text.prose ?? []).filter((line) => line.trim() !== '');
  return [
    { name: 'title', lines: [`${lesson.title}, page ${page + 1} of ${lesson.pages.length}`] },
    { name: 'machine', lines: machine === '' ? [] : [`Labs: ${machine}`] },
    { name: 'prose', lines: prose },
    ...(content === null ? [] : paneSections(content)),
    { name: 'search', lines: hitLine(screen) },
  ];
}

export function paneSections({ title, head, body, foot }: PaneContent): readonly Section[] {
  return [
    { name: 'doing', lines: [`${title}:`, ...rowsSaid(head)] },
    { name: 'came', lines: rowsSaid(body) },
    { name: 'state', lines: rowsSaid(foot) },
  ];
}

/** Rows that are typed on are told as they are typed, and empty ones not at all. */
const rowsSaid = (rows: readonly PaneRow[]): readonly string[] =>
  rows.flatMap(({ text, editor, typed }) => (editor || typed || text.trim() === '' ? [] : [text.trimEnd()]));

function hitLine({ search, docs }: LessonScreen): readonly string[] {
  if (search === null || search.editor !== null || search.hit === null) return [];
  const prose = docs?.text.prose ?? [];
  return [`“${search.query}” in line ${search.hit + 1} of ${prose.length}: ${prose[search.hit] ?? ''}`];
}

/** The line the keys go to: a search, the prompt of a task, an answer in words. */
export function lineTyped(screen: LessonScreen): TypedLine | null {
  if (screen.search?.editor) return { prompt: '/', ...screen.search.editor };
  const activity = currentActivity(screen);
  if (screen.focus !== 'activity' || activity === null || !('editor' in activity)) return null;
  const { editor } = activity;
  const answered = 'answered' in activity && activity.answered !== null;
  if (editor === null || answered || screen.running?.page === screen.page) return null;
  const asks = activity.kind === 'run' || activity.kind === 'task';
  return { prompt: asks ? '$ ' : '> ', text: editor.text, cursor: editor.cursor };
}
