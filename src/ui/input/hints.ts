import { isTyping, keymap } from './keymap.ts';
import type { Mode } from './mode.ts';

export interface KeyHint {
  readonly key: string;
  readonly hint: string;
}

/** What of the lesson stands in the way of the next page. */
export interface Place {
  /** The page after this one is the result. */
  readonly lastPage?: boolean;
  /** Something in focus is below the edge: what goes on shows that first. */
  readonly more?: boolean;
  /** What Esc leads to where that is not the map. */
  readonly from?: 'quiz';
}

/** The footer's keys, as many as fit in `width` cells; help stays when others must go. */
export function hintsFor(mode: Mode, width: number, place: Place = {}): readonly KeyHint[] {
  const all = keymap[mode].flatMap(({ shown, hint }) =>
    hint === undefined ? [] : [onward(mode, { key: shown, hint }, place)],
  );
  const kept = [...all];
  while (kept.length > 1 && hintsWidth(kept) > width) {
    const last = kept.findLastIndex(({ key }) => key !== '?');
    kept.splice(last, 1);
  }
  return kept;
}

function onward(
  mode: Mode,
  { key, hint }: KeyHint,
  { lastPage = false, more = false, from }: Place,
): KeyHint {
  if (from !== undefined && hint === 'map') return { key, hint: from };
  if (hint !== 'next page' && hint !== 'next question' && hint !== 'go on') return { key, hint };
  if (more) return { key: isTyping(mode) ? key : 'Space', hint: 'more' };
  return { key, hint: lastPage ? (from ?? 'result') : hint };
}

const hintsWidth = (hints: readonly KeyHint[]): number =>
  hints.reduce((sum, { key, hint }) => sum + key.length + hint.length + 1, 2 * (hints.length - 1));

export interface HelpRow {
  readonly keys: string;
  readonly help: string;
}

/** The key table of a mode, made from the keymap; a key that stands twice is told once, as the first. */
export function helpRows(mode: Mode): readonly HelpRow[] {
  const taken = new Set<string>();
  return keymap[mode].flatMap(({ keys, shown, help }) => {
    const free = keys.filter((key) => !taken.has(key));
    for (const key of keys) taken.add(key);
    return free.length === 0 ? [] : [{ keys: shown, help }];
  });
}
