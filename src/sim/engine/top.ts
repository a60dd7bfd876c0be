/**
 * `docker top`: the host's own ps, run by the daemon, with the lines of this container's processes kept (moby
 * `daemon/top_unix.go`). So its PIDs are the host's.
 */
import { STDERR, STDOUT, SysError, type Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError, notRunning } from './errors.ts';
import { readFile } from './host-files.ts';
import { cgroupDirectory } from './paths.ts';
import { restarting } from './pause.ts';

export interface TopTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function* topContainer(engine: Engine, reference: string, psArgs: readonly string[]): Task<TopTable> {
  const container = engine.containers.get(reference);
  if (!container.state.running) throw notRunning(container.id);
  if (container.state.restarting) throw restarting(container);
  const args = psArgs.length === 0 ? ['-ef'] : psArgs;
  const procs = yield* readFile(engine.sys, `${cgroupDirectory(container)}/cgroup.procs`);
  const pids = new Set((procs ?? '').split('\n').filter((line) => line !== ''));
  return keepOwn(yield* runPsOn(engine, args, pids), pids);
}

/** moby asks for these processes alone, and again without that where it does not go together with the other words. */
function* runPsOn(engine: Engine, args: readonly string[], pids: ReadonlySet<string>): Task<string> {
  try {
    return yield* runPs(engine, [...args, `-q${[...pids].join(',')}`]);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return yield* runPs(engine, args);
  }
}

function* runPs(engine: Engine, args: readonly string[]): Task<string> {
  const { sys } = engine;
  const [read, write] = sys.pipe();
  const argv = ['ps', ...args];
  const child = sys.clone({ argv }, function* (own) {
    own.dup2(write, STDOUT);
    own.dup2(write, STDERR);
    own.close(read);
    own.close(write);
    try {
      yield* own.execve('/usr/bin/ps', argv, new Map(own.env));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    return 127;
  });
  sys.close(write);
  const decoder = new TextDecoder();
  let output = '';
  for (;;) {
    const data = yield* sys.read(read, 65536);
    if (data.length === 0) break;
    output += decoder.decode(data, { stream: true });
  }
  sys.close(read);
  const waited = yield* sys.wait4(child);
  if (waited?.status.kind === 'exited' && waited.status.code === 0) return output;
  const [why = ''] = output.trim().split('\n');
  throw new EngineError('system', `ps: ${why}`);
}

function keepOwn(output: string, pids: ReadonlySet<string>): TopTable {
  const lines = output.split('\n').filter((line) => line !== '');
  const titles = (lines[0] ?? '').trim().split(/\s+/);
  const pidColumn = titles.indexOf('PID');
  if (pidColumn < 0) throw new EngineError('system', "Couldn't find PID field in ps output");
  const rows: string[][] = [];
  for (const line of lines.slice(1)) {
    const row = fields(line, titles.length);
    if (pids.has(row[pidColumn] ?? '')) rows.push(row);
  }
  return { titles, rows };
}

/** The last column takes what is left of the line, as fieldsASCII does. */
function fields(line: string, count: number): string[] {
  const words = line.trim().split(/\s+/);
  return words.length <= count ? words : [...words.slice(0, count - 1), words.slice(count - 1).join(' ')];
}
