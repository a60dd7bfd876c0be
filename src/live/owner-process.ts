import { readFile } from 'node:fs/promises';

/** A process, and when it began, because its number alone may come back as somebody else's. */
export interface OwnerProcess {
  readonly pid: number;
  /** Boot and start tick, proc_pid_stat(5); null where there is no /proc. */
  readonly started: string | null;
}

export async function ownProcess(): Promise<OwnerProcess> {
  return { pid: process.pid, started: await startOf(process.pid) };
}

/** Whether the process is certainly gone. In doubt it lives, and its containers stay. */
export async function isDead(owner: OwnerProcess): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  if (owner.started === null) return false;
  const started = await startOf(owner.pid);
  return started !== null && started !== owner.started;
}

async function startOf(pid: number): Promise<string | null> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const startTick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startTick === undefined ? null : `${boot.trim()}/${startTick}`;
  } catch {
    return null;
  }
}
