/** Models pidof, pgrep, pkill, killall by name and timeout (their man pages). Invariant: a program never finds itself. */

import { strerror } from '../../kernel/errno.ts';
import { parseSignal, type Signal, signalNumber } from '../../kernel/signals.ts';
import { type Program, SysError, type WaitStatus } from '../../kernel/sys.ts';
import { execvp } from './execvp.ts';
import { selectProcesses } from './process-selection.ts';
import { PGREP_USAGE } from './process-usages.ts';
import { type ProcessInfo, readProcesses } from './processes.ts';
import { baseName, type Context, Failure, UsageFailure } from './program.ts';
import { durationMs } from './simple-programs.ts';

export function* pidof(context: Context): Program {
  const names = context.operands;
  const found = (yield* readProcesses(context.sys)).filter(
    (process) =>
      process.pid !== Number(context.sys.getpid()) &&
      (names.includes(process.comm) || names.includes(baseName(process.argv[0] ?? ''))),
  );
  const pids = found.map((process) => process.pid).reverse();
  const shown = context.has('s') ? pids.slice(0, 1) : pids;
  if (shown.length > 0) yield* context.out(`${shown.join(' ')}\n`);
  return shown.length > 0 ? 0 : 1;
}

export function* pgrep(context: Context): Program {
  if (context.has('help')) {
    yield* context.out(PGREP_USAGE);
    return 0;
  }
  const found = yield* selectProcesses(context);
  const shown = ({ pid, argv, comm, state }: ProcessInfo): string => {
    const bare = state === 'Z' ? `[${comm}] <defunct>` : `[${comm}]`;
    if (context.has('a')) return `${pid} ${argv.length === 0 ? bare : argv.join(' ')}`;
    return context.has('l') ? `${pid} ${comm}` : String(pid);
  };
  if (context.has('c')) yield* context.out(`${found.length}\n`);
  else if (found.length > 0) yield* context.out(`${found.map(shown).join(context.value('d') ?? '\n')}\n`);
  return found.length > 0 ? 0 : 1;
}

/** timeout: 124 when the time was over, 128+9 after KILL, else the command's own status. */
export function* timeout(context: Context): Program {
  const { sys } = context;
  const [duration, ...command] = context.operands;
  if (duration === undefined || command.length === 0) throw new UsageFailure('');
  const ms = durationMs(duration);
  if (ms === null) throw new UsageFailure(`invalid time interval ‘${duration}’`);
  const signal = context.value('s') === null ? 'TERM' : parseSignal(context.value('s') ?? '');
  if (signal === null) throw new UsageFailure(`‘${context.value('s')}’: invalid signal`);
  const pid = sys.clone({}, function* (child): Program {
    try {
      return yield* execvp(child, command);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      yield* context.complain(`failed to run command ‘${command[0] ?? ''}’: ${strerror(error.errno)}`);
      return error.errno === 'ENOENT' ? 127 : 126;
    }
  });
  return yield* waitLimited(context, Number(pid), ms, signal);
}

function* waitLimited(context: Context, pid: number, ms: number, signal: Signal): Program {
  const { sys } = context;
  const watcher = sys.clone({}, function* (own): Program {
    yield* own.sleep(ms);
    return 0;
  });
  let expired = false;
  for (;;) {
    const waited = yield* sys.wait4('any');
    if (waited === null) throw new Failure('', 125);
    if (waited.pid === watcher) {
      expired = true;
      sys.kill(pid, signal);
      continue;
    }
    if (!expired) sys.kill(watcher, 'KILL');
    // As the real one, which sends itself what it killed with.
    if (expired && signal === 'KILL') sys.kill(sys.getpid(), 'KILL');
    if (expired && !context.has('p')) return signal === 'KILL' ? 137 : 124;
    return codeOf(waited.status);
  }
}

function codeOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'signaled' ? 128 + signalNumber(status.signal) : 125;
}

/** timeout of busybox: it becomes the command itself, and a child kills it when the time is over. */
export function* timeoutInPlace(context: Context): Program {
  const { sys } = context;
  const [duration, ...command] = context.operands;
  if (duration === undefined || command.length === 0) throw new UsageFailure('');
  const ms = durationMs(duration);
  if (ms === null) throw new Failure(`invalid number '${duration}'`);
  const signal = parseSignal(context.value('s') ?? 'TERM');
  if (signal === null) throw new Failure(`unknown signal '${context.value('s') ?? ''}'`);
  const target = sys.getpid();
  sys.clone({}, function* (watcher): Program {
    yield* watcher.sleep(ms);
    if (watcher.getppid() === target) watcher.kill(target, signal);
    return 0;
  });
  try {
    return yield* execvp(sys, command);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new Failure(
      `can't execute '${command[0] ?? ''}': ${strerror(error.errno)}`,
      error.errno === 'ENOENT' ? 127 : 126,
    );
  }
}
