/**
 * supervisord(1) 4.2.5: starts programs, looks after them, restarts what dies and ends them in order. Invariant: the lines of its log and the moments of
 * its states are those of the real one, which looks about once a second. Left out: reload, groups, event listeners, HTTP, log rotation.
 */
import { Inbox } from '../../../engine/inbox.ts';
import type { Signal } from '../../../kernel/signals.ts';
import {
  type Fd,
  type Program,
  type ProgramMain,
  STDERR,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../../../kernel/sys.ts';
import { err, out } from '../../lib/io.ts';
import { momentOf, noteSignals } from '../server.ts';
import { Child } from './child.ts';
import { ConfigError, type ProgramConfig, readConfig, type SupervisorConfig } from './config.ts';
import { Requests } from './requests.ts';
import type { Answer, Asked, SupervisorService } from './service.ts';

export const SUPERVISOR_VERSION = '4.2.5';
const TICK_MS = 1000;
const PLACES = ['/etc/supervisord.conf', '/etc/supervisor/supervisord.conf'];
const AS_ROOT =
  'Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.  If you intend to run as root, you can set user=root in the config file to avoid this message.';

export interface Incoming {
  readonly asked: Asked;
  readonly replies: Inbox<Answer>;
}

export const supervisord: ProgramMain = function* supervisordMain(sys, argv) {
  sys.setArgv(['/usr/bin/python3', '/usr/bin/supervisord', ...argv.slice(1)]);
  if (argv.includes('-v') || argv.includes('--version')) {
    yield* out(sys, `${SUPERVISOR_VERSION}\n`);
    return 0;
  }
  const at = argv.findIndex((word) => word === '-c' || word === '--configuration');
  const path = at < 0 ? PLACES.find((one) => sys.access(one, 'exists')) : argv[at + 1];
  const usage = 'For help, use /usr/bin/supervisord -h\n';
  if (path === undefined || !sys.access(path, 'exists')) {
    const what =
      path === undefined
        ? `No config file found at default paths (${PLACES.join(', ')}); use the -c option to specify a config file at a different path`
        : `could not find config file ${path}`;
    yield* err(sys, `Error: ${what}\n${usage}`);
    return 2;
  }
  let config: SupervisorConfig;
  try {
    config = yield* readConfig(sys, path);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield* err(sys, `Error: ${error.message}\n${usage}`);
    return 2;
  }
  const foreground = config.nodaemon || argv.includes('-n') || argv.includes('--nodaemon');
  if (foreground) return yield* new Supervisor(sys, config, true).run();
  sys.clone({}, function* (daemon): Program {
    daemon.setsid();
    const fd = yield* daemon.open('/dev/null', ['read', 'write']);
    for (const target of [STDIN, STDOUT, STDERR]) daemon.dup2(fd, target);
    return yield* new Supervisor(daemon, config, false).run();
  });
  return 0;
};

class Supervisor {
  readonly #sys: Sys;
  readonly #config: SupervisorConfig;
  readonly #shown: boolean;
  readonly #children: Child[] = [];
  readonly #came: Signal[];
  readonly #inbox: Inbox<Incoming>;
  #logFd: Fd | null = null;
  #ending = false;

  constructor(sys: Sys, config: SupervisorConfig, shown: boolean) {
    this.#sys = sys;
    this.#config = config;
    this.#shown = shown;
    this.#came = noteSignals(sys, ['TERM', 'INT', 'QUIT', 'CHLD']);
    this.#inbox = new Inbox<Incoming>(sys);
  }

  *run(): Program {
    const sys = this.#sys;
    yield* this.#openLog();
    if (sys.getuid() === 0 && this.#config.user === null) yield* this.#log('CRIT', AS_ROOT);
    else if (this.#config.user !== null)
      yield* this.#log('INFO', `Set uid to user ${sys.getuid()} succeeded`);
    for (const file of this.#config.included)
      yield* this.#log('INFO', `Included extra file "${file}" during parsing`);
    yield* this.#log('INFO', "RPC interface 'supervisor' initialized");
    yield* this.#log('CRIT', "Server 'unix_http_server' running without any HTTP authentication checking");
    this.#offer();
    yield* this.#log('INFO', `supervisord started with pid ${sys.getpid()}`);
    for (const config of this.#config.programs)
      this.#children.push(
        new Child(sys, config, this.#logsOf(config), (level, words) => this.#log(level, words)),
      );
    const requests = new Requests(sys, this.#children, () => this.#beginEnd());
    for (let nextMs = sys.monotonicMs() + TICK_MS; ; ) {
      yield* this.#wait(nextMs);
      yield* this.#signals();
      while (this.#inbox.size > 0) yield* requests.begin(yield* this.#inbox.take());
      yield* this.#reap();
      if (sys.monotonicMs() >= nextMs) {
        nextMs += TICK_MS;
        for (const child of this.#children) yield* child.tick(!this.#ending);
      }
      requests.settle();
      if (this.#ending && this.#children.every(({ pid }) => pid === null)) return 0;
    }
  }

  *#openLog(): Task<void> {
    try {
      this.#logFd = yield* this.#sys.open(this.#config.logfile, ['write', 'create', 'append'], 0o644);
      this.#logFd = this.#sys.dup(this.#logFd, 30);
      this.#sys.setCloexec(this.#logFd, true);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }

  *#log(level: string, words: string): Task<void> {
    const { year, month, day, time, millis } = momentOf(this.#sys.realtimeMs());
    const line = `${year}-${month}-${day} ${time},${millis} ${level} ${words}\n`;
    if (this.#shown) yield* out(this.#sys, line);
    if (this.#logFd !== null) yield* this.#sys.write(this.#logFd, line);
  }

  #offer(): void {
    const { socket } = this.#config;
    if (this.#sys.access(socket, 'exists')) this.#sys.unlink(socket);
    const inbox = this.#inbox;
    const service: SupervisorService = {
      ask: (client, asked) => {
        const replies = new Inbox<Answer>(client);
        inbox.push({ asked, replies });
        return replies;
      },
    };
    this.#sys.serveUnix(socket, service);
    this.#sys.chmod(socket, 0o700);
  }

  #logsOf({ name, stdoutLog, stderrLog, redirectStderr }: ProgramConfig) {
    const own = (stream: string): string => {
      const letters = 'abcdefghijklmnopqrstuvwxyz0123456789_';
      const mark = Array.from(
        { length: 8 },
        () => letters[Math.floor(this.#sys.random() * letters.length)],
      ).join('');
      return `${this.#config.childLogDirectory}/${name}-${stream}---supervisor-${mark}.log`;
    };
    return {
      stdout: stdoutLog === 'AUTO' ? own('stdout') : stdoutLog,
      stderr: redirectStderr ? null : stderrLog === 'AUTO' ? own('stderr') : stderrLog,
    };
  }

  *#wait(untilMs: number): Task<void> {
    const left = Math.max(0, untilMs - this.#sys.monotonicMs());
    if (this.#came.length > 0 || left === 0) return;
    try {
      yield* this.#sys.poll([this.#inbox.fd], left);
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    }
  }

  *#signals(): Task<void> {
    for (const signal of this.#came.splice(0)) {
      if (signal === 'CHLD') continue;
      yield* this.#log('WARN', `received SIG${signal} indicating exit request`);
      yield* this.#beginEnd();
    }
  }

  *#beginEnd(): Task<void> {
    if (this.#ending) return;
    this.#ending = true;
    const alive = this.#children.filter(({ pid }) => pid !== null);
    for (const child of this.#children) if (child.state === 'BACKOFF') child.state = 'STOPPED';
    if (alive.length > 0)
      yield* this.#log('INFO', `waiting for ${alive.map(({ config }) => config.name).join(', ')} to die`);
    for (const child of [...alive].reverse()) child.signalToStop();
  }

  *#reap(): Task<void> {
    try {
      for (;;) {
        const waited = yield* this.#sys.wait4('any', { nohang: true });
        if (waited === null) return;
        const child = this.#children.find(({ pid }) => pid === waited.pid);
        if (child === undefined)
          yield* this.#log(
            'INFO',
            `reaped unknown pid ${waited.pid} (${waited.status.kind === 'exited' ? `exit status ${waited.status.code}` : 'terminated'})`,
          );
        else yield* child.ended(waited.status);
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
}
