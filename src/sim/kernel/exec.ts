/**
 * Models execve(2): the program changes, the process stays. Invariants: on failure nothing has changed; handlers
 * go back to default while ignored signals stay ignored; descriptors without close-on-exec stay open. `#!` lines
 * are followed as binfmt_script does. Left out: binfmt_misc, argument size limits, vfork.
 */
import { RESCHEDULE } from './blocking.ts';
import { afterExec } from './credentials.ts';
import type { Executable } from './file-system.ts';
import type { Kernel } from './kernel.ts';
import { releaseHeld, setMemory } from './memory.ts';
import type { Process } from './process.ts';
import { type Environment, type ProgramMain, type Sys, SysError, type Task } from './sys.ts';

const MAX_INTERPRETERS = 5;
const COMM_LENGTH = 15;
/** What a program that just began holds: its stack and heap, and the pages of its file that were touched. */
const STACK_BYTES = 131_072;
const MAPPED_BYTES = 1_441_792;

interface Loaded {
  readonly main: ProgramMain;
  readonly argv: readonly string[];
  readonly file: Extract<Executable, { kind: 'program' }>;
}

export function* exec(
  kernel: Kernel,
  process: Process,
  sys: Sys,
  path: string,
  argv: readonly string[],
  env: Environment,
): Task<never> {
  loadProgram(kernel, process, sys, path, argv, env);
  for (;;) yield RESCHEDULE;
}

/** Puts the program in place; the next step of the process is its first. */
export function loadProgram(
  kernel: Kernel,
  process: Process,
  sys: Sys,
  path: string,
  argv: readonly string[],
  env: Environment,
): void {
  const loaded = resolve(kernel, process, path, argv);
  process.argv = loaded.argv;
  process.comm = (path.split('/').pop() ?? path).slice(0, COMM_LENGTH);
  process.exe = loaded.file.path;
  process.env = new Map(env);
  process.credentials = afterExec(process.credentials, loaded.file.setId);
  process.executed = true;
  const { time } = process.namespaces;
  time.offsets = { ...time.offsets, mayBeSet: false };
  process.pending.clear();
  process.interrupted = 'no';
  for (const [signal, disposition] of [...process.dispositions]) {
    if (disposition.kind === 'handle') process.dispositions.delete(signal);
  }
  process.fds.closeOnExec();
  releaseHeld(kernel, process);
  setMemory(kernel, process, STACK_BYTES + Math.min(loaded.file.sizeBytes, MAPPED_BYTES));
  if (process.ended) return;
  process.program = loaded.main(sys, loaded.argv);
}

function resolve(kernel: Kernel, process: Process, path: string, argv: readonly string[]): Loaded {
  let at = path;
  let args: readonly string[] = argv.length === 0 ? [''] : argv;
  for (let depth = 0; depth <= MAX_INTERPRETERS; depth += 1) {
    const file = kernel.vfs.executable(process, at);
    if (file.kind === 'program') {
      const main = kernel.programs(file.program);
      if (main === null) throw new SysError('ENOEXEC');
      return { main, argv: args, file };
    }
    const argument = file.argument === null ? [] : [file.argument];
    args = [file.interpreter, ...argument, at, ...args.slice(1)];
    at = file.interpreter;
  }
  throw new SysError('ELOOP');
}
