/**
 * Models su of util-linux and of busybox (su(1)) and sudo(8) for root, who needs no password. Invariant: the command runs with the ids
 * and groups of the user's line in /etc/passwd. Left out: passwords, so that others than root are refused; PAM; sudoers.
 */
import { type Environment, type Program, STDIN, type Sys, type Task } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { type Context, errnoOf, Failure, words } from '../lib/program.ts';
import { readGroups, readUsers } from '../lib/users.ts';

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
  readonly shell: string;
}

function* accountOf(sys: Sys, name: string): Task<Account | null> {
  const row = (yield* readUsers(sys)).fields(name);
  if (row === null) return null;
  const gid = Number(row[3]);
  const more = (yield* readGroups(sys)).rows
    .filter((group) => group[3]?.split(',').includes(name))
    .map((group) => Number(group[2]));
  return {
    name,
    uid: Number(row[2]),
    gid,
    groups: [...new Set([gid, ...more])],
    home: row[5] || '/',
    shell: row[6] || '/bin/sh',
  };
}

interface Paths {
  readonly root: string;
  readonly others: string;
}
const BUSYBOX_PATHS: Paths = { root: '/sbin:/usr/sbin:/bin:/usr/bin', others: '/bin:/usr/bin' };
const PATHS: Paths = {
  root: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  others: '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games',
};

function environmentFor(
  sys: Sys,
  account: Account,
  login: boolean,
  shell = account.shell,
  paths: Paths = PATHS,
): Environment {
  const env: Environment = new Map(login ? [...sys.env].filter(([name]) => name === 'TERM') : sys.env);
  env.set('HOME', account.home);
  env.set('SHELL', shell);
  if (account.uid !== 0 || login) {
    env.set('USER', account.name);
    env.set('LOGNAME', account.name);
  }
  if (login) env.set('PATH', account.uid === 0 ? paths.root : paths.others);
  return env;
}

export const su = (gnu: boolean) =>
  function* (context: Context): Program {
    const operands = [...context.operands];
    const login = context.has('l') || operands[0] === '-';
    if (operands[0] === '-') operands.shift();
    const name = operands.shift() ?? 'root';
    const account = yield* accountOf(context.sys, name);
    if (account === null) throw new Failure(noSuchUser(gnu, name));
    if (context.sys.getuid() !== 0) throw new Failure(yield* noPassword(context, gnu));
    if (/nologin$/.test(context.value('s') ?? account.shell)) {
      yield* context.out('This account is currently not available.\n');
      return 1;
    }
    if (login) yield* goHome(context, account);
    becomeOrFail(context.sys, account, gnu);
    return yield* runShell(context, gnu, account, login, operands);
  };

const noSuchUser = (gnu: boolean, name: string): string =>
  gnu
    ? `user ${name} does not exist or the user entry does not contain all the required fields`
    : `unknown user ${name}`;

function* runShell(
  context: Context,
  gnu: boolean,
  account: Account,
  login: boolean,
  operands: readonly string[],
): Program {
  const { sys } = context;
  const shell = context.value('s') ?? account.shell;
  const command = context.value('c');
  const base = shell.split('/').at(-1) ?? shell;
  const argv = [login ? `-${base}` : base, ...(command === null ? [] : ['-c', command]), ...operands];
  try {
    return yield* sys.execve(
      shell,
      argv,
      environmentFor(sys, account, login, shell, gnu ? PATHS : BUSYBOX_PATHS),
    );
  } catch (error) {
    const why = words(error);
    throw new Failure(gnu ? `failed to execute ${shell}: ${why}` : `can't execute '${shell}': ${why}`, 127);
  }
}

function* noPassword(context: Context, gnu: boolean): Task<string> {
  if (!context.sys.isatty(STDIN)) {
    if (!gnu) return 'must be suid to work properly';
    yield* context.sys.write(2, 'Password: ');
    return 'Authentication failure';
  }
  return 'passwords are real, but this simulator does not model them: only root can become another user';
}

function* goHome(context: Context, { home }: Account): Task<void> {
  try {
    context.sys.chdir(home);
  } catch (error) {
    yield* context.sys.write(2, `su: warning: cannot change directory to ${home}: ${words(error)}\n`);
  }
}

const become = (sys: Sys, { uid, gid, groups }: Account): void => sys.setCredentials({ uid, gid, groups });

function becomeOrFail(sys: Sys, account: Account, gnu: boolean): void {
  try {
    become(sys, account);
  } catch (error) {
    const why = words(error);
    if (!sys.getCapabilities().has('SETGID'))
      throw new Failure(gnu ? `cannot set groups: ${why}` : `can't set groups: ${why}`);
    throw new Failure(gnu ? `cannot set user id: ${why}` : `setuid: ${why}`);
  }
}

export function* sudo(context: Context): Program {
  const { sys, operands } = context;
  const name = context.value('u') ?? 'root';
  const account = yield* accountOf(sys, name);
  if (account === null)
    throw new Failure(`unknown user ${name}\nsudo: error initializing audit plugin sudoers_audit`);
  const argv =
    context.has('i') || context.has('s')
      ? [account.shell, ...(operands.length > 0 ? ['-c', operands.join(' ')] : [])]
      : operands;
  const [first] = argv;
  if (first === undefined) {
    yield* context.sys.write(2, USAGE);
    return 1;
  }
  if (sys.getuid() !== 0)
    throw new Failure(
      'a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required',
    );
  const env = environmentFor(sys, account, context.has('i'));
  env.set('SUDO_USER', 'root');
  env.set('SUDO_UID', '0');
  env.set('SUDO_GID', '0');
  env.set('SUDO_COMMAND', argv.join(' '));
  become(sys, account);
  try {
    return yield* execvp(sys, argv, env);
  } catch (error) {
    throw new Failure(
      errnoOf(error) === 'ENOENT'
        ? `${first}: command not found`
        : `unable to execute ${first}: ${words(error)}`,
    );
  }
}

const USAGE = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-r role] [-t type] [-C num] [-D directory] [-g group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...
`;
