/**
 * What runc does between clone(2) and execve(2): mounts, pivot_root(2), the host name, credentials and
 * capabilities, then the container's own program. Invariant: after pivot nothing of the host's tree can be
 * reached. Left out: what a seccomp filter refuses, AppArmor, the exec fifo, idmapped mounts. Source: runc `init_linux.go`.
 */
import { strerror } from '../kernel/errno.ts';
import { RLIMIT_NAMES } from '../kernel/rlimits.ts';
import {
  type Environment,
  type Fd,
  type MountRequest,
  type Program,
  STDERR,
  type Sys,
  SysError,
  type Task,
} from '../kernel/sys.ts';
import type { Bundle, ProcessSpec } from './bundle.ts';
import { mkdirAll } from './host-files.ts';
import { closeFrom3, type Stdio } from './stdio.ts';

const encoder = new TextEncoder();

/** The first process of a container; what goes wrong before execve is written to `errorFd`. */
export function* runcInit(sys: Sys, bundle: Bundle, stdio: Stdio, errorFd: Fd): Program {
  try {
    sys.setsid();
    sys.startThreads(GO_THREADS);
    const nullFd = yield* sys.open('/dev/null', ['read', 'write']);
    if (!stdio.plan.tty) stdio.install(sys, nullFd);
    mountRootfs(sys, bundle);
    if (stdio.plan.tty) openConsole(sys, stdio, nullFd);
    closeFrom3(sys, errorFd);
    if (bundle.oomScoreAdj !== 0) yield* setOomScore(sys, bundle.oomScoreAdj);
    yield* writeSysctls(sys, bundle.sysctls);
    restrictPaths(sys, bundle);
    if (bundle.hostname !== null) sys.sethostname(bundle.hostname);
    return yield* becomeProgram(sys, bundle.process);
  } catch (error) {
    yield* report(sys, errorFd, `error during container init: ${wordsOf(error)}`);
    return 1;
  }
}

/** A further process in a running container (`docker exec`): its namespaces were joined by clone. */
export function* runcExec(sys: Sys, spec: ProcessSpec, stdio: Stdio, nullFd: Fd, errorFd: Fd): Program {
  try {
    sys.setsid();
    sys.startThreads(GO_THREADS);
    stdio.install(sys, nullFd);
    closeFrom3(sys, errorFd);
    return yield* becomeProgram(sys, spec);
  } catch (error) {
    yield* report(sys, errorFd, wordsOf(error));
    return 1;
  }
}

function* report(sys: Sys, errorFd: Fd, words: string): Task<void> {
  yield* sys.write(errorFd, encoder.encode(words));
}

/** Threads of Go's runtime in `runc init`: their numbers are gone when the container's program begins. */
const GO_THREADS = 5;

/** The terminal of the container's own /dev/pts becomes its console. */
function openConsole(sys: Sys, stdio: Stdio, nullFd: Fd): void {
  stdio.install(sys, nullFd);
  sys.mknod('/dev/console', 'file', 0o666);
  sys.mount({
    source: sys.readlink('/proc/self/fd/0'),
    target: '/dev/console',
    type: 'none',
    flags: ['bind'],
  });
}

/** What of /proc and /sys a container may not change, and what it may not even see. */
function restrictPaths(sys: Sys, bundle: Bundle): void {
  if (bundle.readonlyRootfs)
    sys.mount({ source: 'none', target: '/', type: 'none', flags: ['remount', 'bind', 'ro'] });
  for (const path of bundle.readonlyPaths) {
    if (!exists(sys, path)) continue;
    sys.mount({ source: path, target: path, type: 'none', flags: ['rbind', 'ro'] });
  }
  for (const path of bundle.maskedPaths) {
    if (!exists(sys, path)) continue;
    const isDirectory = sys.stat(path).type === 'directory';
    sys.mount(isDirectory ? { ...EMPTY_DIRECTORY, target: path } : { ...NULL_FILE, target: path });
  }
}

const EMPTY_DIRECTORY = {
  source: 'tmpfs',
  type: 'tmpfs',
  flags: ['ro'],
  data: 'size=4k,nr_inodes=1',
} as const;
const NULL_FILE = { source: '/dev/null', type: 'none', flags: ['bind'] } as const;

function* setOomScore(sys: Sys, score: number): Task<void> {
  const fd = yield* sys.open('/proc/self/oom_score_adj', ['write']);
  yield* sys.write(fd, String(score));
  sys.close(fd);
}

function* writeSysctls(sys: Sys, sysctls: ReadonlyMap<string, string>): Task<void> {
  for (const [name, value] of sysctls) {
    const path = name.replaceAll('.', '/');
    let fd: Fd;
    try {
      fd = yield* sys.open(`/proc/sys/${path}`, ['write']);
    } catch (error) {
      const words = `open sysctl ${name} file: unsafe procfs detected: openat2 fsmount:fscontext:proc/./sys/${path}`;
      throw new RuncError(`${words}: ${wordsOf(error)}`);
    }
    try {
      yield* sys.write(fd, value);
    } catch (error) {
      const words = `failed to write sysctl ${name} = ${JSON.stringify(value)}: write fsmount:fscontext:proc/./sys/${path}`;
      throw new RuncError(`${words}: ${wordsOf(error)}`);
    }
    sys.close(fd);
  }
}

/** Descriptors runc itself needs before the container's program begins. */
const OWN_DESCRIPTORS = 9;

/** The last of the rights of the host are still there, so hard limits may be raised. */
function setLimits(sys: Sys, { rlimits }: ProcessSpec): void {
  for (const { name, soft, hard } of rlimits) {
    if (name === 'nofile' && soft < OWN_DESCRIPTORS) throw new SysError('EMFILE');
    try {
      sys.setrlimit(name, { soft, hard });
    } catch (error) {
      const words = `error setting rlimits for ready process: error setting rlimit type ${RLIMIT_NAMES.indexOf(name)}`;
      throw new RuncError(`${words}: ${wordsOf(error)}`);
    }
  }
}

class RuncError extends Error {}

const wordsOf = (error: unknown): string => {
  if (error instanceof RuncError) return error.message;
  if (error instanceof SysError) return strerror(error.errno).toLowerCase();
  throw error;
};

function mountRootfs(sys: Sys, bundle: Bundle): void {
  for (const mount of bundle.mounts) {
    const target = bundle.rootfs + mount.target;
    makeMountpoint(sys, mount, target);
    mountOne(sys, mount, target);
  }
  const umask = sys.umask(0);
  for (const [name, target] of DEV_LINKS) {
    if (!exists(sys, `${bundle.rootfs}/dev/${name}`)) sys.symlink(target, `${bundle.rootfs}/dev/${name}`);
  }
  for (const [name, major, minor] of DEV_NODES) {
    if (exists(sys, `${bundle.rootfs}/dev/${name}`)) continue;
    sys.mknod(`${bundle.rootfs}/dev/${name}`, 'char-device', 0o666, { major, minor });
  }
  sys.umask(umask);
  sys.chdir(bundle.rootfs);
  sys.pivotRoot('.', '.');
  sys.umount('.', { lazy: true });
  sys.chdir('/');
}

function mountOne(sys: Sys, mount: MountRequest, target: string): void {
  try {
    sys.mount({ ...mount, target });
  } catch (error) {
    if (mount.type !== 'tmpfs') throw error;
    const flags = (mount.flags ?? []).map((flag) => `MS_${flag === 'ro' ? 'RDONLY' : flag.toUpperCase()}`);
    const data = mount.data === undefined ? '' : `, data=${mount.data}`;
    throw new RuncError(
      `error mounting "tmpfs" to rootfs at "${mount.target}": mount src=tmpfs, dst=${mount.target}, dstFd=/proc/thread-self/fd/11, flags=${flags.join('|')}${data}: ${wordsOf(error)}`,
    );
  }
}

/** What is missing is made: a directory, or for the bind of a file an empty file. */
function makeMountpoint(sys: Sys, mount: MountRequest, target: string): void {
  if (exists(sys, target)) return;
  const isFile = mount.type === 'none' && sys.stat(mount.source).type !== 'directory';
  mkdirAll(sys, isFile ? target.slice(0, target.lastIndexOf('/')) : target);
  if (isFile) sys.mknod(target, 'file', 0o755);
}

const DEV_NODES: readonly (readonly [string, number, number])[] = [
  ['full', 1, 7],
  ['null', 1, 3],
  ['random', 1, 8],
  ['tty', 5, 0],
  ['urandom', 1, 9],
  ['zero', 1, 5],
];
const DEV_LINKS: readonly (readonly [string, string])[] = [
  ['fd', '/proc/self/fd'],
  ['ptmx', 'pts/ptmx'],
  ['stderr', '/proc/self/fd/2'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
];

const exists = (sys: Sys, path: string): boolean => {
  try {
    sys.lstat(path);
    return true;
  } catch {
    return false;
  }
};

function* becomeProgram(sys: Sys, spec: ProcessSpec): Task<never> {
  setLimits(sys, spec);
  enterDirectory(sys, spec.cwd);
  const env: Environment = new Map(spec.env.map(splitVariable));
  const path = locate(sys, spec.argv[0] ?? '', env.get('PATH') ?? '');
  if (spec.noNewPrivs) sys.setNoNewPrivs();
  if (spec.seccomp) sys.setSeccomp();
  sys.setCapabilities(new Set([...spec.capabilities, 'SETUID' as const, 'SETGID' as const]));
  sys.setCredentials(spec.credentials);
  if (spec.credentials.uid === 0) sys.setCapabilities(spec.capabilities);
  return yield* execute(sys, path, spec, env);
}

function enterDirectory(sys: Sys, cwd: string): void {
  try {
    sys.chdir(cwd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new RuncError(
      `chdir to cwd ("${cwd}") set in config.json failed: ${strerror(error.errno).toLowerCase()}`,
    );
  }
}

/** A file that is there but cannot be run tells so on the container's own stderr, as runc does after it has said "started". */
function* execute(sys: Sys, path: string, spec: ProcessSpec, env: Environment): Task<never> {
  const { argv, foreign } = spec;
  try {
    checkThreads(sys, spec);
    if (foreign) throw new SysError('ENOEXEC');
    return yield* sys.execve(path, argv, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EACCES') throw new RuncError(`exec: "${argv[0]}": permission denied`);
    yield* sys.write(STDERR, `exec ${path}: ${strerror(error.errno).toLowerCase()}\n`);
    return yield* sys.exit(255);
  }
}

/** The threads of `runc init` count as processes of the new user, who therefore may have too many already. */
function checkThreads(sys: Sys, { credentials }: ProcessSpec): void {
  const { soft } = sys.getrlimit('nproc');
  if (credentials.uid !== 0 && soft < GO_THREADS) throw new SysError('EAGAIN');
}

const splitVariable = (entry: string): [string, string] => {
  const at = entry.indexOf('=');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
};

/** Go's exec.LookPath with its words. */
function locate(sys: Sys, name: string, path: string): string {
  if (name.includes('/')) {
    const problem = unfit(sys, name);
    if (problem !== null) throw new RuncError(`exec: "${name}": ${problem}`);
    return name;
  }
  for (const directory of path.split(':')) {
    const candidate = `${directory === '' ? '.' : directory}/${name}`;
    if (unfit(sys, candidate) === null) return candidate;
  }
  throw new RuncError(`exec: "${name}": executable file not found in $PATH`);
}

function unfit(sys: Sys, path: string): string | null {
  try {
    const stat = sys.stat(path);
    if (stat.type === 'directory') return 'is a directory: permission denied';
    return (stat.mode & 0o111) === 0 ? 'permission denied' : null;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return `stat ${path}: ${strerror(error.errno).toLowerCase()}`;
  }
}
