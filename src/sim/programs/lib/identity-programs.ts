/** Models id, whoami, hostname, uname, nproc, tty, pwd, basename, dirname, which, readlink (their man pages): who and where one is. */

import { type Program, STDIN, SysError, type Task } from '../../kernel/sys.ts';
import { readHosts, resolveName } from '../net/resolver.ts';
import { readText } from './io.ts';
import { baseName, type Context, Failure, UsageFailure, words } from './program.ts';
import { realPath } from './real-path.ts';
import { readGroups, readUsers } from './users.ts';

export const id = (unknownUser: (name: string) => string) => (context: Context) =>
  idRun(context, unknownUser);

function* idRun(context: Context, unknownUser: (name: string) => string): Program {
  const { sys, operands } = context;
  const users = yield* readUsers(sys);
  const groups = yield* readGroups(sys);
  const [name] = operands;
  const row = name === undefined ? null : users.fields(name);
  if (name !== undefined && row === null) throw new Failure(unknownUser(name));
  const uid = row === null ? sys.getuid() : Number(row[2]);
  const gid = row === null ? sys.getgid() : Number(row[3]);
  const more =
    row === null
      ? sys.getgroups()
      : groups.rows
          .filter((group) => group[3]?.split(',').includes(name ?? ''))
          .map((group) => Number(group[2]));
  const all = [gid, ...more.filter((group) => group !== gid)];
  const user = users.name(uid);
  const shown = (number: number, text: string | null): string =>
    context.has('n') ? (text ?? String(number)) : String(number);
  if (context.has('u')) yield* context.out(`${shown(uid, user)}\n`);
  else if (context.has('g')) yield* context.out(`${shown(gid, groups.name(gid))}\n`);
  else if (context.has('G'))
    yield* context.out(`${all.map((group) => shown(group, groups.name(group))).join(' ')}\n`);
  else {
    const named = (number: number, text: string | null): string =>
      text === null ? String(number) : `${number}(${text})`;
    const list = all.map((group) => named(group, groups.name(group))).join(',');
    yield* context.out(`uid=${named(uid, user)} gid=${named(gid, groups.name(gid))} groups=${list}\n`);
  }
  return 0;
}

/** `unknown`: what it says of a user /etc/passwd does not name. */
export const whoami = (unknown: (uid: number) => string) => (context: Context) => whoamiRun(context, unknown);

function* whoamiRun(context: Context, unknown: (uid: number) => string): Program {
  const uid = context.sys.getuid();
  const name = (yield* readUsers(context.sys)).name(uid);
  if (name === null) throw new Failure(unknown(uid));
  yield* context.out(`${name}\n`);
  return 0;
}

export interface HostnameWords {
  /** When the host's own name is nowhere to be found. */
  readonly lookupFailure: (node: string) => string;
  /** When one may not name the host. */
  readonly notPermitted: string;
}

export const hostname = (said: HostnameWords) => (context: Context) => hostnameRun(context, said);

function* hostnameRun(context: Context, { lookupFailure, notPermitted }: HostnameWords): Program {
  const [name] = context.operands;
  const node = context.sys.uname().nodename;
  if (context.has('f') || context.has('d')) return yield* fromHosts(context, lookupFailure, context.has('d'));
  if (context.has('I') || context.has('i')) return yield* hostAddresses(context, node);
  if (name === undefined) {
    yield* context.out(`${context.has('s') ? (node.split('.')[0] ?? node) : node}\n`);
    return 0;
  }
  try {
    context.sys.sethostname(name);
    return 0;
  } catch (error) {
    const reason = words(error);
    throw new Failure(reason === 'Operation not permitted' ? notPermitted : `sethostname: ${reason}`);
  }
}

/** dnsdomainname: what hostname -d says. */
export const domainName = (lookupFailure: HostnameWords['lookupFailure']) => (context: Context) =>
  fromHosts(context, lookupFailure, true);

function* fromHosts(
  context: Context,
  lookupFailure: HostnameWords['lookupFailure'],
  domainOnly: boolean,
): Program {
  const node = context.sys.uname().nodename;
  const full = yield* canonicalName(context, node);
  if (full === null) throw new Failure(lookupFailure(node));
  const shown = domainOnly ? full.split('.').slice(1).join('.') : full;
  yield* context.out(shown === '' ? '' : `${shown}\n`);
  return 0;
}

/** The first name on the line of /etc/hosts that has this one; as it is where only DNS knows it. */
function* canonicalName({ sys }: Context, node: string): Task<string | null> {
  const line = (yield* readHosts(sys)).find(({ names }) => names.includes(node));
  if (line !== undefined) return line.names[0] ?? null;
  return (yield* resolveName(sys, node)).kind === 'found' ? node : null;
}

/** -I: the addresses of all devices that others can use. -i: those of the host's own name. */
function* hostAddresses(context: Context, node: string): Program {
  if (context.has('I')) {
    const all = context.sys
      .netlink()
      .links()
      .filter(({ up, kind }) => up && kind !== 'loopback');
    const shown = all.flatMap(({ addresses }) => addresses.filter(({ scope }) => scope === 'global'));
    yield* context.out(`${shown.map(({ address }) => `${address} `).join('')}\n`);
    return 0;
  }
  const found = yield* resolveName(context.sys, node);
  if (found.kind === 'found') {
    yield* context.out(`${found.addresses.join(' ')}\n`);
    return 0;
  }
  throw new Failure(
    found.kind === 'failed' ? 'Temporary failure in name resolution' : 'Name or service not known',
  );
}

export const uname =
  (operatingSystem: string) =>
  (context: Context): Program =>
    unameRun(context, operatingSystem);

function* unameRun(context: Context, operatingSystem: string): Program {
  const [extra] = context.operands;
  if (extra !== undefined) throw new UsageFailure(`extra operand ‘${extra}’`);
  const { sysname, nodename, release, version, machine } = context.sys.uname();
  const all = context.has('a');
  const fields: readonly [string, string][] = [
    ['s', sysname],
    ['n', nodename],
    ['r', release],
    ['v', version],
    ['m', machine],
    ['o', operatingSystem],
  ];
  const asked = fields.filter(([letter]) => all || context.has(letter));
  yield* context.out(
    `${(asked.length === 0 ? fields.slice(0, 1) : asked).map(([, text]) => text).join(' ')}\n`,
  );
  return 0;
}

export function* nproc(context: Context): Program {
  const text = yield* readText(context.sys, '/proc/cpuinfo');
  const installed = Math.max(1, text.match(/^processor/gm)?.length ?? 1);
  yield* context.out(`${context.has('all') ? installed : context.sys.getaffinity().length}\n`);
  return 0;
}

export function* tty(context: Context): Program {
  if (!context.sys.isatty(STDIN)) {
    if (!context.has('s')) yield* context.out('not a tty\n');
    return 1;
  }
  if (!context.has('s')) yield* context.out(`${context.sys.readlink('/proc/self/fd/0')}\n`);
  return 0;
}

export function* pwd(context: Context): Program {
  yield* context.out(`${context.sys.getcwd()}\n`);
  return 0;
}

export function* baseNameOf(context: Context): Program {
  const [path, suffix] = context.operands;
  if (path === undefined) throw new UsageFailure('missing operand');
  const base = baseName(path.replace(/\/+$/, '')) || '/';
  const ends = suffix !== undefined && base !== suffix && base.endsWith(suffix);
  yield* context.out(`${ends ? base.slice(0, -suffix.length) : base}\n`);
  return 0;
}

export function* directoryOf(context: Context): Program {
  if (context.operands.length === 0) throw new UsageFailure('missing operand');
  for (const path of context.operands) {
    const trimmed = path.replace(/\/+$/, '');
    const at = trimmed.lastIndexOf('/');
    yield* context.out(
      `${at > 0 ? trimmed.slice(0, at).replace(/\/+$/, '') || '/' : path.startsWith('/') ? '/' : '.'}\n`,
    );
  }
  return 0;
}

export function* which(context: Context): Program {
  let status = 0;
  for (const name of context.operands) {
    const found = name.includes('/')
      ? [name]
      : (context.sys.env.get('PATH') ?? '').split(':').map((directory) => `${directory}/${name}`);
    const paths = found.filter((path) => context.sys.access(path, 'execute'));
    if (paths.length === 0) status = 1;
    for (const path of context.has('a') ? paths : paths.slice(0, 1)) yield* context.out(`${path}\n`);
  }
  return status;
}

/** busybox takes one operand, GNU any number. */
export const readLink = (single: boolean) =>
  function* (context: Context): Program {
    if (single && context.operands.length > 1) throw new UsageFailure('');
    if (context.operands.length === 0) throw new UsageFailure('missing operand');
    let status = 0;
    for (const path of context.operands) {
      try {
        const target = context.has('f') ? realPath(context.sys, path, true) : context.sys.readlink(path);
        yield* context.out(`${target}${context.has('n') ? '' : '\n'}`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        status = 1;
      }
    }
    return status;
  };

/** realpath: GNU lets the last part be missing, busybox does not. */
export const realpath = (lastMayBeMissing: boolean) =>
  function* (context: Context): Program {
    if (context.operands.length === 0) throw new UsageFailure('missing operand');
    let status = 0;
    for (const path of context.operands) {
      try {
        yield* context.out(`${realPath(context.sys, path, lastMayBeMissing)}\n`);
      } catch (error) {
        yield* context.complain(`${path}: ${words(error)}`);
        status = 1;
      }
    }
    return status;
  };
