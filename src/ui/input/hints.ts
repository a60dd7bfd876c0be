import { keymap } from './keymap.ts';
import type { Mode } from './mode.ts';

export interface KeyHint {
  readonly key: string;
  readonly hint: string;
}

/** The footer's keys, as many as fit in `width` cells; help stays when others must go. */
export function hintsFor(mode: Mode, width: number, lastPage = false): readonly KeyHint[] {
  const all = keymap[mode].flatMap(({ shown, hint }) =>
    hint === undefined ? [] : [{ key: shown, hint: lastPage && hint === 'next page' ? 'result' : hint }],
  );
  const kept = [...all];
  while (kept.length > 1 && hintsWidth(kept) > width) {
    const last = kept.findLastIndex(({ key }) => key !== '?');
    kept.splice(last, 1);
  }
  return kept;
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
