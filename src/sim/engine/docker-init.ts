/**
 * docker-init, which is tini: PID 1 of a container started with --init. Starts the command as its only child in a
 * group of its own, forwards every signal to it, reaps what is orphaned to it, and exits as the child did.
 * Source: krallin/tini. Left out: -s, -p, -g options; subreaper registration.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import { SIGNALS, type Signal, signalNumber } from '../kernel/signals.ts';
import { type Program, STDERR, type Sys, SysError, type Task } from '../kernel/sys.ts';

/** Synchronous ones and those of job control are left to the kernel, as tini does. */
const NOT_FORWARDED: ReadonlySet<Signal> = new Set<Signal>([
  'KILL',
  'STOP',
  'FPE',
  'ILL',
  'SEGV',
  'BUS',
  'ABRT',
  'TRAP',
  'SYS',
  'CHLD',
  'TTIN',
  'TTOU',
]);

export function* dockerInit(sys: Sys, argv: readonly string[]): Program {
  const command = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
  const received: Signal[] = [];
  for (const signal of Object.keys(SIGNALS) as Signal[]) {
    if (NOT_FORWARDED.has(signal)) continue;
    sys.sigaction(signal, { kind: 'handle', handler: (got) => received.push(got) });
  }
  const child = sys.clone({}, (own) => runChild(own, command));
  for (;;) {
    const code = yield* reapOnce(sys, child);
    for (const signal of received.splice(0)) forward(sys, child, signal);
    if (code !== null) return code;
  }
}

function forward(sys: Sys, child: NamespacePid, signal: Signal): void {
  try {
    sys.kill(child, signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

/** Waits for any child or signal; the exit code once it was the one that counts. */
function* reapOnce(sys: Sys, child: NamespacePid): Task<number | null> {
  try {
    const waited = yield* sys.wait4('any');
    if (waited === null || waited.pid !== child) return null;
    if (waited.status.kind === 'exited') return waited.status.code;
    return waited.status.kind === 'signaled' ? 128 + signalNumber(waited.status.signal) : null;
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINTR') return null;
    throw error;
  }
}

function* runChild(sys: Sys, command: readonly string[]): Program {
  const name = command[0] ?? '';
  sys.setpgid(sys.getpid(), sys.getpid());
  const directories = name.includes('/')
    ? ['']
    : (sys.env.get('PATH') ?? '').split(':').map((one) => `${one}/`);
  for (const directory of directories) {
    try {
      yield* sys.execve(directory + name, command, sys.env);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  yield* sys.write(STDERR, `[FATAL tini (${sys.getpid()})] exec ${name} failed: No such file or directory\n`);
  return 127;
}
