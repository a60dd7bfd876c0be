/** Models find -printf (find(1)): the directives people use. Left out: %b, %D, %k, %t and other times, which stay as they are written. */
import type { Stat, Sys, Task } from '../../kernel/sys.ts';
import { modeLetters } from '../lib/files.ts';
import { lastPart } from '../lib/paths.ts';
import { readGroups, readUsers } from '../lib/users.ts';

export interface Printable {
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  readonly start: string;
}

const TYPE_LETTERS: Readonly<Record<Stat['type'], string>> = {
  file: 'f',
  directory: 'd',
  symlink: 'l',
  fifo: 'p',
  socket: 's',
  'char-device': 'c',
  'block-device': 'b',
};

export function* printed(sys: Sys, format: string, { path, stat, depth, start }: Printable): Task<string> {
  const user = (yield* readUsers(sys)).name(stat.uid) ?? String(stat.uid);
  const group = (yield* readGroups(sys)).name(stat.gid) ?? String(stat.gid);
  const below = path.slice(start.length).replace(/^\//, '');
  const values: Readonly<Record<string, string>> = {
    p: path,
    f: lastPart(path),
    P: below,
    h: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.',
    s: String(stat.sizeBytes),
    m: stat.mode.toString(8),
    M: modeLetters(stat.type, stat.mode),
    u: user,
    g: group,
    U: String(stat.uid),
    G: String(stat.gid),
    i: String(stat.ino),
    n: String(stat.nlink),
    d: String(depth),
    y: TYPE_LETTERS[stat.type],
    l: stat.type === 'symlink' ? sys.readlink(path) : '',
    '%': '%',
  };
  return format
    .replace(/%(.)/g, (whole, letter: string) => values[letter] ?? whole)
    .replace(
      /\\(.)/g,
      (whole, letter: string) => ({ n: '\n', t: '\t', '0': '\0', '\\': '\\' })[letter] ?? whole,
    );
}
