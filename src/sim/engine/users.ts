/**
 * Who a container process runs as: `--user` against /etc/passwd and /etc/group of the container's own file
 * system (moby `daemon/oci_linux.go`, sys/user). Errors are the daemon's.
 */
import type { Credentials, Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { readFile } from './host-files.ts';

export interface User {
  readonly credentials: Credentials;
  readonly home: string;
}

type Row = readonly string[];
const rowsOf = (content: string | null): readonly Row[] =>
  (content ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(':'));
const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** `root` is the container's root directory as the daemon sees it; `user` is `name`, `uid`, `name:group`, ... */
export function* lookUpUser(
  engine: Engine,
  root: string,
  user: string,
  groupAdd: readonly string[],
): Task<User> {
  const passwd = rowsOf(yield* readFile(engine.sys, `${root}/etc/passwd`));
  const group = rowsOf(yield* readFile(engine.sys, `${root}/etc/group`));
  const [userWord = '', groupWord] = user.split(':');
  if (/^-\d+$/.test(userWord) || Number(userWord) > 2147483647)
    throw new EngineError('invalid', 'uids and gids must be in range 0-2147483647');
  const row = findUser(passwd, userWord === '' ? '0' : userWord);
  if (row === null && !isNumber(userWord) && userWord !== '') {
    throw new EngineError('invalid', `unable to find user ${userWord}: no matching entries in passwd file`);
  }
  const uid = row === null ? Number(userWord === '' ? 0 : userWord) : Number(row[2]);
  const gid = groupWord === undefined ? Number(row?.[3] ?? 0) : findGroup(group, groupWord);
  const named = groupWord === undefined && row !== null ? groupsOf(group, row[0] ?? '') : [];
  const added = groupAdd.map((word) => findGroup(group, word));
  const groups = [...new Set([gid, ...named]), ...new Set(added)];
  return { credentials: { uid, gid, groups }, home: row?.[5] ?? '/' };
}

const findUser = (passwd: readonly Row[], word: string): Row | null =>
  passwd.find((row) => row[0] === word) ?? passwd.find((row) => row[2] === word) ?? null;

function findGroup(group: readonly Row[], word: string): number {
  const row = group.find((entry) => entry[0] === word);
  if (row !== undefined) return Number(row[2]);
  if (isNumber(word)) return Number(word);
  throw new EngineError('invalid', `unable to find group ${word}: no matching entries in group file`);
}

const groupsOf = (group: readonly Row[], name: string): number[] =>
  group.filter((row) => (row[3] ?? '').split(',').includes(name)).map((row) => Number(row[2]));
