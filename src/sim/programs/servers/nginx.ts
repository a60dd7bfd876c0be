/**
 * nginx(8): a master and a worker for each processor, which serve /usr/share/nginx/html. Invariant: log lines, process titles, what
 * QUIT, TERM, INT and HUP do, and headers are those of the real one. Left out: everything configurable but `-g`, `-t`, `-v`, `-s`.
 */
import {
  type Fd,
  type Program,
  type ProgramMain,
  STDERR,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { httpDate } from '../net/http.ts';
import { acceptOrSignal, listenOn, momentOf, noteSignals, untilSignal } from './server.ts';
import { type Asked, type Found, lookUp, quotedHeader, readRequest, respond } from './static-files.ts';

const VERSION = '1.31.3';
const ROOT = '/usr/share/nginx/html';
const WORKER = { uid: 101, gid: 101, groups: [101] };
const PID_FILE = '/run/nginx.pid';

export const nginx: ProgramMain = function* nginxMain(sys, argv) {
  const args = argv.slice(1);
  if (args.includes('-v')) {
    yield* err(sys, `nginx version: nginx/${VERSION}\n`);
    return 0;
  }
  if (args.includes('-t')) {
    const file = '/etc/nginx/nginx.conf';
    yield* err(
      sys,
      `nginx: the configuration file ${file} syntax is ok\nnginx: configuration file ${file} test is successful\n`,
    );
    return 0;
  }
  const sent = args.indexOf('-s');
  if (sent >= 0) return yield* signalMaster(sys, args[sent + 1] ?? '');
  const listener = yield* openPort(sys);
  if (listener === null) return 1;
  if (args.some((word) => /daemon\s+off/.test(word))) return yield* master(sys, argv, listener);
  sys.clone({}, function* (daemon) {
    daemon.setsid();
    return yield* master(daemon, argv, listener);
  });
  return 0;
};

const SIGNALS = { stop: 'TERM', quit: 'QUIT', reload: 'HUP', reopen: 'USR1' } as const;

function* signalMaster(sys: Sys, word: string): Program {
  if (!Object.hasOwn(SIGNALS, word)) {
    yield* err(sys, `nginx: invalid option: "-s ${word}"\n`);
    return 1;
  }
  try {
    const fd = yield* sys.open(PID_FILE, ['read']);
    const pid = Number(new TextDecoder().decode(yield* sys.read(fd, 32)));
    sys.close(fd);
    sys.kill(pid, SIGNALS[word as keyof typeof SIGNALS]);
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* err(sys, `nginx: [error] open() "${PID_FILE}" failed (2: No such file or directory)\n`);
    return 1;
  }
}

function* openPort(sys: Sys): Task<Fd | null> {
  const fd = listenOn(sys, 80);
  if (fd !== null) return fd;
  for (let tries = 0; tries < 5; tries += 1) {
    yield* log(sys, 'emerg', 'bind() to 0.0.0.0:80 failed (98: Address already in use)');
    yield* sys.sleep(500);
  }
  yield* log(sys, 'emerg', 'still could not bind()');
  return null;
}

function* log(sys: Sys, level: string, words: string): Task<void> {
  const { year, month, day, time } = momentOf(sys.realtimeMs());
  const pid = sys.getpid();
  yield* sys.write(STDERR, `${year}/${month}/${day} ${time} [${level}] ${pid}#${pid}: ${words}\n`);
}

function* master(sys: Sys, argv: readonly string[], listener: Fd): Program {
  sys.setArgv([`nginx: master process ${argv.join(' ')}`]);
  const came = noteSignals(sys, ['QUIT', 'TERM', 'INT', 'HUP', 'CHLD']);
  yield* notePid(sys);
  const { sysname, release } = sys.uname();
  for (const words of [
    'using the "epoll" event method',
    `nginx/${VERSION}`,
    'built by gcc 14.2.0 (Debian 14.2.0-19) ',
    `OS: ${sysname} ${release}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
    'start worker processes',
  ]) {
    yield* log(sys, 'notice', words);
  }
  let workers = yield* startWorkers(sys, listener);
  for (;;) {
    yield* untilSignal(sys, came);
    const signal = came.shift();
    if (signal === 'HUP') {
      yield* log(sys, 'notice', 'signal 1 (SIGHUP) received from 0, reconfiguring');
      yield* log(sys, 'notice', 'reconfiguring');
      const old = workers;
      yield* log(sys, 'notice', 'start worker processes');
      workers = yield* startWorkers(sys, listener);
      for (const pid of old) sys.kill(pid, 'QUIT');
    } else if (signal === 'CHLD') {
      const gone = yield* reap(sys);
      const lost = workers.filter((pid) => gone.includes(pid)).length;
      workers = workers.filter((pid) => !gone.includes(pid));
      if (lost > 0) workers = [...workers, ...(yield* startWorkers(sys, listener, lost))];
    } else if (signal !== undefined) {
      yield* shutDown(sys, signal === 'QUIT', signal, workers);
      return 0;
    }
  }
}

function* notePid(sys: Sys): Task<void> {
  const fd = yield* sys.open(PID_FILE, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, `${sys.getpid()}\n`);
  sys.close(fd);
}

function* startWorkers(sys: Sys, listener: Fd, wanted?: number): Task<readonly number[]> {
  const count = wanted ?? (yield* processors(sys));
  const pids: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const pid = sys.clone({}, (child) => worker(child, listener));
    yield* log(sys, 'notice', `start worker process ${pid}`);
    pids.push(pid);
  }
  return pids;
}

function* processors(sys: Sys): Task<number> {
  const fd = yield* sys.open('/proc/cpuinfo', ['read']);
  const text = new TextDecoder().decode(yield* sys.read(fd, 65_536));
  sys.close(fd);
  return Math.max(1, text.match(/^processor\s*:/gm)?.length ?? 1);
}

const NUMBERS: Readonly<Record<string, string>> = {
  QUIT: '3 (SIGQUIT)',
  TERM: '15 (SIGTERM)',
  INT: '2 (SIGINT)',
};

function* shutDown(sys: Sys, gracefully: boolean, signal: string, workers: readonly number[]): Task<void> {
  yield* log(
    sys,
    'notice',
    `signal ${NUMBERS[signal]} received, ${gracefully ? 'shutting down' : 'exiting'}`,
  );
  for (const pid of workers) quietKill(sys, pid, gracefully ? 'QUIT' : 'TERM');
  for (let left = workers.length; left > 0; left -= 1) {
    const waited = yield* waitAny(sys);
    if (waited === null) break;
    yield* log(sys, 'notice', `signal 17 (SIGCHLD) received from ${waited}`);
    yield* log(sys, 'notice', `worker process ${waited} exited with code 0`);
  }
  yield* log(sys, 'notice', 'exit');
  sys.unlink(PID_FILE);
}

function quietKill(sys: Sys, pid: number, signal: 'QUIT' | 'TERM'): void {
  try {
    sys.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* waitAny(sys: Sys): Task<number | null> {
  for (;;) {
    try {
      return (yield* sys.wait4('any'))?.pid ?? null;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'ECHILD') return null;
    }
  }
}

function* reap(sys: Sys): Task<readonly number[]> {
  const gone: number[] = [];
  try {
    for (
      let one = yield* sys.wait4('any', { nohang: true });
      one !== null;
      one = yield* sys.wait4('any', { nohang: true })
    ) {
      gone.push(one.pid);
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  return gone;
}

function* worker(sys: Sys, listener: Fd): Program {
  const came = noteSignals(sys, ['QUIT', 'TERM', 'INT']);
  sys.sigaction('HUP', { kind: 'ignore' });
  sys.sigaction('CHLD', { kind: 'default' });
  if (sys.geteuid() === 0) sys.setCredentials(WORKER);
  sys.setArgv(['nginx: worker process']);
  for (let number = 1; ; ) {
    const connection = yield* acceptOrSignal(sys, listener, came);
    if (connection !== null) {
      yield* serve(sys, connection, number);
      number += 1;
      continue;
    }
    const signal = came.shift();
    if (signal === undefined) continue;
    if (signal === 'QUIT') yield* log(sys, 'notice', 'gracefully shutting down');
    yield* log(sys, 'notice', 'exiting');
    yield* log(sys, 'notice', 'exit');
    return 0;
  }
}

function* serve(sys: Sys, fd: Fd, number: number): Task<void> {
  try {
    const asked = yield* readRequest(sys, fd);
    if (asked !== null)
      yield* answer(
        sys,
        fd,
        { asked, number },
        yield* lookUp(sys, ROOT, asked.target, 'application/octet-stream'),
      );
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  sys.close(fd);
}

const NOT_FOUND = `<html>\r
<head><title>404 Not Found</title></head>\r
<body>\r
<center><h1>404 Not Found</h1></center>\r
<hr><center>nginx/${VERSION}</center>\r
</body>\r
</html>\r
`;

interface Numbered {
  readonly asked: Asked;
  /** Of the connection, counted from 1. */
  readonly number: number;
}

function* answer(sys: Sys, fd: Fd, { asked, number }: Numbered, found: Found): Task<void> {
  if (found.kind === 'missing') {
    const host = quotedHeader(asked, 'Host');
    yield* log(
      sys,
      'error',
      `*${number} open() "${found.path}" failed (2: No such file or directory), client: ${asked.client}, server: localhost, request: "${asked.requestLine}", host: "${host}"`,
    );
  }
  const body = found.kind === 'file' ? found.body : new TextEncoder().encode(NOT_FOUND);
  const status = found.kind === 'file' ? 200 : 404;
  const head = [
    `HTTP/1.1 ${status === 200 ? '200 OK' : '404 Not Found'}`,
    `Server: nginx/${VERSION}`,
    `Date: ${httpDate(sys.realtimeMs())}`,
    `Content-Type: ${found.kind === 'file' ? found.type : 'text/html'}`,
    `Content-Length: ${body.length}`,
    ...(found.kind === 'file'
      ? [
          `Last-Modified: ${httpDate(found.stat.mtimeMs)}`,
          'Connection: close',
          `ETag: "${Math.floor(found.stat.mtimeMs / 1000).toString(16)}-${body.length.toString(16)}"`,
          'Accept-Ranges: bytes',
        ]
      : ['Connection: close']),
  ];
  yield* respond(sys, fd, head, body, asked.method);
  const { day, monthName, year, time } = momentOf(sys.realtimeMs());
  const agent = quotedHeader(asked, 'User-Agent');
  const referer = quotedHeader(asked, 'Referer');
  const forwarded = quotedHeader(asked, 'X-Forwarded-For');
  yield* sys.write(
    STDOUT,
    `${asked.client} - - [${day}/${monthName}/${year}:${time} +0000] "${asked.requestLine}" ${status} ${body.length} "${referer}" "${agent}" "${forwarded}"\n`,
  );
}
