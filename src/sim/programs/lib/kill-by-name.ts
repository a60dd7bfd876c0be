/** Models pkill (procps) and killall (busybox): signals by name. Invariant: the program never signals itself. */
import { parseSignal, type Signal } from '../../kernel/signals.ts';
import { type Program, SysError } from '../../kernel/sys.ts';
import { selectProcesses } from './process-selection.ts';
import { PKILL_USAGE } from './process-usages.ts';
import { type ProcessInfo, readProcesses } from './processes.ts';
import { baseName, type Context, Failure, words } from './program.ts';

const SIGNAL_WORD = /^-(?:[A-Z][A-Z0-9]*|\d+)$/;
/** `-9`, `-TERM`: read as an operand and taken out here. */
export const SIGNAL_WORDS = SIGNAL_WORD;

function signalAndRest(context: Context): { readonly signal: Signal; readonly rest: readonly string[] } {
  const [first, ...others] = context.operands;
  const given = first !== undefined && SIGNAL_WORD.test(first) ? first.slice(1) : null;
  const name = given ?? context.value('signal') ?? 'TERM';
  const signal = parseSignal(name);
  if (signal === null) throw new Failure(`bad signal name '${name}'`);
  return { signal, rest: given === null ? context.operands : others };
}

export function* pkill(context: Context): Program {
  if (context.has('help')) {
    yield* context.out(PKILL_USAGE);
    return 0;
  }
  const { signal, rest } = signalAndRest(context);
  const found = yield* selectProcesses({ ...context, operands: rest });
  let failed = false;
  for (const process of found) {
    try {
      context.sys.kill(process.pid, signal);
      if (context.has('e')) yield* context.out(`${process.comm} killed (pid ${process.pid})\n`);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      yield* context.complain(`killing pid ${process.pid} failed: ${words(error)}`);
      failed = true;
    }
  }
  if (context.has('c')) yield* context.out(`${found.length}\n`);
  return found.length > 0 && !failed ? 0 : 1;
}

function* others(context: Context, matches: (process: ProcessInfo) => boolean) {
  const self = Number(context.sys.getpid());
  return (yield* readProcesses(context.sys)).filter((process) => process.pid !== self && matches(process));
}

export function* killall(context: Context): Program {
  const { signal, rest } = signalAndRest(context);
  if (rest.length === 0) throw new Failure('you need to specify whom to kill');
  let status = 0;
  for (const name of rest) {
    const found = yield* others(
      context,
      (process) => process.comm === name || baseName(process.argv[0] ?? '') === name,
    );
    if (found.length === 0) {
      status = 1;
      if (!context.has('q')) yield* context.complain(`${name}: no process killed`);
    }
    for (const process of found) {
      try {
        context.sys.kill(process.pid, signal);
      } catch (error) {
        yield* context.complain(`can't kill pid ${process.pid}: ${words(error)}`);
        status = 1;
      }
    }
  }
  return status;
}
