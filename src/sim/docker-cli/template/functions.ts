/** Functions of docker's templates: Go's own and those of docker/cli `templates`. */
import { GoNil, type GoValue, goJson, isMap, isSlice } from '../../engine/go-value.ts';
import { compare, display, sprintf, truth } from './values.ts';

/** What a function complains about; the evaluator adds where. */
export class FunctionError extends Error {}

type Fn = (args: readonly GoValue[]) => GoValue;

const text = (value: GoValue | undefined): string =>
  typeof value === 'string' ? value : display(value ?? '');

function length(value: GoValue | undefined): number {
  if (value === undefined) throw new FunctionError('wrong number of args for len: want 1 got 0');
  if (typeof value === 'string') return new TextEncoder().encode(value).length;
  if (isSlice(value)) return value.length;
  if (isMap(value)) return value.size;
  if (value instanceof GoNil && value.of !== 'pointer') return 0;
  throw new FunctionError(`error calling len: len of type ${typeName(value)}`);
}

const typeName = (value: GoValue): string =>
  typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : 'struct';

function index(args: readonly GoValue[]): GoValue {
  let at = args[0] as GoValue;
  for (const key of args.slice(1)) at = indexOnce(at, key);
  return at;
}

function indexOnce(at: GoValue, key: GoValue): GoValue {
  if (isSlice(at)) {
    const item = at[Number(key)];
    if (item === undefined) {
      throw new FunctionError(`error calling index: reflect: slice index out of range`);
    }
    return item;
  }
  if (isMap(at)) return at.get(text(key)) ?? '';
  if (at instanceof GoNil && at.of === 'map') return '';
  if (at instanceof GoNil) throw new FunctionError('error calling index: index of untyped nil');
  if (typeof at === 'object') return (at as Record<string, GoValue>)[text(key)] ?? '';
  throw new FunctionError(`error calling index: can't index item of type ${typeName(at)}`);
}

function join(args: readonly GoValue[]): string {
  const list = args[0] as GoValue;
  if (list instanceof GoNil) return '';
  if (!isSlice(list)) throw new FunctionError('error calling join: expected a list');
  return list.map(text).join(text(args[1]));
}

const title = (word: string): string => word.replace(/(^|\s)(\S)/g, (all) => all.toUpperCase());
const every = (args: readonly GoValue[]): GoValue => args.find((one) => !truth(one)) ?? args.at(-1) ?? false;
const some = (args: readonly GoValue[]): GoValue => args.find(truth) ?? args.at(-1) ?? false;

export const FUNCTIONS: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ['json', (args) => goJson(args[0] as GoValue)],
  ['join', join],
  ['split', (args) => text(args[0]).split(text(args[1]))],
  ['title', (args) => title(text(args[0]))],
  ['lower', (args) => text(args[0]).toLowerCase()],
  ['upper', (args) => text(args[0]).toUpperCase()],
  ['pad', (args) => ' '.repeat(Number(args[1])) + text(args[0]) + ' '.repeat(Number(args[2]))],
  ['truncate', (args) => text(args[0]).slice(0, Number(args[1]))],
  ['println', (args) => `${args.map(display).join(' ')}\n`],
  ['print', (args) => args.map(display).join('')],
  ['printf', (args) => sprintf(text(args[0]), args.slice(1))],
  ['len', (args) => length(args[0])],
  ['index', index],
  [
    'slice',
    (args) => text(args[0]).slice(Number(args[1] ?? 0), args[2] === undefined ? undefined : Number(args[2])),
  ],
  ['not', (args) => !truth(args[0] as GoValue)],
  ['and', every],
  ['or', some],
  ['eq', (args) => args.slice(1).some((other) => compare(args[0] as GoValue, other) === 0)],
  ['ne', (args) => compare(args[0] as GoValue, args[1] as GoValue) !== 0],
  ['lt', (args) => compare(args[0] as GoValue, args[1] as GoValue) < 0],
  ['le', (args) => compare(args[0] as GoValue, args[1] as GoValue) <= 0],
  ['gt', (args) => compare(args[0] as GoValue, args[1] as GoValue) > 0],
  ['ge', (args) => compare(args[0] as GoValue, args[1] as GoValue) >= 0],
]);
