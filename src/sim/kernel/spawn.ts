/**
 * Models what the kernel does after boot (kernel_init: execve of /sbin/init) and, not part of Linux, how the
 * outside starts a program: as the child of a process that exists, in a session of its own.
 */
import { moveToCgroup } from './cgroup.ts';
import { newProcess } from './clone.ts';
import { ROOT_CREDENTIALS } from './credentials.ts';
import { loadProgram } from './exec.ts';
import { endProcess, reap } from './exit.ts';
import { FdTable } from './fd-table.ts';
import type { Kernel } from './kernel.ts';
import type { OpenFile } from './open-file.ts';
import type { Process } from './process.ts';
import { initialRlimits } from './rlimits.ts';
import type { Tty } from './tty.ts';
import { attachTerminal } from './tty-control.ts';

export interface SpawnRequest {
  readonly path: string;
  readonly argv: readonly string[];
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  /** Descriptors 0, 1, 2 and on. */
  readonly stdio?: readonly OpenFile[];
  /** Makes this the controlling terminal of the new session. */
  readonly terminal?: Tty;
  /** Null or nothing: PID 1's child, or PID 1 itself when there is none yet. */
  readonly parent?: Process | null;
}

export function spawn(kernel: Kernel, request: SpawnRequest): Process {
  const parent = request.parent ?? kernel.initialNamespaces.pid.init;
  const state = {
    namespaces: parent?.namespaces ?? kernel.initialNamespaces,
    fs: parent?.fs ?? { root: kernel.vfs.initialRoot, cwd: kernel.vfs.initialRoot, umask: 0o022 },
  };
  const credentials = parent?.credentials ?? ROOT_CREDENTIALS;
  const rlimits = parent?.rlimits ?? initialRlimits(kernel.memoryBytes);
  const fds = new FdTable(rlimits.nofile.soft, kernel.limits.openFiles);
  const template = { credentials, fds, rlimits, group: null };
  const process = newProcess(kernel, template, state, parent);
  moveToCgroup(process, parent?.cgroup ?? kernel.rootCgroup);
  try {
    enter(kernel, process, request);
  } catch (error) {
    endProcess(kernel, process, { kind: 'exited', code: 127 });
    reap(kernel, process);
    throw error;
  }
  kernel.scheduler.makeReady(process);
  return process;
}

function enter(kernel: Kernel, process: Process, request: SpawnRequest): void {
  const sys = kernel.makeSys(process);
  for (const file of request.stdio ?? []) process.fds.install(file);
  if (request.terminal !== undefined) attachTerminal(process, request.terminal);
  if (request.cwd !== undefined) sys.chdir(request.cwd);
  loadProgram(kernel, process, sys, request.path, request.argv, new Map(request.env));
}
