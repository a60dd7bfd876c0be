/**
 * Models chmod, chown and chgrp (their man pages). Invariant: every operand is tried, and with -R what is below it, links aside.
 * Left out: --reference, -H, -L, and restricting to a present owner (--from).
 */
import type { Program, Stat, Task } from '../../kernel/sys.ts';
import { modeLetters } from './files.ts';
import { parseMode } from './modes.ts';
import { joinPath, statOrNull } from './paths.ts';
import { type Context, Failure, UsageFailure, words } from './program.ts';
import { readGroups, readUsers } from './users.ts';

export interface OwnerWords {
  readonly missing: (after: string | null) => string;
  readonly badMode: (text: string) => Error;
  readonly access: (path: string, reason: string) => string;
  readonly change: (what: string, path: string, reason: string) => string;
  readonly changedMode: (path: string, before: number, after: number) => string;
  readonly badUser: (user: string, whole: string, withGroup: boolean) => string;
  readonly badGroup: (group: string, whole: string) => string;
}

type Change = (path: string, stat: Stat) => Task<void>;

function* overAll(context: Context, wording: OwnerWords, what: string, change: Change): Program {
  const [first, ...paths] = context.operands;
  if (first === undefined || paths.length === 0) throw new UsageFailure(wording.missing(first ?? null));
  let status = 0;
  const visit = function* (path: string, top: boolean): Task<void> {
    try {
      const stat = top && !context.has('h') ? context.sys.stat(path) : context.sys.lstat(path);
      if (!top && stat.type === 'symlink') return;
      yield* change(path, stat);
      if (!context.has('R') || stat.type !== 'directory') return;
      for (const { name } of context.sys.readdir(path)) yield* visit(joinPath(path, name), false);
    } catch (error) {
      const there = statOrNull(context.sys, path, false) !== null;
      const message = there ? wording.change(what, path, words(error)) : wording.access(path, words(error));
      if (!context.has('f')) yield* context.complain(message);
      status = 1;
    }
  };
  for (const path of paths) yield* visit(path, true);
  return status;
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
const shownMode = (mode: number): string => `${octal(mode)} (${modeLetters('file', mode).slice(1)})`;

export const chmod = (wording: OwnerWords) => (context: Context) => {
  const { sys } = context;
  const [text = ''] = context.operands;
  const umask = sys.umask(0o022);
  sys.umask(umask);
  if (context.operands.length > 1 && parseMode(text, { mode: 0, directory: false, umask }) === null)
    throw wording.badMode(text);
  return overAll(context, wording, 'permissions', function* (path, stat) {
    const mode = parseMode(text, { mode: stat.mode, directory: stat.type === 'directory', umask }) ?? 0;
    sys.chmod(path, mode);
    if (context.has('v') || (context.has('c') && mode !== stat.mode))
      yield* context.out(`mode of '${path}' ${wording.changedMode(path, stat.mode, mode)}\n`);
  });
};

interface Owner {
  readonly uid: number | null;
  readonly gid: number | null;
}

function* ownerOf(context: Context, wording: OwnerWords, text: string): Task<Owner> {
  const users = yield* readUsers(context.sys);
  const groups = yield* readGroups(context.sys);
  const [user = '', group] = text.split(/[:.](.*)/s);
  const number = (name: string): number | null => (/^\d+$/.test(name) ? Number(name) : null);
  const uid = user === '' ? null : (users.id(user) ?? number(user));
  if (user !== '' && uid === null) throw new Failure(wording.badUser(user, text, group !== undefined));
  if (group === undefined) return { uid, gid: null };
  if (group === '') return { uid, gid: user === '' ? null : Number(users.fields(user)?.[3] ?? uid) };
  const gid = groups.id(group) ?? number(group);
  if (gid === null) throw new Failure(wording.badGroup(group, text));
  return { uid, gid };
}

function* changeOwner(context: Context, wording: OwnerWords, owner: Owner, what: string): Program {
  return yield* overAll(context, wording, what, function* (path, stat) {
    yield* context.sys.compute(0);
    context.sys.chown(path, owner.uid ?? stat.uid, owner.gid ?? stat.gid, { nofollow: context.has('h') });
  });
}

export const chown = (wording: OwnerWords) =>
  function* (context: Context): Program {
    const [text, path] = context.operands;
    if (text === undefined || path === undefined) throw new UsageFailure(wording.missing(text ?? null));
    return yield* changeOwner(context, wording, yield* ownerOf(context, wording, text), 'ownership');
  };

export const chgrp = (wording: OwnerWords) =>
  function* (context: Context): Program {
    const [text, path] = context.operands;
    if (text === undefined || path === undefined) throw new UsageFailure(wording.missing(text ?? null));
    const gid = (yield* readGroups(context.sys)).id(text) ?? (/^\d+$/.test(text) ? Number(text) : null);
    if (gid === null) throw new Failure(wording.badGroup(text, text));
    return yield* changeOwner(context, wording, { uid: null, gid }, 'group');
  };

export const GNU_OWNER: OwnerWords = {
  missing: (after) => (after === null ? 'missing operand' : `missing operand after ‘${after}’`),
  badMode: (text) => new UsageFailure(`invalid mode: ‘${text}’`),
  access: (path, reason) => `cannot access '${path}': ${reason}`,
  change: (what, path, reason) => `changing ${what} of '${path}': ${reason}`,
  changedMode: (_path, before, after) =>
    before === after
      ? `retained as ${shownMode(after)}`
      : `changed from ${shownMode(before)} to ${shownMode(after)}`,
  badUser: (_user, whole) => `invalid user: ‘${whole}’`,
  badGroup: (_group, whole) => `invalid group: ‘${whole}’`,
};

export const BUSYBOX_OWNER: OwnerWords = {
  missing: () => '',
  badMode: (text) => new Failure(`invalid mode '${text}'`),
  access: (path, reason) => `${path}: ${reason}`,
  change: (_what, path, reason) => `${path}: ${reason}`,
  changedMode: (_path, _before, after) => `changed to ${shownMode(after)}`,
  badUser: (user, whole, withGroup) =>
    withGroup ? `unknown user/group ${whole.replace(/:$/, '')}` : `unknown user ${user}`,
  badGroup: (group, whole) =>
    whole.includes(':') ? `unknown user/group ${whole}` : `unknown group ${group}`,
};
