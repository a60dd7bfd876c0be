/**
 * Models taskset of util-linux and of busybox (taskset(1)): which processors a process may use. Invariant: it asks and sets through
 * sched_getaffinity(2) and sched_setaffinity(2) alone. Left out: -a, for a process here is one thread.
 */
import { cpuList, cpuMask, parseCpuList } from '../../kernel/affinity.ts';
import { namespacePid } from '../../kernel/ids.ts';
import type { Program } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';

export const taskset = (gnu: boolean) =>
  function* (context: Context): Program {
    const { operands } = context;
    const [first, second] = operands;
    if (first === undefined) throw new UsageFailure(gnu ? 'bad usage' : '');
    if (context.has('p')) {
      const pid = second ?? first;
      return yield* ofProcess(context, gnu, pid, second === undefined ? null : first);
    }
    if (second === undefined) throw new UsageFailure(gnu ? 'bad usage' : '');
    yield* set(context, gnu, 0, first);
    return yield* become(context, gnu, operands.slice(1));
  };

function* become(context: Context, gnu: boolean, argv: readonly string[]): Program {
  try {
    return yield* execvp(context.sys, argv);
  } catch (error) {
    const why = gnu
      ? `failed to execute ${argv[0]}: ${words(error)}`
      : `can't execute '${argv[0]}': ${words(error)}`;
    throw new Failure(why, errnoOf(error) === 'ENOENT' ? 127 : 126);
  }
}

function* ofProcess(context: Context, gnu: boolean, pidText: string, wanted: string | null): Program {
  if (!/^\d+$/.test(pidText))
    throw new Failure(gnu ? `invalid PID argument: '${pidText}'` : `invalid number '${pidText}'`);
  const pid = Number(pidText);
  yield* tell(context, gnu, pid, 'current');
  if (wanted === null) return 0;
  yield* set(context, gnu, pid, wanted);
  yield* tell(context, gnu, pid, 'new');
  return 0;
}

function* tell(context: Context, gnu: boolean, pid: number, which: string) {
  let cpus: readonly number[];
  try {
    cpus = context.sys.getaffinity(namespacePid(pid));
  } catch (error) {
    throw new Failure(`${gnu ? 'failed to' : "can't"} get pid ${pid}'s affinity: ${words(error)}`);
  }
  const list = gnu ? cpuList(cpus).replace(/(^|,)(\d+)-(\d+)/g, pairs) : cpuList(cpus);
  const shown = context.has('c') ? `list: ${list}` : `mask: ${cpuMask(cpus)}`;
  yield* context.out(`pid ${pid}'s ${which} affinity ${shown}\n`);
}

/** util-linux writes two neighbours with a comma. */
const pairs = (range: string, before: string, first: string, last: string): string =>
  Number(last) === Number(first) + 1 ? `${before}${first},${last}` : range;

// biome-ignore lint/correctness/useYield: part of a program, called with yield*.
function* set(context: Context, gnu: boolean, pid: number, text: string) {
  const cpus = context.has('c') ? parseCpuList(text) : maskIn(text);
  if (cpus === null) {
    const kind = context.has('c') ? 'list' : 'mask';
    throw new Failure(gnu ? `failed to parse CPU ${kind}: ${text}` : `bad affinity '${text}'`);
  }
  try {
    context.sys.setaffinity(namespacePid(pid), [...cpus]);
  } catch (error) {
    throw new Failure(`${gnu ? 'failed to' : "can't"} set pid ${pid}'s affinity: ${words(error)}`);
  }
}

function maskIn(text: string): ReadonlySet<number> | null {
  const digits = /^(?:0x)?([0-9a-f]+)$/i.exec(text)?.[1];
  if (digits === undefined) return null;
  const bits = BigInt(`0x${digits}`);
  return new Set(
    Array.from({ length: digits.length * 4 }, (_, cpu) => cpu).filter(
      (cpu) => ((bits >> BigInt(cpu)) & 1n) === 1n,
    ),
  );
}
