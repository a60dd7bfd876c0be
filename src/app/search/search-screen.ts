import type { Findable, FoundGroup } from '../../domain/search/find-entries.ts';
import type { SearchEntry } from '../../domain/search/search-entry.ts';
import type { LineEditor } from '../line-editor/line-editor.ts';

/** The course looked through, as one types. */
export interface SearchScreen {
  readonly kind: 'search';
  readonly editor: LineEditor;
  /** All there is to find; null: still being read. */
  readonly entries: readonly Findable[] | null;
  readonly found: readonly FoundGroup[];
  /** Which of all that is shown the pointer stands on. */
  readonly selected: number;
}

/** What is shown, in its order, whatever the group. */
export const shownEntries = ({ found }: Pick<SearchScreen, 'found'>): readonly SearchEntry[] =>
  found.flatMap(({ entries }) => entries);
