/**
 * Models Debian's cron 3.0pl1 (cron(8)): wakes at each full minute of the virtual clock, reads tables that have changed, runs what is due. Invariants:
 * without -f it forks and its parent ends; a job has a small environment of its own, not the container's. Left out: mail, PAM, daylight saving.
 */
import {
  type Program,
  type ProgramMain,
  STDERR,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../../../kernel/sys.ts';
import { runsAt } from '../../busybox/cron-lines.ts';
import { err, readText } from '../../lib/io.ts';
import { readUsers } from '../../lib/users.ts';
import { civil } from '../../procps/columns.ts';
import { type CronJob, parseTable } from './tables.ts';

const PID_FILE = '/var/run/crond.pid';
const MINUTE_MS = 60_000;
const SPOOL = '/var/spool/cron/crontabs';

export const cron: ProgramMain = function* cronMain(sys, argv) {
  const args = argv.slice(1);
  const foreign = args.find((word) => /^-[^flLnx]/.test(word) || word === '-x');
  if (foreign !== undefined) {
    yield* err(sys, `cron: invalid option -- '${foreign[1]}'\nusage: cron\n`);
    return 1;
  }
  const other = yield* lockHolder(sys);
  if (other !== null) {
    yield* err(
      sys,
      `cron: can't lock ${PID_FILE}, otherpid may be ${other}: Resource temporarily unavailable\n`,
    );
    return 1;
  }
  if (args.some((word) => /^-\w*f/.test(word))) return yield* daemon(sys);
  sys.clone({}, function* (child): Program {
    child.setsid();
    const fd = yield* child.open('/dev/null', ['read', 'write']);
    for (const target of [STDIN, STDOUT, STDERR]) child.dup2(fd, target);
    return yield* daemon(child);
  });
  return 0;
};

/** The process that holds the PID file, where it still lives. */
function* lockHolder(sys: Sys): Task<number | null> {
  try {
    const pid = Number(yield* readText(sys, PID_FILE));
    sys.kill(pid, 0);
    return pid === sys.getpid() ? null : pid;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

function* daemon(sys: Sys): Program {
  const fd = yield* sys.open(PID_FILE, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, `${sys.getpid()}\n`);
  sys.close(fd);
  for (const job of yield* readJobs(sys)) if (job.line === null) start(sys, job);
  for (;;) {
    const before = sys.realtimeMs();
    yield* sys.sleep(MINUTE_MS - (before % MINUTE_MS));
    yield* reap(sys);
    const minute = Math.floor(sys.realtimeMs() / MINUTE_MS);
    const hours = Math.floor(minute / 60);
    const now = { ...civil(Math.floor(hours / 24)), hour: hours % 24, minute: minute % 60 };
    for (const job of yield* readJobs(sys)) if (job.line !== null && runsAt(job.line, now)) start(sys, job);
  }
}

function* readJobs(sys: Sys): Task<readonly CronJob[]> {
  const users = yield* readUsers(sys);
  const jobs: CronJob[] = [];
  const files: [path: string, user: string | null][] = [['/etc/crontab', null]];
  for (const name of namesIn(sys, '/etc/cron.d'))
    if (/^[\w-]+$/.test(name)) files.push([`/etc/cron.d/${name}`, null]);
  for (const name of namesIn(sys, SPOOL)) if (users.id(name) !== null) files.push([`${SPOOL}/${name}`, name]);
  for (const [path, user] of files) {
    if (!sys.access(path, 'read')) continue;
    const stat = sys.stat(path);
    // A table others may write is not trusted.
    if ((stat.mode & 0o022) !== 0 || (user === null && stat.uid !== 0)) continue;
    const table = parseTable(yield* readText(sys, path), user);
    if (table.ok) jobs.push(...table.jobs.filter((job) => users.id(job.user) !== null));
  }
  return jobs;
}

function namesIn(sys: Sys, directory: string): readonly string[] {
  try {
    return sys.readdir(directory).map(({ name }) => name);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

function start(sys: Sys, job: CronJob): void {
  sys.clone({}, (child) => becomeJob(child, job));
}

/** Output would be mailed, and there is nobody to carry it. */
function* becomeJob(sys: Sys, { user, command, input, environment }: CronJob): Program {
  const row = (yield* readUsers(sys)).fields(user) ?? [];
  const [uid, gid, home] = [Number(row[2] ?? 0), Number(row[3] ?? 0), row[5] ?? '/'];
  sys.setsid();
  const nothing = yield* sys.open('/dev/null', ['read', 'write']);
  for (const target of [STDIN, STDOUT, STDERR]) sys.dup2(nothing, target);
  if (input !== null) {
    const [read, write] = sys.pipe();
    yield* sys.write(write, input);
    sys.close(write);
    sys.dup2(read, STDIN);
  }
  sys.setCredentials({ uid, gid, groups: [gid] });
  const env = new Map([
    ['HOME', home],
    ['LOGNAME', user],
    ['PATH', '/usr/bin:/bin'],
    ['SHELL', '/bin/sh'],
    ...environment,
  ]);
  sys.chdir(sys.access(env.get('HOME') ?? '/', 'exists') ? (env.get('HOME') ?? '/') : '/');
  const shell = env.get('SHELL') ?? '/bin/sh';
  return yield* sys.execve(shell, [shell, '-c', command], env);
}

function* reap(sys: Sys): Task<void> {
  try {
    while ((yield* sys.wait4('any', { nohang: true })) !== null);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
