/** Requests of supervisorctl that may take a while: a start is answered when the program runs or has failed, a stop when it has ended. */
import { parseSignal } from '../../../kernel/signals.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { MONTHS, momentOf } from '../server.ts';
import { type Child, quietKill } from './child.ts';
import type { Answer, Outcome, ProcessInfo } from './service.ts';
import type { Incoming } from './supervisord.ts';

interface Pending {
  readonly incoming: Incoming;
  readonly waitingFor: readonly Child[];
  readonly outcomes: Outcome[];
}

export class Requests {
  readonly #sys: Sys;
  readonly #children: readonly Child[];
  readonly #shutDown: () => Task<void>;
  #pending: Pending[] = [];

  constructor(sys: Sys, children: readonly Child[], shutDown: () => Task<void>) {
    this.#sys = sys;
    this.#children = children;
    this.#shutDown = shutDown;
  }

  *begin(incoming: Incoming): Task<void> {
    const { op, names } = incoming.asked;
    const all = names.length === 0 || names.includes('all');
    const outcomes: Outcome[] = [];
    const waitingFor: Child[] = [];
    const chosen = all
      ? this.#children
      : names.flatMap((name) => this.#children.find(({ config }) => config.name === name) ?? []);
    if (!all)
      for (const name of names)
        if (!this.#children.some(({ config }) => config.name === name))
          outcomes.push({ name, fault: 'BAD_NAME' });
    if (op === 'shutdown') yield* this.#shutDown();
    for (const child of chosen) {
      const fault = yield* this.#act(incoming, child, all);
      if (fault === 'wait') waitingFor.push(child);
      else if (fault !== 'skip') outcomes.push({ name: child.config.name, fault });
    }
    this.#pending.push({ incoming, waitingFor, outcomes });
    this.settle();
  }

  *#act({ asked }: Incoming, child: Child, all: boolean): Task<Outcome['fault'] | 'wait' | 'skip'> {
    const running = child.pid !== null;
    switch (asked.op) {
      case 'start':
        if (running) return all ? 'skip' : 'ALREADY_STARTED';
        child.backoff = 0;
        yield* child.spawn();
        return 'wait';
      case 'stop':
        if (!running && child.state !== 'BACKOFF') return all ? 'skip' : 'NOT_RUNNING';
        yield* child.stop();
        return 'wait';
      case 'signal': {
        const signal = parseSignal(asked.signal ?? '');
        if (signal === null) return 'BAD_SIGNAL';
        if (child.pid === null) return 'NOT_RUNNING';
        quietKill(this.#sys, child.pid, signal);
        return null;
      }
      default:
        return 'skip';
    }
  }

  /** Answers what has come to its end. */
  settle(): void {
    this.#pending = this.#pending.filter(({ incoming, waitingFor, outcomes }) => {
      const starting = incoming.asked.op === 'start';
      const settled = (child: Child): boolean => (starting ? child.state !== 'STARTING' : child.pid === null);
      if (!waitingFor.every(settled)) return true;
      const waited = waitingFor.map((child): Outcome => {
        const failed = starting && child.state !== 'RUNNING';
        return { name: child.config.name, fault: failed ? 'SPAWN_ERROR' : null };
      });
      const answer: Answer = {
        infos: this.#children.map((child) => this.#info(child)),
        outcomes: [...outcomes, ...waited].sort((a, b) => (a.name < b.name ? -1 : 1)),
        pid: this.#sys.getpid(),
      };
      incoming.replies.push(answer);
      return false;
    });
  }

  #info(child: Child): ProcessInfo {
    const { name, priority, autostart } = child.config;
    const { state } = child;
    return {
      name,
      state,
      pid: child.pid ?? 0,
      description: this.#describe(child),
      log: child.logs.stdout,
      priority,
      autostart,
    };
  }

  #describe(child: Child): string {
    switch (child.state) {
      case 'RUNNING':
      case 'STOPPING': {
        const seconds = Math.floor((this.#sys.realtimeMs() - child.startedMs) / 1000);
        return child.state === 'RUNNING' ? `pid ${child.pid}, uptime ${uptime(seconds)}` : '';
      }
      case 'STARTING':
        return '';
      case 'BACKOFF':
      case 'FATAL':
        return child.spawnError;
      case 'STOPPED':
      case 'EXITED':
        return child.everStarted ? moment(child.stoppedMs) : 'Not started';
    }
  }
}

/** As datetime.timedelta is printed. */
function uptime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const rest = seconds % 86_400;
  const clock = `${Math.floor(rest / 3600)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return days === 0 ? clock : `${days} ${days === 1 ? 'day' : 'days'}, ${clock}`;
}

/** `Nov 20 09:53 PM`. */
function moment(ms: number): string {
  const { month, day, time } = momentOf(ms);
  const hour = Number(time.slice(0, 2));
  const twelve = String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, '0');
  return `${MONTHS[Number(month) - 1]} ${day} ${twelve}:${time.slice(3, 5)} ${hour < 12 ? 'AM' : 'PM'}`;
}
