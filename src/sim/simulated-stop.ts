/** How the outside ends what runs in the foreground: as the terminal driver does for Ctrl-C, and then by SIGKILL. */
import type { Process } from './kernel/process.ts';
import type { Signal } from './kernel/signals.ts';
import { SysError } from './kernel/sys.ts';
import type { BootedMachine } from './simulated-boot.ts';

/** SIGINT to the foreground group, or to the shell itself while it runs a builtin. */
export function interruptForeground(machine: BootedMachine): void {
  const { foreground } = machine.lines;
  send(machine, foreground === null ? machine.session.pid.host : -foreground, 'INT');
}

/** SIGKILL to everything the shell has started and that is still its descendant. */
export function endForeground(machine: BootedMachine): void {
  for (const process of descendants(machine.session)) send(machine, process.pid.host, 'KILL');
}

function descendants(process: Process): Process[] {
  return [...process.children].flatMap((child) => [child, ...descendants(child)]);
}

function send(machine: BootedMachine, pid: number, signal: Signal): void {
  const init = machine.kernel.initialNamespaces.pid.init;
  if (init === null) return;
  try {
    machine.kernel.makeSys(init).kill(pid, signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
