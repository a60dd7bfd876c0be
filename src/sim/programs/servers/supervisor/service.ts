/** What supervisorctl asks of supervisord over its socket: the XML-RPC calls it makes, without XML. */
import type { Inbox } from '../../../engine/inbox.ts';
import type { Sys } from '../../../kernel/sys.ts';
import type { State } from './child.ts';

export interface ProcessInfo {
  readonly name: string;
  readonly state: State;
  readonly pid: number;
  /** The third column of `status`. */
  readonly description: string;
  readonly log: string | null;
  readonly priority: number;
  readonly autostart: boolean;
}

/** `names`: of programs, or `all`. */
export interface Asked {
  readonly op: 'info' | 'start' | 'stop' | 'signal' | 'shutdown' | 'pid';
  readonly names: readonly string[];
  readonly signal?: string;
}

/** How it went for one program. */
export interface Outcome {
  readonly name: string;
  readonly fault:
    | 'BAD_NAME'
    | 'ALREADY_STARTED'
    | 'NOT_RUNNING'
    | 'SPAWN_ERROR'
    | 'NO_FILE'
    | 'BAD_SIGNAL'
    | null;
}

export interface Answer {
  readonly infos: readonly ProcessInfo[];
  readonly outcomes: readonly Outcome[];
  readonly pid: number;
}

export interface SupervisorService {
  readonly ask: (client: Sys, asked: Asked) => Inbox<Answer>;
}
