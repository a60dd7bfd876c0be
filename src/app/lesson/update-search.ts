import type { Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { edit, type LineEditor, lineEditor } from '../line-editor/line-editor.ts';
import type { State } from '../state.ts';
import { plainText } from '../text-width.ts';
import { currentPage, type LessonScreen } from './lesson-state.ts';
import { lessonView } from './lesson-view.ts';
import { goToPage } from './open-page.ts';

export function startSearch(screen: LessonScreen): LessonScreen {
  const query = screen.search?.query ?? '';
  return { ...screen, focus: 'prose', search: { editor: lineEditor(), query, hit: null, pending: null } };
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
      const entered = { ...screen, search: { editor: null, query, hit: null, pending: null } };
      return moveHit({ ...state, screen: entered }, entered, 1);
    }
    default:
      return [state, []];
  }
}

/** Lines of the page that hold the query, whatever its case. */
export function hitLines(lines: readonly string[], query: string): readonly number[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return [];
  return lines.flatMap((line, index) => (plainText(line).toLowerCase().includes(wanted) ? [index] : []));
}

/** The next or previous hit: on this page if there is one, else on another, round the end of the lesson. */
export function moveHit(state: State, screen: LessonScreen, by: 1 | -1): Step<State> {
  const { search } = screen;
  if (search === null) return [state, []];
  const from = search.hit ?? (by === 1 ? lessonView(state, screen).proseTop - 1 : Number.POSITIVE_INFINITY);
  const hits = hitLines(screen.docs?.text.prose ?? [], search.query);
  const here = by === 1 ? hits.find((line) => line > from) : hits.findLast((line) => line < from);
  if (here !== undefined) return [{ ...state, screen: showHit(state, screen, here) }, []];
  const page = pageWith(screen, search.query, by);
  if (page === null) return [{ ...state, footer: `“${search.query}” is not in this lesson.` }, []];
  const pending = by === 1 ? 'first' : 'last';
  if (page === screen.page) {
    return [{ ...state, screen: showPending(state, { ...screen, search: { ...search, pending } }) }, []];
  }
  return goToPage(state, { ...screen, search: { ...search, hit: null, pending } }, page);
}

/** The nearest page in that direction that holds the query; this one last. */
function pageWith(screen: LessonScreen, query: string, by: 1 | -1): number | null {
  const { pages } = screen.lesson;
  const wanted = query.toLowerCase();
  for (let step = 1; step <= pages.length; step++) {
    const at = (screen.page + by * step + pages.length * step) % pages.length;
    const page = pages[at];
    if (page && `${page.heading}\n${page.prose}`.toLowerCase().includes(wanted)) return at;
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
