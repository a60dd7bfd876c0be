/** Controlling terminals: TIOCSCTTY, tcsetpgrp(3) as tty_ioctl(4) describes them. */
import type { Process } from './process.ts';
import type { ProcessGroup } from './process-group.ts';
import { SysError } from './sys.ts';
import type { Tty } from './tty.ts';

/** EPERM unless the caller leads a session without terminal and nobody has this one. */
export function attachTerminal(process: Process, tty: Tty): void {
  const { session } = process.group;
  if (session.tty === tty) return;
  if (session.leader !== process || session.tty !== null || tty.session !== null) throw new SysError('EPERM');
  session.tty = tty;
  tty.session = session;
  tty.setForeground(process.group);
}

/** The group of that number in the caller's session. EPERM. */
export function groupInSession(process: Process, pgid: number): ProcessGroup {
  for (const other of process.pidNamespace.processes.values()) {
    const { group } = other;
    if (group.session === process.group.session && group.pid.in(process.pidNamespace) === pgid) return group;
  }
  throw new SysError('EPERM');
}
