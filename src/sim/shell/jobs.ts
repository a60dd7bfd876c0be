/**
 * Models a shell's job table (bash(1) JOB CONTROL; POSIX XCU `jobs`, `wait`): background pipelines, their processes and
 * what became of them. Invariant: a process is entered before it can have ended and left only when its end was told.
 * Left out: jobs of which only a part is stopped.
 */
import type { NamespacePid } from '../kernel/ids.ts';
import type { Signal } from '../kernel/signals.ts';
import type { WaitStatus } from '../kernel/sys.ts';

export interface Job {
  readonly id: number;
  /** The processes of the pipeline; the last one's end is the job's. */
  readonly pids: readonly NamespacePid[];
  readonly text: string;
  readonly ended: Map<NamespacePid, WaitStatus>;
  /** The signal that stopped it, while it is. */
  stopped: Signal | null;
}

export class Jobs {
  readonly #jobs: Job[] = [];

  add(pids: readonly NamespacePid[], text: string): Job {
    const id = Math.max(0, ...this.#jobs.map((job) => job.id)) + 1;
    const job: Job = { id, pids, text, ended: new Map(), stopped: null };
    this.#jobs.push(job);
    return job;
  }

  /** A subshell knows the text of its parent's jobs but has none of its own children. */
  copyForSubshell(): Jobs {
    return new Jobs();
  }

  all(): readonly Job[] {
    return this.#jobs;
  }

  note(pid: NamespacePid, status: WaitStatus): void {
    const job = this.byPid(pid);
    if (job === undefined) return;
    if (status.kind === 'stopped') job.stopped = status.signal;
    else if (status.kind === 'continued') job.stopped = null;
    else job.ended.set(pid, status);
  }

  byPid(pid: NamespacePid): Job | undefined {
    return this.#jobs.find((job) => job.pids.includes(pid));
  }

  /** `%1`, `%%`, `%+`, `%-`, `%name`. */
  bySpec(spec: string): Job | undefined {
    const word = spec.slice(1);
    if (word === '' || word === '%' || word === '+') return this.byAge()[0];
    if (word === '-') return this.byAge()[1];
    if (/^\d+$/.test(word)) return this.#jobs.find((job) => job.id === Number(word));
    return this.#jobs.find((job) => job.text.startsWith(word));
  }

  /** The current job first, then the previous one: stopped ones before running ones, the newest before the others. */
  byAge(): readonly Job[] {
    const newest = [...this.#jobs].reverse();
    return [...newest.filter((job) => job.stopped !== null), ...newest.filter((job) => job.stopped === null)];
  }

  remove(job: Job): void {
    const at = this.#jobs.indexOf(job);
    if (at !== -1) this.#jobs.splice(at, 1);
  }
}

/** The end of a job is the end of its last process; null while that runs. */
export function jobEnd(job: Job): WaitStatus | null {
  const last = job.pids.at(-1);
  return last === undefined ? null : (job.ended.get(last) ?? null);
}
