/**
 * One program under supervisord and its states (supervisord.org, "Process States"). Invariant: it is RUNNING once it has stayed up for startsecs,
 * FATAL after too many short lives; what it writes goes to its log. Times are seconds of the tick, as supervisord looks about once a second.
 */
import type { NamespacePid } from '../../../kernel/ids.ts';
import {
  type Program,
  STDERR,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
  type WaitStatus,
} from '../../../kernel/sys.ts';
import { execvp } from '../../lib/execvp.ts';
import { readUsers } from '../../lib/users.ts';
import type { ProgramConfig } from './config.ts';

export type State = 'STOPPED' | 'STARTING' | 'RUNNING' | 'BACKOFF' | 'STOPPING' | 'EXITED' | 'FATAL';
type Level = 'INFO' | 'WARN' | 'CRIT';
export type Log = (level: Level, words: string) => Task<void>;

export interface ChildLogs {
  /** Opened for appending; null where nothing is kept. */
  readonly stdout: string | null;
  readonly stderr: string | null;
}

export class Child {
  readonly config: ProgramConfig;
  readonly logs: ChildLogs;
  readonly #sys: Sys;
  readonly #log: Log;
  state: State = 'STOPPED';
  pid: NamespacePid | null = null;
  /** Milliseconds since the epoch. */
  startedMs = 0;
  stoppedMs = 0;
  delayUntilMs = 0;
  backoff = 0;
  spawnError = '';
  everStarted = false;
  #killAtMs = 0;

  constructor(sys: Sys, config: ProgramConfig, logs: ChildLogs, log: Log) {
    this.#sys = sys;
    this.config = config;
    this.logs = logs;
    this.#log = log;
  }

  *spawn(): Task<void> {
    const sys = this.#sys;
    const { name, argv } = this.config;
    this.everStarted = true;
    this.startedMs = sys.realtimeMs();
    this.state = 'STARTING';
    if (!canFind(sys, argv[0] ?? '')) {
      this.spawnError = `can't find command '${argv[0]}'`;
      yield* this.#log('INFO', `spawnerr: ${this.spawnError}`);
      this.#backOff();
      return;
    }
    const { config, logs } = this;
    this.pid = sys.clone({}, (child) => begin(child, config, logs));
    yield* this.#log('INFO', `spawned: '${name}' with pid ${this.pid}`);
  }

  /** What a second of waiting changes. */
  *tick(restarts: boolean): Task<void> {
    const now = this.#sys.realtimeMs();
    const { startSeconds, startRetries, name } = this.config;
    if (this.state === 'STARTING' && now - this.startedMs > startSeconds * 1000) {
      this.state = 'RUNNING';
      this.backoff = 0;
      const words = `success: ${name} entered RUNNING state, process has stayed up for > than ${startSeconds} seconds (startsecs)`;
      yield* this.#log('INFO', words);
    } else if (this.state === 'BACKOFF' && this.backoff > startRetries) {
      this.state = 'FATAL';
      this.backoff = 0;
      yield* this.#log('INFO', `gave up: ${name} entered FATAL state, too many start retries too quickly`);
    } else if (restarts && this.#isDue(now)) yield* this.spawn();
    else if (this.state === 'STOPPING' && now > this.#killAtMs && this.pid !== null) {
      yield* this.#log('WARN', `killing '${name}' (${this.pid}) with SIGKILL`);
      quietKill(this.#sys, this.pid, 'KILL');
      this.#killAtMs = now + 10_000;
    }
  }

  #isDue(now: number): boolean {
    if (this.state === 'STOPPED' && !this.everStarted) return this.config.autostart;
    if (this.state === 'BACKOFF') return now > this.delayUntilMs;
    return this.state === 'EXITED' && this.#restartsItself();
  }

  #expected = true;
  #restartsItself(): boolean {
    const { autorestart } = this.config;
    return autorestart === 'always' || (autorestart === 'unexpected' && !this.#expected);
  }

  *stop(): Task<void> {
    if (this.state === 'BACKOFF' || this.pid === null) {
      this.state = 'STOPPED';
      return;
    }
    yield* this.#log('INFO', `waiting for ${this.config.name} to stop`);
    this.signalToStop();
  }

  signalToStop(): void {
    if (this.pid === null) return;
    this.state = 'STOPPING';
    this.#killAtMs = this.#sys.realtimeMs() + this.config.stopWaitSeconds * 1000;
    quietKill(this.#sys, this.pid, this.config.stopSignal);
  }

  *ended(status: WaitStatus): Task<void> {
    const { name, exitCodes, startSeconds } = this.config;
    const now = this.#sys.realtimeMs();
    const how = wordsOf(status);
    const code = status.kind === 'exited' ? status.code : -1;
    this.pid = null;
    this.stoppedMs = now;
    if (this.state === 'STOPPING') {
      this.state = 'STOPPED';
      yield* this.#log(code === 0 ? 'INFO' : 'WARN', `stopped: ${name} (${how})`);
      return;
    }
    this.#expected = exitCodes.includes(code);
    if (this.state === 'STARTING' && now - this.startedMs < startSeconds * 1000) {
      this.spawnError = 'Exited too quickly (process log may have details)';
      this.#backOff();
      yield* this.#log('WARN', `exited: ${name} (${how}; not expected)`);
      return;
    }
    this.state = 'EXITED';
    this.backoff = 0;
    yield* this.#log(
      this.#expected ? 'INFO' : 'WARN',
      `exited: ${name} (${how}; ${this.#expected ? 'expected' : 'not expected'})`,
    );
  }

  #backOff(): void {
    this.state = 'BACKOFF';
    this.backoff += 1;
    this.delayUntilMs = this.#sys.realtimeMs() + this.backoff * 1000;
  }
}

const wordsOf = (status: WaitStatus): string =>
  status.kind === 'exited'
    ? `exit status ${status.code}`
    : `terminated by SIG${status.kind === 'signaled' ? status.signal : ''}`;

export function quietKill(sys: Sys, pid: number, signal: Parameters<Sys['kill']>[1]): void {
  try {
    sys.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function canFind(sys: Sys, command: string): boolean {
  if (command.includes('/')) return sys.access(command, 'exists');
  const path = sys.env.get('PATH') ?? '/bin:/usr/bin';
  return path.split(':').some((directory) => sys.access(`${directory}/${command}`, 'execute'));
}

/** In the child: log files for its output, the user it shall be, then the command. */
function* begin(sys: Sys, config: ProgramConfig, logs: ChildLogs): Program {
  sys.setpgid(0 as NamespacePid, 0 as NamespacePid);
  for (const signal of ['TERM', 'INT', 'QUIT', 'HUP', 'CHLD'] as const)
    sys.sigaction(signal, { kind: 'default' });
  yield* onto(sys, '/dev/null', STDIN);
  yield* onto(sys, logs.stdout ?? '/dev/null', STDOUT);
  if (config.redirectStderr) sys.dup2(STDOUT, STDERR);
  else yield* onto(sys, logs.stderr ?? '/dev/null', STDERR);
  if (config.user !== null) {
    const users = yield* readUsers(sys);
    const fields = users.fields(config.user) ?? [];
    if (sys.getuid() === 0)
      sys.setCredentials({
        uid: Number(fields[2] ?? 0),
        gid: Number(fields[3] ?? 0),
        groups: [Number(fields[3] ?? 0)],
      });
  }
  if (config.directory !== null) sys.chdir(config.directory);
  const env = new Map([
    ...sys.env,
    ['SUPERVISOR_ENABLED', '1'],
    ['SUPERVISOR_PROCESS_NAME', config.name],
    ['SUPERVISOR_GROUP_NAME', config.name],
    ...config.environment,
  ]);
  try {
    return yield* execvp(sys, config.argv, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* sys.write(
      STDERR,
      `supervisor: couldn't exec ${config.argv[0]}: ${error.errno}\nsupervisor: child process was not spawned\n`,
    );
    return 127;
  }
}

function* onto(sys: Sys, path: string, target: number): Task<void> {
  // What is already open as the wanted descriptor stays so.
  if (path === '/dev/stdout' || path === '/dev/fd/1' || path === '/proc/self/fd/1') {
    if (target !== STDOUT) sys.dup2(STDOUT, target);
    return;
  }
  if (path === '/dev/stderr' || path === '/dev/fd/2') {
    if (target !== STDERR) sys.dup2(STDERR, target);
    return;
  }
  const fd = yield* sys.open(path, target === STDIN ? ['read'] : ['write', 'create', 'append'], 0o644);
  sys.dup2(fd, target);
  sys.close(fd);
}
