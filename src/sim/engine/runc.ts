/**
 * What runc does between clone(2) and execve(2): mounts, pivot_root(2), the host name, credentials and
 * capabilities, then the container's own program. Invariant: after pivot nothing of the host's tree can be
 * reached. Left out: what a seccomp filter refuses, AppArmor, the exec fifo, idmapped mounts. Source: runc `init_linux.go`.
 */
import { strerror } from '../kernel/errno.ts';
import {
  type Environment,
  type Fd,
  type Program,
  STDERR,
  type Sys,
  SysError,
  type Task,
} from '../kernel/sys.ts';
import type { Bundle, ProcessSpec } from './bundle.ts';
import { RuncError, wordsOf } from './runc-error.ts';
import { mountRootfs, restrictPaths } from './runc-rootfs.ts';
import { setLimits, setOomScore, writeSysctls } from './runc-settings.ts';
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

function* becomeProgram(sys: Sys, spec: ProcessSpec): Task<never> {
  // The shim ignores SIGPIPE; Go gives its children the default again.
  sys.sigaction('PIPE', { kind: 'default' });
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
