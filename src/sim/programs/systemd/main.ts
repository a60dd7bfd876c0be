/**
 * systemd as PID 1 of a machine, systemd(1): offers the service manager and the journal to systemctl and journalctl, reaps orphans,
 * starts services again that ended by themselves. Invariant: ends never. Left out: units as files, targets, timers.
 */
import { type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { JOURNAL_SOCKET, Journal } from './journal.ts';
import { MANAGER_SOCKET, UnitManager } from './manager.ts';
import type { UnitCommand } from './unit.ts';

/** `mountAll` makes the file systems a booted machine has; `bootLog` is what the kernel said before PID 1. */
export const systemdMain = (
  services: readonly UnitCommand[],
  mountAll: (sys: Sys) => void,
  bootLog: (sys: Sys) => readonly string[],
): ProgramMain =>
  function* systemd(sys) {
    mountAll(sys);
    for (const text of bootLog(sys)) sys.logKernel(text);
    for (const signal of ['TERM', 'INT', 'HUP', 'USR1'] as const) sys.sigaction(signal, { kind: 'ignore' });
    sys.sigaction('CHLD', { kind: 'handle', handler: () => {} });
    sys.mkdir('/run/systemd');
    const journal = new Journal();
    const manager = new UnitManager(sys, journal, services, sys.realtimeMs() + BOOT_MS);
    const umask = sys.umask(0);
    sys.serveUnix(JOURNAL_SOCKET, journal);
    sys.serveUnix(MANAGER_SOCKET, manager);
    sys.umask(umask);
    for (;;) yield* serve(sys, manager);
  };

/** What the kernel and the first services take until the others are up. */
const BOOT_MS = 3000;

function* serve(sys: Sys, manager: UnitManager): Task<void> {
  try {
    const nextMs = manager.nextRestartMs();
    if (nextMs === null) {
      const ended = yield* sys.wait4('any');
      if (ended !== null) yield* manager.noteEnd(ended);
      return;
    }
    const ended = yield* sys.wait4('any', { nohang: true });
    if (ended !== null) return yield* manager.noteEnd(ended);
    if (nextMs > sys.monotonicMs()) yield* sys.sleep(nextMs - sys.monotonicMs());
    manager.restartDue();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ECHILD') yield* untilSignal(sys, manager.nextRestartMs());
  }
}

function* untilSignal(sys: Sys, untilMs: number | null): Task<void> {
  try {
    if (untilMs === null) yield* sys.pause();
    else yield* sys.sleep(Math.max(0, untilMs - sys.monotonicMs()));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
