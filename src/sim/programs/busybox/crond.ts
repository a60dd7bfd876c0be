/**
 * Models crond of busybox 1.38 (crond.c): it wakes at each full minute of the virtual clock and runs what is due. Invariants: without
 * -f it forks and its parent ends at once, which ends a container; it reaps only the jobs it started. Log levels below 8, mail to
 * MAILTO and `@` lines are left out, and -S logs to nobody, for no syslogd listens.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { type Program, STDERR, STDIN, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { busybox, type Context, Failure, words } from '../lib/program.ts';
import { readGroups, readUsers } from '../lib/users.ts';
import { civil } from '../procps/columns.ts';
import { type CronLine, parseCronLine, runsAt } from './cron-lines.ts';

const DEFAULT_DIRECTORY = '/var/spool/cron/crontabs';
/** crontab leaves it for crond, which takes it away. */
const UPDATE_FILE = 'cron.update';
const LEAST_LEVEL = 8;
const MINUTE_MS = 60_000;
/** While jobs run it looks oftener. */
const BUSY_MS = 10_000;

interface Job {
  readonly user: string;
  readonly line: CronLine;
  pid: NamespacePid | null;
}

export const crond = busybox({ short: 'fbSl:L:c:', run: crondRun });

function* crondRun(context: Context): Program {
  const level = context.value('l');
  if (level !== null && !/^\d+$/.test(level)) throw new Failure(`invalid number '${level}'`);
  if (level !== null && Number(level) < LEAST_LEVEL)
    throw new Failure('log levels below 8 are real, but this simulator does not model them', 2);
  const order = context.options.order.filter((key) => key === 'f' || key === 'b');
  if (order.at(-1) === 'f') return yield* new Daemon(context.sys, context).run();
  context.sys.clone({}, function* (sys): Program {
    sys.setsid();
    yield* intoNull(sys);
    return yield* new Daemon(sys, context).run();
  });
  return 0;
}

function* intoNull(sys: Sys): Task<void> {
  const fd = yield* sys.open('/dev/null', ['read', 'write']);
  for (const target of [STDIN, STDOUT, STDERR]) sys.dup2(fd, target);
  if (fd > STDERR) sys.close(fd);
}

class Daemon {
  readonly #sys: Sys;
  readonly #context: Context;
  #jobs: Job[] = [];
  #directoryMtimeMs = 0;

  constructor(sys: Sys, context: Context) {
    this.#sys = sys;
    this.#context = context;
  }

  *run(): Program {
    const sys = this.#sys;
    const directory = this.#context.value('c') ?? DEFAULT_DIRECTORY;
    yield* this.#openLog();
    try {
      sys.chdir(directory);
    } catch (error) {
      yield* this.#log(`can't change directory to '${directory}': ${words(error)}`);
      return 1;
    }
    yield* this.#log(`crond (busybox 1.38.0) started, log level ${this.#context.value('l') ?? '8'}`);
    yield* this.#readDirectory();
    for (let busy = false; ; ) {
      const before = sys.realtimeMs();
      const period = busy ? BUSY_MS : MINUTE_MS;
      yield* sys.sleep(period - (before % period));
      if (sys.stat('.').mtimeMs !== this.#directoryMtimeMs) {
        this.#directoryMtimeMs = sys.stat('.').mtimeMs;
        yield* this.#readDirectory();
      }
      yield* this.#startDue(before, sys.realtimeMs());
      busy = yield* this.#reapJobs();
    }
  }

  *#openLog(): Task<void> {
    const path = this.#context.value('L');
    if (path === null) return;
    try {
      const fd = yield* this.#sys.open(path, ['write', 'create', 'append'], 0o600);
      this.#sys.dup2(fd, STDERR);
      this.#sys.close(fd);
    } catch (error) {
      throw new Failure(`can't open '${path}': ${words(error)}`);
    }
  }

  *#log(message: string): Task<void> {
    if (this.#context.value('L') !== null) yield* this.#sys.write(STDERR, `crond: ${message}\n`);
  }

  *#readDirectory(): Task<void> {
    const users = yield* readUsers(this.#sys);
    this.#jobs = this.#jobs.filter((job) => job.pid !== null);
    for (const { name } of this.#sys.readdir('.')) {
      if (name === UPDATE_FILE) this.#sys.unlink(name);
      // No user's table has a dot in its name.
      if (name.includes('.')) continue;
      if (users.id(name) === null) yield* this.#log(`ignoring file '${name}' (no such user)`);
      else yield* this.#readCrontab(name);
    }
  }

  *#readCrontab(user: string): Task<void> {
    for (const text of (yield* readText(this.#sys, user)).split('\n')) {
      if (text.startsWith('@'))
        throw new Failure(`lines such as '${text}' are real, but this simulator does not model them`, 2);
      const line = parseCronLine(text);
      if (line === null) continue;
      if ('parseErrorAt' in line) yield* this.#log(`user ${user}: parse error at ${line.parseErrorAt}`);
      else this.#jobs.push({ user, line, pid: null });
    }
  }

  /** Every full minute after the one and up to the other. */
  *#startDue(afterMs: number, untilMs: number): Task<void> {
    const first = Math.floor(afterMs / MINUTE_MS) + 1;
    for (let minute = first; minute * MINUTE_MS <= untilMs; minute++) {
      const due = this.#jobs.filter((job) => job.pid === null && runsAt(job.line, minuteOf(minute)));
      for (const job of due) {
        job.pid = this.#sys.clone({}, (sys) => becomeJob(sys, job));
        yield* this.#log(`USER ${job.user} pid ${String(job.pid).padStart(3)} cmd ${job.line.command}`);
      }
    }
  }

  /** True while some still run. */
  *#reapJobs(): Task<boolean> {
    for (const job of this.#jobs)
      if (job.pid !== null && (yield* this.#sys.wait4(job.pid, { nohang: true })) !== null) job.pid = null;
    return this.#jobs.some((job) => job.pid !== null);
  }
}

function minuteOf(minutes: number) {
  const hours = Math.floor(minutes / 60);
  return { ...civil(Math.floor(hours / 24)), hour: hours % 24, minute: minutes % 60 };
}

/** In the child: the user's own ids, home and environment, then the shell. */
function* becomeJob(sys: Sys, { user, line }: Job): Program {
  const row = (yield* readUsers(sys)).fields(user) ?? [];
  const groups = (yield* readGroups(sys)).rows
    .filter((group) => group[3]?.split(',').includes(user))
    .map((group) => Number(group[2]));
  const home = row[5] ?? '/';
  sys.setpgid(0 as NamespacePid, 0 as NamespacePid);
  sys.setCredentials({ uid: Number(row[2]), gid: Number(row[3]), groups: [Number(row[3]), ...groups] });
  const env = new Map([...sys.env, ['USER', user], ['LOGNAME', user], ['HOME', home], ['SHELL', '/bin/sh']]);
  try {
    sys.chdir(home);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    sys.chdir('/');
  }
  try {
    return yield* sys.execve('/bin/sh', ['/bin/sh', '-c', line.command], env);
  } catch (error) {
    yield* sys.write(STDERR, `crond: can't execute '/bin/sh' for user ${user}: ${words(error)}\n`);
    return 1;
  }
}
