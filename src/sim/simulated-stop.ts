/** How the outside ends what runs in the foreground: as the terminal driver does for Ctrl-C, and then by SIGKILL. */
import type { Process } from './kernel/process.ts';
import type { Signal } from './kernel/signals.ts';
import { SysError } from './kernel/sys.ts';
import { type BootedMachine, restartShell } from './simulated-boot.ts';

/** Virtual time a command has after SIGINT before SIGKILL. */
const GRACE_MS = 12_000;
const GRACE_STEPS = 20_000;

/** SIGINT, a grace period, SIGKILL. */
export async function endLine(
  machine: BootedMachine,
  over: () => boolean,
  { yieldToHost, mute }: { readonly yieldToHost: () => Promise<void>; readonly mute: () => void },
): Promise<void> {
  const bounds = { maxVirtualMs: GRACE_MS, maxSteps: GRACE_STEPS };
  interruptForeground(machine);
  await yieldToHost();
  machine.kernel.runUntil(over, bounds);
  if (over()) return;
  mute();
  endForeground(machine);
  machine.kernel.runUntil(over, bounds);
  if (over() && !machine.session.ended) return;
  restartShell(machine);
}

/** SIGINT to the foreground group, or to the shell itself while it runs a builtin. */
function interruptForeground(machine: BootedMachine): void {
  const { foreground } = machine.lines;
  send(machine, foreground === null ? machine.session.pid.host : -foreground, 'INT');
}

/** SIGKILL to everything the shell has started and that is still its descendant. */
function endForeground(machine: BootedMachine): void {
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
