/**
 * Models process groups and sessions (credentials(7), setsid(2)). Invariant: every process is in one group and
 * every group in one session; an id stays taken while the group or session has a member.
 */
import type { Pid, Process } from './process.ts';
import type { Tty } from './tty.ts';

export class Session {
  readonly pid: Pid;
  leader: Process | null = null;
  tty: Tty | null = null;

  constructor(pid: Pid) {
    this.pid = pid;
  }
}

export class ProcessGroup {
  readonly pid: Pid;
  readonly session: Session;
  readonly members = new Set<Process>();

  constructor(pid: Pid, session: Session) {
    this.pid = pid;
    this.session = session;
  }
}

export function joinGroup(process: Process, group: ProcessGroup): void {
  process.group.members.delete(process);
  process.group = group;
  group.members.add(process);
}

/** No member has a parent in the same session but another group: nobody could continue it (credentials(7)). */
export function isOrphaned(group: ProcessGroup): boolean {
  for (const { parent } of group.members) {
    if (parent !== null && parent.group !== group && parent.group.session === group.session) return false;
  }
  return true;
}
