/**
 * Models the service manager of systemd(1): which units there are, what runs of them, starting and stopping them. Invariant: what runs
 * is read from the cgroups of the services. Left out: dependencies and ordering, transactions, reload; sockets start no service.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { type Sys, SysError, type Task, type Waited } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import type { Journal } from './journal.ts';
import { type UnitCommand, type UnitFile, unitFile } from './unit.ts';

export const MANAGER_SOCKET = '/run/systemd/private';
const STOP_TIMEOUT_MS = 90_000;
const LOOK_MS = 10;

export type ActiveState = 'active' | 'inactive' | 'failed';

export interface UnitStatus {
  readonly file: UnitFile;
  readonly active: ActiveState;
  readonly sub: string;
  /** Since when it is so; milliseconds since the epoch. */
  readonly sinceMs: number;
  readonly mainPid: number | null;
  readonly pids: readonly number[];
  readonly cgroup: string;
  /** How the main process last ended. */
  readonly ended: { readonly pid: number; readonly words: string } | null;
}

interface Unit {
  readonly file: UnitFile;
  readonly command: UnitCommand;
  sinceMs: number;
  mainPid: number | null;
  failed: boolean;
  /** Stopped by somebody: not started again by itself. */
  stopped: boolean;
  restartAtMs: number | null;
  ended: UnitStatus['ended'];
}

export class UnitManager {
  readonly #sys: Sys;
  readonly #journal: Journal;
  readonly #units = new Map<string, Unit>();
  /** Socket units of services, and whether they are active. */
  readonly #sockets = new Map<string, boolean>();

  /** `sys` is PID 1's. Units are taken to have been started at `bootedMs`. */
  constructor(sys: Sys, journal: Journal, commands: readonly UnitCommand[], bootedMs: number) {
    this.#sys = sys;
    this.#journal = journal;
    for (const command of commands) {
      const name = command.cgroup.split('/').at(-1) ?? '';
      if (!name.endsWith('.service')) continue;
      const { triggeredBy } = unitFile(name);
      if (triggeredBy !== null) this.#sockets.set(triggeredBy, true);
      this.#units.set(name, {
        file: unitFile(name),
        command,
        sinceMs: bootedMs,
        mainPid: null,
        failed: false,
        stopped: false,
        restartAtMs: null,
        ended: null,
      });
    }
  }

  names(): readonly string[] {
    return [...this.#units.keys()].sort();
  }

  has(name: string): boolean {
    return this.#units.has(name);
  }

  *status(name: string): Task<UnitStatus | null> {
    const unit = this.#units.get(name);
    if (unit === undefined) return null;
    const pids = yield* this.#pids(unit);
    const running = pids.length > 0;
    const active = running ? 'active' : unit.failed ? 'failed' : 'inactive';
    return {
      file: unit.file,
      active,
      sub: running ? 'running' : unit.failed ? 'failed' : 'dead',
      sinceMs: unit.sinceMs,
      mainPid: running ? (unit.mainPid ?? Math.min(...pids)) : null,
      pids,
      cgroup: unit.command.cgroup,
      ended: unit.ended,
    };
  }

  /** False when there is no such unit. */
  *start(name: string): Task<boolean> {
    if (this.#setSocket(name, true)) return true;
    const unit = this.#units.get(name);
    if (unit === undefined) return false;
    unit.stopped = false;
    if ((yield* this.#pids(unit)).length === 0) this.#begin(unit);
    return true;
  }

  /** Waits in `client` until the last process is gone. */
  *stop(client: Sys, name: string): Task<boolean> {
    if (this.#setSocket(name, false)) return true;
    const unit = this.#units.get(name);
    if (unit === undefined) return false;
    unit.stopped = true;
    unit.restartAtMs = null;
    unit.failed = false;
    let pids = yield* this.#pids(unit);
    if (pids.length === 0) return true;
    this.#say(`Stopping ${this.#title(unit)}...`, name);
    this.#signal(pids, 'TERM');
    const untilMs = client.monotonicMs() + STOP_TIMEOUT_MS;
    while (pids.length > 0) {
      if (client.monotonicMs() > untilMs) this.#signal(pids, 'KILL');
      yield* client.sleep(LOOK_MS);
      pids = yield* this.#pids(unit);
    }
    unit.mainPid = null;
    unit.sinceMs = this.#sys.realtimeMs();
    this.#say(`${name}: Deactivated successfully.`, name);
    this.#say(`Stopped ${this.#title(unit)}.`, name);
    return true;
  }

  /** Whether there is such a socket unit; it listens for its service and starts nothing here. */
  #setSocket(name: string, active: boolean): boolean {
    if (!this.#sockets.has(name)) return false;
    this.#sockets.set(name, active);
    return true;
  }

  /** `systemctl kill`. */
  *kill(name: string, signal: Parameters<Sys['kill']>[1]): Task<boolean> {
    const unit = this.#units.get(name);
    if (unit === undefined) return false;
    this.#signal(yield* this.#pids(unit), signal);
    return true;
  }

  /** PID 1 heard of the end of one of its children. */
  *noteEnd({ pid, status }: Waited): Task<void> {
    for (const [name, unit] of this.#units) {
      const main = unit.mainPid === pid || (unit.mainPid === null && !unit.stopped && unit.ended === null);
      if (!main || (yield* this.#pids(unit)).length > 0 || unit.stopped) continue;
      const code = status.kind === 'exited' ? status.code : 0;
      const words =
        status.kind === 'signaled'
          ? `code=killed, signal=${status.signal}`
          : `code=exited, status=${code}${code === 0 ? '/SUCCESS' : ''}`;
      unit.ended = { pid, words };
      unit.mainPid = null;
      unit.failed = words !== 'code=exited, status=0/SUCCESS';
      unit.sinceMs = this.#sys.realtimeMs();
      this.#say(`${name}: Main process exited, ${words.replace('signal=', 'status=9/')}`, name);
      if (unit.file.restartAfterMs !== null)
        unit.restartAtMs = this.#sys.monotonicMs() + unit.file.restartAfterMs;
      return;
    }
  }

  /** When the next unit is due to be started again, null for none. */
  nextRestartMs(): number | null {
    const times = [...this.#units.values()].flatMap(({ restartAtMs }) =>
      restartAtMs === null ? [] : [restartAtMs],
    );
    return times.length === 0 ? null : Math.min(...times);
  }

  restartDue(): void {
    for (const [name, unit] of this.#units) {
      if (unit.restartAtMs === null || unit.restartAtMs > this.#sys.monotonicMs()) continue;
      unit.restartAtMs = null;
      this.#say(`${name}: Scheduled restart job, restart counter is at 1.`, name);
      this.#begin(unit);
    }
  }

  #title({ file }: Unit): string {
    return `${file.name} - ${file.description}`;
  }

  #say(text: string, unit: string): void {
    this.#journal.write({ timeMs: this.#sys.realtimeMs(), unit, identifier: 'systemd', pid: 1, text });
  }

  #begin(unit: Unit): void {
    const { command, file } = unit;
    this.#say(`Starting ${this.#title(unit)}...`, file.name);
    unit.mainPid = startCommand(this.#sys, command);
    unit.sinceMs = this.#sys.realtimeMs();
    unit.failed = false;
    this.#say(`Started ${this.#title(unit)}.`, file.name);
  }

  #signal(pids: readonly number[], signal: Parameters<Sys['kill']>[1]): void {
    for (const pid of pids) {
      try {
        this.#sys.kill(pid, signal);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
  }

  *#pids({ command }: Unit): Task<readonly number[]> {
    try {
      const text = yield* readText(this.#sys, `/sys/fs/cgroup${command.cgroup}/cgroup.procs`);
      return text
        .split('\n')
        .filter((word) => word !== '')
        .map(Number);
    } catch (error) {
      if (error instanceof SysError) return [];
      throw error;
    }
  }
}

/** A child of PID 1 in the cgroup of the service, with nothing open. */
export function startCommand(sys: Sys, command: UnitCommand): NamespacePid {
  let path = '/sys/fs/cgroup';
  for (const part of command.cgroup.split('/').filter((one) => one !== '')) {
    path += `/${part}`;
    if (!sys.access(path, 'exists')) sys.mkdir(path);
  }
  return sys.clone({ cgroup: command.cgroup }, function* run(child) {
    child.setsid();
    for (const one of ['TERM', 'INT', 'HUP', 'USR1'] as const) child.sigaction(one, { kind: 'default' });
    const nothing = yield* child.open('/dev/null', ['read', 'write']);
    for (const fd of [0, 1, 2]) child.dup2(nothing, fd);
    if (nothing > 2) child.close(nothing);
    if (command.uid !== 0)
      child.setCredentials({ uid: command.uid, gid: command.uid, groups: [command.uid] });
    return yield* child.execve(command.path, command.argv, new Map([['PATH', '/usr/sbin:/usr/bin']]));
  });
}
