/**
 * Models groups, getent, who, users, arch, hostid, stty size and clear (their man pages): small answers about users and machine.
 * Invariant: read from /etc and the kernel. Left out: getent's other databases; stty beyond `size` and `-a`'s first line.
 */
import { type Program, STDIN } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { readGroups, readUsers } from '../lib/users.ts';

export const groups = (gnu: boolean) =>
  function* (context: Context): Program {
    const users = yield* readUsers(context.sys);
    const table = yield* readGroups(context.sys);
    const names = (ids: readonly number[]): string => ids.map((id) => table.name(id) ?? String(id)).join(' ');
    const [user] = context.operands;
    if (user === undefined) {
      const own = [context.sys.getgid(), ...context.sys.getgroups()];
      yield* context.out(`${names([...new Set(own)])}\n`);
      return 0;
    }
    const row = users.fields(user);
    if (row === null) throw new Failure(gnu ? `‘${user}’: no such user` : `unknown user ${user}`);
    const more = table.rows
      .filter((group) => group[3]?.split(',').includes(user))
      .map((group) => Number(group[2]));
    yield* context.out(`${gnu ? `${user} : ` : ''}${names([...new Set([Number(row[3]), ...more])])}\n`);
    return 0;
  };

const FILES: Readonly<Record<string, string>> = {
  passwd: '/etc/passwd',
  group: '/etc/group',
  hosts: '/etc/hosts',
};
const REAL = new Set('ahosts ahostsv4 ahostsv6 services protocols shadow networks'.split(' '));

export function* getent(context: Context): Program {
  const [database, ...keys] = context.operands;
  if (database === undefined) throw new UsageFailure('wrong number of arguments');
  const file = FILES[database];
  if (file === undefined && REAL.has(database))
    throw new Failure(`database '${database}' is real, but this simulator does not model it`, 2);
  if (file === undefined) {
    yield* context.sys.write(2, `Unknown database: ${database}\n`);
    yield* context.out("Try `getent --help' or `getent --usage' for more information.\n");
    return 1;
  }
  let lines: string[];
  try {
    lines = linesOf(yield* readText(context.sys, file)).filter(
      (line) => line !== '' && !line.startsWith('#'),
    );
  } catch (error) {
    throw new Failure(`${file}: ${words(error)}`, 2);
  }
  const hosts = database === 'hosts';
  const fieldsOf = (line: string): string[] => (hosts ? line.trim().split(/\s+/) : line.split(':'));
  const shown = (line: string): string => {
    const [address = '', ...names] = fieldsOf(line);
    return hosts ? `${address.padEnd(15)} ${names.join(' ')}` : line;
  };
  // gethostbyname2(3) is asked for IPv6 first.
  const inOrder = hosts ? [...lines].sort((a, b) => Number(isIpv6(b)) - Number(isIpv6(a))) : lines;
  let status = 0;
  const wanted = keys.length === 0 ? lines : [];
  for (const key of keys) {
    const found = inOrder.find((line) =>
      (hosts ? fieldsOf(line) : [fieldsOf(line)[0], fieldsOf(line)[2]]).includes(key),
    );
    if (found === undefined) status = 2;
    else wanted.push(found);
  }
  yield* context.out(wanted.map((line) => `${shown(line)}\n`).join(''));
  return status;
}

const isIpv6 = (line: string): boolean => /^[0-9a-f]*:/i.test(line);

/** Nobody is logged in: there is no utmp. */
export function* nobody(context: Context): Program {
  yield* context.sys.compute(0);
  return 0;
}

export function* arch(context: Context): Program {
  yield* context.out(`${context.sys.uname().machine}\n`);
  return 0;
}

export const stty = (gnu: boolean) =>
  function* (context: Context): Program {
    if (!context.sys.isatty(STDIN))
      throw new Failure(`${gnu ? "'standard input'" : 'standard input'}: Inappropriate ioctl for device`);
    const { rows, columns } = context.sys.getWinsize(STDIN);
    if (context.operands.length === 1 && context.operands[0] === 'size') {
      yield* context.out(`${rows} ${columns}\n`);
      return 0;
    }
    throw new Failure('only `stty size` is modelled by this simulator', 2);
  };

/** ncurses' clear needs a terminal's name. */
export const clear = (gnu: boolean) =>
  function* (context: Context): Program {
    if (gnu && context.sys.env.get('TERM') === undefined) {
      yield* context.sys.write(2, 'TERM environment variable not set.\n');
      return 1;
    }
    yield* context.out('\u001b[H\u001b[J');
    return 0;
  };

/** less and more into a pipe or from one: they copy, as cat does. */
export function* pager(context: Context): Program {
  if (context.sys.isatty(1))
    throw new Failure('paging is real, but this simulator does not model it (try cat)', 2);
  for (const path of context.operands.length === 0 ? ['-'] : context.operands) {
    try {
      yield* context.out(yield* readText(context.sys, path));
    } catch (error) {
      throw new Failure(`cannot open ${path}: ${words(error)}`);
    }
  }
  return 0;
}
