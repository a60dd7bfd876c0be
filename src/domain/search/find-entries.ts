import type { SearchEntry } from './search-entry.ts';

/** What was found, a group for each kind that has something, in the order they are shown. */
export interface FoundGroup {
  readonly kind: SearchEntry['kind'];
  /** The best first; no more than `mostShown`. */
  readonly entries: readonly SearchEntry[];
  /** All that was found of this kind. */
  readonly all: number;
}

/** More than this of a kind nobody reads: another letter says more. */
export const mostShown = 30;

const kinds: readonly SearchEntry['kind'][] = ['lesson', 'term', 'question'];

/** An entry as it is looked through: in small letters, made once and not at each key. */
export interface Findable {
  readonly entry: SearchEntry;
  readonly small: string;
}

export const findable = (entry: SearchEntry): Findable => ({ entry, small: entry.text.toLowerCase() });

/**
 * The entries that hold every word of `query` somewhere, whatever the case; a query without words finds nothing.
 * What begins with the query comes first, then what has its words at the beginning of words; equals keep their order.
 */
export function findEntries(entries: readonly Findable[], query: string): readonly FoundGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const ranked = new Map(kinds.map((kind) => [kind, ranks.map((): SearchEntry[] => [])]));
  for (const { entry, small } of entries) {
    const rank = rankOf(small, words);
    if (rank !== null) ranked.get(entry.kind)?.[rank]?.push(entry);
  }
  return kinds.flatMap((kind): readonly FoundGroup[] => {
    const own = ranked.get(kind)?.flat() ?? [];
    return own.length === 0 ? [] : [{ kind, entries: own.slice(0, mostShown), all: own.length }];
  });
}

const ranks = [0, 1, 2] as const;

/** 0 is best; null: a word is missing. */
function rankOf(text: string, words: readonly string[]): (typeof ranks)[number] | null {
  if (!words.every((word) => text.includes(word))) return null;
  if (text.startsWith(words.join(' '))) return 0;
  return words.every((word) => beginsWord(text, word)) ? 1 : 2;
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
