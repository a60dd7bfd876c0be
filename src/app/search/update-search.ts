import { assertNever } from '../../domain/assert-never.ts';
import { findable, findEntries } from '../../domain/search/find-entries.ts';
import type { SearchEntry } from '../../domain/search/search-entry.ts';
import type { Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp } from '../layout.ts';
import { edit, type LineEditor, lineEditor } from '../line-editor/line-editor.ts';
import { toMap } from '../map/update-map.ts';
import type { State } from '../state.ts';
import { type SearchScreen, shownEntries } from './search-screen.ts';

/** The search over the whole course; what there is to find is read once it is asked for. */
export function toSearch(state: State): Step<State> {
  const screen: SearchScreen = {
    kind: 'search',
    editor: lineEditor(),
    entries: null,
    found: [],
    selected: 0,
  };
  return [{ ...state, screen }, [{ kind: 'read-search' }]];
}

/** What there is to find has been read: what was typed meanwhile is looked for. */
export function searchRead(
  state: State,
  entries: readonly SearchEntry[],
  because: string | null,
): Step<State> {
  const { screen } = state;
  if (screen.kind !== 'search') return [state, []];
  const footer = because === null ? state.footer : `The course cannot be searched: ${because}`;
  return [
    { ...state, footer, screen: lookedFor({ ...screen, entries: entries.map(findable) }, screen.editor) },
    [],
  ];
}

/** What a key means while the course is searched. */
export function updateSearch(state: State, screen: SearchScreen, intent: Intent): Step<State> {
  const last = shownEntries(screen).length - 1;
  const point = (selected: number): Step<State> => [
    { ...state, screen: { ...screen, selected: clamp(selected, 0, last) } },
    [],
  ];
  switch (intent.kind) {
    case 'edit':
      return [{ ...state, screen: lookedFor(screen, edit(screen.editor, intent.edit)) }, []];
    case 'interrupt-line':
      return [{ ...state, screen: lookedFor(screen, lineEditor()) }, []];
    case 'move':
      return point(screen.selected + intent.by);
    case 'page':
      return point(screen.selected + intent.by * 10);
    case 'accept':
      return open(state, shownEntries(screen)[screen.selected]);
    case 'back':
      return toMap(state);
    default:
      return [state, []];
  }
}

/** A changed line is looked for anew, and the pointer goes to the best. */
function lookedFor(screen: SearchScreen, editor: LineEditor): SearchScreen {
  const same = editor.text === screen.editor.text && screen.found.length > 0;
  if (same) return { ...screen, editor };
  return { ...screen, editor, found: findEntries(screen.entries ?? [], editor.text), selected: 0 };
}

function open(state: State, entry: SearchEntry | undefined): Step<State> {
  if (entry === undefined) return [state, []];
  switch (entry.kind) {
    case 'term':
      return [{ ...state, overlay: { kind: 'glossary', terms: [entry.term], scroll: 0 } }, []];
    case 'lesson':
    case 'question': {
      const { lesson, page } = entry;
      const screen = { kind: 'opening' as const, lesson, ...(page === null ? {} : { page }) };
      return [{ ...state, notice: null, screen }, [{ kind: 'open-lesson', lesson }]];
    }
    default:
      return assertNever(entry);
  }
}
