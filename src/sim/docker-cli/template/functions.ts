/** Functions of docker's templates: Go's own (text/template/funcs.go) and those of docker/cli `templates`. */
import {
  GoNil,
  type GoValue,
  goJson,
  isMap,
  isSlice,
  isStruct,
  JsonNumber,
  NO_VALUE,
} from '../../engine/go-value.ts';
import { COMPARISONS } from './comparisons.ts';
import { FunctionError } from './function-error.ts';
import { sprint, sprintf } from './sprintf.ts';
import { display, truth, typeName } from './values.ts';

export type Parameter = 'any' | 'string' | 'int' | 'strings';

export interface TemplateFunction {
  readonly parameters: readonly Parameter[];
  /** Any number of further arguments of this type. */
  readonly rest: Parameter | null;
  readonly call: (args: readonly GoValue[]) => GoValue;
}

const textOf = (value: GoValue): string => (typeof value === 'string' ? value : display(value));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function length(value: GoValue): number {
  if (typeof value === 'string') return bytesOf(value).length;
  if (value instanceof JsonNumber) return value.text.length;
  if (isSlice(value)) return value.length;
  if (isMap(value)) return value.size;
  if (!(value instanceof GoNil)) throw new FunctionError(`len of type ${typeName(value)}`);
  if (value.of === 'nothing') throw new FunctionError('len of untyped nil');
  if (value.of === 'pointer') throw new FunctionError('len of nil pointer');
  return 0;
}

function index(args: readonly GoValue[]): GoValue {
  const [first = NO_VALUE, ...keys] = args;
  if (first instanceof GoNil && first.of === 'nothing') throw new FunctionError('index of untyped nil');
  return keys.reduce(indexOnce, first);
}

function indexOnce(at: GoValue, key: GoValue): GoValue {
  if (at instanceof GoNil && ['pointer', 'nothing'].includes(at.of))
    throw new FunctionError('index of nil pointer');
  if (isMap(at) || (at instanceof GoNil && at.of === 'map')) {
    if (typeof key !== 'string') throw new FunctionError(`value has type ${typeName(key)}; should be string`);
    return (isMap(at) ? at.get(key) : undefined) ?? zeroOf(at);
  }
  if (isSlice(at)) return at[place(key, at.length, 'slice')] ?? NO_VALUE;
  if (at instanceof GoNil) return place(key, 0, 'slice');
  if (typeof at === 'string' || at instanceof JsonNumber) {
    const bytes = bytesOf(textOf(at));
    return bytes[place(key, bytes.length, 'string')] ?? 0;
  }
  throw new FunctionError(`can't index item of type ${typeName(at)}`);
}

/** What a map gives for a key it lacks: the zero of its values' type. */
function zeroOf(map: GoValue): GoValue {
  const [sample] = isMap(map) ? [...map.values()] : [];
  if (sample === undefined || typeof sample === 'string') return '';
  return isStruct(sample) ? new GoNil('pointer') : NO_VALUE;
}

function place(key: GoValue, size: number, what: string): number {
  if (typeof key !== 'number') throw new FunctionError(`cannot index slice/array with type ${typeName(key)}`);
  if (key < 0 || key > size) throw new FunctionError(`index out of range: ${key}`);
  if (key === size) throw new FunctionError(`reflect: ${what} index out of range`);
  return key;
}

function slice(args: readonly GoValue[]): GoValue {
  const [item = NO_VALUE, ...ends] = args;
  if (typeof item !== 'string' && !isSlice(item))
    throw new FunctionError(`can't slice item of type ${typeName(item)}`);
  const size = typeof item === 'string' ? bytesOf(item).length : item.length;
  const [from = 0, to = size] = ends.map((end) => {
    if (typeof end !== 'number')
      throw new FunctionError(`cannot index slice/array with type ${typeName(end)}`);
    if (end < 0 || end > size) throw new FunctionError(`index out of range: ${end}`);
    return end;
  });
  if (from > to) throw new FunctionError(`invalid slice index: ${from} > ${to}`);
  return item.slice(from, to);
}

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&#34;',
  "'": '&#39;',
};
const html = (text: string): string => text.replace(/[<>&"']/g, (c) => HTML[c] ?? c);

const js = (text: string): string =>
  text
    .replace(/[\\'"]/g, (c) => `\\${c}`)
    .replace(/[<>&=\x00-\x1f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

const urlquery = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const title = (word: string): string => word.replace(/(^|\s)(\S)/g, (all) => all.toUpperCase());

const cut = (text: string, size: number): string => [...text].slice(0, size).join('');

/** docker's pad leaves the empty text as it is. */
const pad = (text: string, before: number, after: number): string =>
  text === '' ? text : ' '.repeat(before) + text + ' '.repeat(after);

const define = (
  parameters: readonly Parameter[],
  call: TemplateFunction['call'],
  rest: Parameter | null = null,
): TemplateFunction => ({ parameters, rest, call });

const ofText = (work: (text: string) => GoValue): TemplateFunction =>
  define(['string'], ([text = '']) => work(textOf(text)));
const ofAll = (work: (args: readonly GoValue[]) => GoValue): TemplateFunction => define([], work, 'any');

export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map([
  ['json', define(['any'], ([value = NO_VALUE]) => goJson(value))],
  [
    'join',
    define(['strings', 'string'], ([list = NO_VALUE, by = '']) =>
      isSlice(list) ? list.map(textOf).join(textOf(by)) : '',
    ),
  ],
  ['split', define(['string', 'string'], ([text = '', by = '']) => textOf(text).split(textOf(by)))],
  ['title', ofText(title)],
  ['lower', ofText((text) => text.toLowerCase())],
  ['upper', ofText((text) => text.toUpperCase())],
  [
    'pad',
    define(['string', 'int', 'int'], ([text = '', before, after]) =>
      pad(textOf(text), Number(before), Number(after)),
    ),
  ],
  ['truncate', define(['string', 'int'], ([text = '', size]) => cut(textOf(text), Number(size)))],
  ['println', ofAll((args) => `${args.map(display).join(' ')}\n`)],
  ['print', ofAll(sprint)],
  ['printf', define(['string'], ([format = '', ...args]) => sprintf(textOf(format), args), 'any')],
  ['html', ofAll((args) => html(sprint(args)))],
  ['js', ofAll((args) => js(sprint(args)))],
  ['urlquery', ofAll((args) => urlquery(sprint(args)))],
  ['len', define(['any'], ([value = NO_VALUE]) => length(value))],
  ['index', define(['any'], index, 'any')],
  ['slice', define(['any'], slice, 'any')],
  ['not', define(['any'], ([value = NO_VALUE]) => !truth(value))],
  ['and', define(['any'], (args) => args.find((one) => !truth(one)) ?? args.at(-1) ?? NO_VALUE, 'any')],
  ['or', define(['any'], (args) => args.find(truth) ?? args.at(-1) ?? NO_VALUE, 'any')],
  ...Object.entries(COMPARISONS).map(([name, { least, call }]): [string, TemplateFunction] => [
    name,
    least === 1 ? define(['any'], call, 'any') : define(['any', 'any'], call),
  ]),
]);
