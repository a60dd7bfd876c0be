import type { FoundGroup } from '../../domain/search/find-entries.ts';
import type { SearchEntry } from '../../domain/search/search-entry.ts';
import { counted } from '../../domain/wording.ts';
import { type SearchScreen, shownEntries } from './search-screen.ts';

export type SearchRow =
  | { readonly kind: 'heading'; readonly text: string }
  /** `at` is its place among all that is shown; `beside` says where it stands or what it means. */
  | { readonly kind: 'entry'; readonly text: string; readonly beside: string; readonly at: number };

const nouns: Readonly<Record<FoundGroup['kind'], string>> = {
  lesson: 'Lessons',
  term: 'Words',
  question: 'Questions',
};

/** What was found, below a heading for each kind. */
export function searchRows(screen: SearchScreen): readonly SearchRow[] {
  let at = 0;
  return screen.found.flatMap(({ kind, entries, all }) => [
    { kind: 'heading' as const, text: headingOf(kind, entries.length, all) },
    ...entries.map((entry) => ({ kind: 'entry' as const, ...wordsOf(entry), at: at++ })),
  ]);
}

function headingOf(kind: FoundGroup['kind'], shown: number, all: number): string {
  return shown === all ? nouns[kind] : `${nouns[kind]}: the best ${shown} of ${all}`;
}

function wordsOf(entry: SearchEntry): { readonly text: string; readonly beside: string } {
  if (entry.kind === 'term') return { text: entry.text, beside: entry.term.text.replaceAll('**', '') };
  return { text: entry.text, beside: entry.text === entry.title ? '' : entry.title };
}

/** One line on what was found, or why there is nothing. */
export function searchStand(screen: SearchScreen): string {
  if (screen.entries === null) return 'Reading the course…';
  if (screen.editor.text.trim() === '')
    return 'Type a word: lessons, the glossary and all questions are searched.';
  if (screen.found.length === 0) return `Nothing has “${screen.editor.text.trim()}”.`;
  const { length } = shownEntries(screen);
  const all = screen.found.reduce((sum, group) => sum + group.all, 0);
  return `${counted(all, 'place')}${all === length ? '' : `, ${length} shown`}.`;
}
