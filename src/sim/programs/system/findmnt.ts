/**
 * Models findmnt(8) of util-linux over /proc/self/mountinfo: the mounts as a tree, chosen ones by type or place. Invariant: it shows
 * what the reader's own mount namespace has; children come in the order of their mount IDs. Left out: fstab, --poll, -J, -P, and columns
 * beside TARGET, SOURCE, FSTYPE, OPTIONS, FSROOT, MAJ:MIN, ID, PARENT and PROPAGATION.
 */
import type { Program, Task } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { type Context, Failure } from '../lib/program.ts';
import { realPath } from '../lib/real-path.ts';

interface Row {
  readonly id: number;
  readonly parent: number;
  readonly device: string;
  readonly root: string;
  readonly target: string;
  readonly options: string;
  readonly propagation: string;
  readonly type: string;
  readonly source: string;
}

const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_whole, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

function propagationOf(tags: readonly string[]): string {
  const shared = tags.some((tag) => tag.startsWith('shared:'));
  const slave = tags.some((tag) => tag.startsWith('master:'));
  return `${shared ? 'shared' : 'private'}${slave ? ',slave' : ''}`;
}

/** The flags of the mount, then those of its file system that it does not have already. */
function merged(own: string, superblock: string): string {
  const words = own.split(',');
  const more = superblock
    .split(',')
    .filter((word) => !words.includes(word) && word !== 'rw' && word !== 'ro');
  return [...words, ...more].join(',');
}

function rowOf(line: string): Row {
  const [before = '', after = ''] = line.split(' - ');
  const [id, parent, device = '', root = '', target = '', own = '', ...tags] = before.split(' ');
  const [type = '', source = '', superblock = ''] = after.split(' ');
  return {
    id: Number(id),
    parent: Number(parent),
    device,
    root: unescaped(root),
    target: unescaped(target),
    options: merged(own, superblock),
    propagation: propagationOf(tags),
    type,
    source: unescaped(source),
  };
}

/** As SOURCE names a mount of a part of a file system. */
const sourceOf = ({ source, root }: Row): string => (root === '/' ? source : `${source}[${root}]`);

const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  TARGET: ({ target }) => target,
  SOURCE: sourceOf,
  FSTYPE: ({ type }) => type,
  OPTIONS: ({ options }) => options,
  FSROOT: ({ root }) => root,
  'MAJ:MIN': ({ device }) => device,
  ID: ({ id }) => String(id),
  PARENT: ({ parent }) => String(parent),
  PROPAGATION: ({ propagation }) => propagation,
};

function columnsOf(context: Context): readonly string[] {
  const asked = context.value('o');
  const names = asked === null ? ['TARGET', 'SOURCE', 'FSTYPE', 'OPTIONS'] : asked.toUpperCase().split(',');
  const unknown = names.findIndex((name) => COLUMNS[name] === undefined);
  if (unknown !== -1) throw new Failure(`unknown column: ${asked?.split(',')[unknown]}`);
  return names;
}

interface Shown {
  readonly row: Row;
  /** The branches before the name. */
  readonly lead: string;
}

/** Each chosen mount below the nearest chosen one that holds it. */
function asTree(chosen: readonly Row[], all: readonly Row[]): readonly Shown[] {
  const byId = new Map(all.map((row) => [row.id, row]));
  const holder = (row: Row): Row | undefined => {
    let at = byId.get(row.parent);
    while (at !== undefined && at !== row && !chosen.includes(at)) at = byId.get(at.parent);
    return at === row ? undefined : at;
  };
  const held = (by: Row | undefined): readonly Row[] =>
    chosen.filter((row) => holder(row) === by).sort((a, b) => a.id - b.id);
  const below = (row: Row, lead: string): Shown[] =>
    held(row).flatMap((child, at, siblings) => {
      const last = at === siblings.length - 1;
      const shown = { row: child, lead: `${lead}${last ? '└─' : '├─'}` };
      return [shown, ...below(child, `${lead}${last ? '  ' : '│ '}`)];
    });
  return held(undefined).flatMap((row) => [{ row, lead: '' }, ...below(row, '')]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? '')].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join(' ');
  return rows.map((row) => `${line(row)}\n`).join('');
}

function* chosenBy(context: Context, all: readonly Row[]): Task<readonly Row[]> {
  const types = context.value('t')?.split(',') ?? null;
  const place = context.value('T');
  const ofType = all.filter(({ type }) => types === null || types.includes(type));
  if (place !== null) {
    const path = realPath(context.sys, place, false);
    const over = ofType.filter(({ target }) => `${path}/`.startsWith(target === '/' ? '/' : `${target}/`));
    return over.sort((a, b) => b.target.length - a.target.length || b.id - a.id).slice(0, 1);
  }
  const [wanted] = context.operands;
  if (wanted === undefined) return ofType;
  const named = ofType.filter((row) => row.target === wanted || row.source === wanted);
  return named.slice(-1);
}

export function* findmnt(context: Context): Program {
  const names = columnsOf(context);
  const all = linesOf(yield* readText(context.sys, '/proc/self/mountinfo')).map(rowOf);
  const chosen = yield* chosenBy(context, all);
  if (chosen.length === 0) return 1;
  const flat = context.has('l') || context.operands.length > 0 || context.has('T');
  const shown = flat ? chosen.map((row) => ({ row, lead: '' })) : asTree(chosen, all);
  const cells = shown.map(({ row, lead }) =>
    names.map((name) => `${name === 'TARGET' ? lead : ''}${COLUMNS[name]?.(row) ?? ''}`),
  );
  yield* context.out(table(context.has('n') ? cells : [names, ...cells]));
  return 0;
}
