import type { Effect, Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { edit, type LineEditor, lineEditor } from '../line-editor/line-editor.ts';
import type { State } from '../state.ts';
import { plainText } from '../text-width.ts';
import type { Typeset } from '../typesetter.ts';
import { currentPage, type LessonScreen } from './lesson-state.ts';
import { lessonView } from './lesson-view.ts';
import { goToPage } from './open-page.ts';
import { lessonKey, lessonPieces, pageName } from './pieces.ts';

export function startSearch(screen: LessonScreen): LessonScreen {
  const query = screen.search?.query ?? '';
  return {
    ...screen,
    focus: 'prose',
    search: { editor: lineEditor(), query, hit: null, pending: null, looking: null },
  };
}

/** Keys while the search is being typed. */
export function searchIntent(
  state: State,
  screen: LessonScreen,
  editor: LineEditor,
  intent: Intent,
): Step<State> {
  const set = (search: LessonScreen['search']): Step<State> => [
    { ...state, screen: { ...screen, search } },
    [],
  ];
  switch (intent.kind) {
    case 'edit':
      return screen.search === null
        ? [state, []]
        : set({ ...screen.search, editor: edit(editor, intent.edit) });
    case 'back':
    case 'interrupt-line':
      return set(null);
    case 'accept': {
      const query = editor.text.trim() || (screen.search?.query ?? '');
      if (query === '') return set(null);
      const entered = { ...screen, search: { editor: null, query, hit: null, pending: null, looking: null } };
      return moveHit({ ...state, screen: entered }, entered, 1);
    }
    default:
      return [state, []];
  }
}

/** Lines of the page in which the query begins, whatever its case. */
export function hitLines(lines: readonly string[], query: string): readonly number[] {
  return lines.flatMap((line, index) =>
    hitSpan(line, lines[index + 1] ?? '', query) === null ? [] : [index],
  );
}

/** Where in the line, without its colours, the query stands, or begins that goes on in the next; null: nowhere. */
export function hitSpan(line: string, next: string, query: string): { from: number; to: number } | null {
  const wanted = query.toLowerCase();
  const plain = plainText(line).toLowerCase().trimEnd();
  if (wanted === '') return null;
  const at = plain.indexOf(wanted);
  if (at >= 0) return { from: at, to: at + wanted.length };
  const over = `${plain} ${plainText(next).toLowerCase().trimStart()}`.indexOf(wanted);
  return over >= 0 && over < plain.length ? { from: over, to: plain.length } : null;
}

/** The next or previous hit: on this page if there is one, else on another, round the end of the lesson. */
export function moveHit(state: State, screen: LessonScreen, by: 1 | -1): Step<State> {
  const { search } = screen;
  if (search === null) return [state, []];
  const from = search.hit ?? (by === 1 ? lessonView(state, screen).proseTop - 1 : Number.POSITIVE_INFINITY);
  const hits = hitLines(screen.docs?.text.prose ?? [], search.query);
  const here = by === 1 ? hits.find((line) => line > from) : hits.findLast((line) => line < from);
  if (here !== undefined) return [{ ...state, screen: showHit(state, screen, here) }, []];
  const looking: LessonScreen = { ...screen, search: { ...search, looking: by } };
  return [{ ...state, screen: looking }, [typesetLesson(screen, state)]];
}

const typesetLesson = (screen: LessonScreen, state: State): Effect => ({
  kind: 'typeset',
  key: lessonKey(screen, state.size),
  pieces: lessonPieces(screen, state.size),
});

/** Goes on with a search once it is known what stands on the other pages. */
export function lessonTypeset(state: State, screen: LessonScreen, pages: Typeset): Step<State> {
  const { search } = screen;
  if (search === null || search.looking === null) return [state, []];
  const by = search.looking;
  const found: LessonScreen = { ...screen, search: { ...search, looking: null } };
  return turnToHit({ ...state, screen: found }, found, pageWith(found, pages, search.query, by), by);
}

function turnToHit(state: State, screen: LessonScreen, page: number | null, by: 1 | -1): Step<State> {
  const { search } = screen;
  if (search === null) return [state, []];
  if (page === null) return [{ ...state, footer: `“${search.query}” is not in this lesson.` }, []];
  const pending = by === 1 ? 'first' : 'last';
  if (page === screen.page) {
    return [{ ...state, screen: showPending(state, { ...screen, search: { ...search, pending } }) }, []];
  }
  return goToPage(state, { ...screen, search: { ...search, hit: null, pending } }, page);
}

/** The nearest page in that direction on which the query is shown; this one last. */
function pageWith(screen: LessonScreen, shown: Typeset, query: string, by: 1 | -1): number | null {
  const { length } = screen.lesson.pages;
  for (let step = 1; step <= length; step++) {
    const at = (screen.page + by * step + length * step) % length;
    if (hitLines(shown[pageName(at)] ?? [], query).length > 0) return at;
  }
  return null;
}

/** Once the page is set: goes to the hit that a search from another page waits for. */
export function showPending(state: State, screen: LessonScreen): LessonScreen {
  const { search } = screen;
  if (search === null || search.pending === null || currentPage(screen) === undefined) return screen;
  const hits = hitLines(screen.docs?.text.prose ?? [], search.query);
  const line = search.pending === 'first' ? hits[0] : hits.at(-1);
  if (line === undefined) return { ...screen, search: { ...search, pending: null } };
  return showHit(state, screen, line);
}

/** A third of the window stays above the hit, for its context. */
function showHit(state: State, screen: LessonScreen, line: number): LessonScreen {
  const prose: LessonScreen = { ...screen, focus: 'prose' };
  const view = lessonView(state, prose);
  const scroll = clamp(line - Math.floor(view.proseRows / 3), 0, view.proseMax);
  const search = prose.search && { ...prose.search, hit: line, pending: null };
  return { ...prose, scroll, search };
}
