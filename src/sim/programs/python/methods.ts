/** Methods of texts and lists. */
import { isList } from './operators.ts';
import { show, type Value } from './values.ts';

const TEXT: Readonly<Record<string, (text: string, args: readonly Value[]) => Value>> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  strip: (text) => text.trim(),
  split: (text, [by]) => ({
    kind: 'list',
    items: by === undefined ? text.trim().split(/\s+/) : text.split(show(by)),
  }),
  join: (text, [all = null]) => (isList(all) ? all.items.map(show).join(text) : ''),
  replace: (text, [from = '', to = '']) => text.replaceAll(show(from), show(to)),
  startswith: (text, [start = '']) => text.startsWith(show(start)),
  endswith: (text, [end = '']) => text.endsWith(show(end)),
  format: (text, args) => {
    let at = 0;
    return text.replace(/\{(\d*)\}/g, (_all, place: string) =>
      show(args[place === '' ? at++ : Number(place)] ?? null),
    );
  },
};

const LIST: Readonly<Record<string, (items: Value[], args: readonly Value[]) => Value>> = {
  append: (items, [value = null]) => {
    items.push(value);
    return null;
  },
  pop: (items) => items.pop() ?? null,
};

export function methodOf(value: Value, name: string): Value | null {
  const text = typeof value === 'string' ? TEXT[name] : undefined;
  const list = isList(value) && value.kind === 'list' ? LIST[name] : undefined;
  if (text === undefined && list === undefined) return null;
  return {
    kind: 'function',
    name,
    // biome-ignore lint/correctness/useYield: a method is called like a function that may wait.
    *call(args) {
      if (text !== undefined && typeof value === 'string') return text(value, args);
      return list !== undefined && isList(value) ? list(value.items, args) : null;
    },
  };
}
