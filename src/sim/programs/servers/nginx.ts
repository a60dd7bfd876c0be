/**
 * nginx(8): a master and a worker for each processor, which serve /usr/share/nginx/html. Invariant: log lines, process titles, what
 * QUIT, TERM, INT and HUP do, and headers are those of the real one. Left out: everything configurable but `-g`, `-t`, `-v`, `-s`.
 */
import { type Fd, type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { nginxLog, nginxVersion, nginxWorker } from './nginx-worker.ts';
import { listenOn, noteSignals, untilSignal } from './server.ts';

const PID_FILE = '/run/nginx.pid';

export const nginx: ProgramMain = function* nginxMain(sys, argv) {
  const args = argv.slice(1);
  if (args.includes('-v')) {
    yield* err(sys, `nginx version: nginx/${nginxVersion(sys)}\n`);
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
    yield* nginxLog(sys, 'emerg', 'bind() to 0.0.0.0:80 failed (98: Address already in use)');
    yield* sys.sleep(500);
  }
  yield* nginxLog(sys, 'emerg', 'still could not bind()');
  return null;
}

function* master(sys: Sys, argv: readonly string[], listener: Fd): Program {
  sys.setArgv([`nginx: master process ${argv.join(' ')}`]);
  const came = noteSignals(sys, ['QUIT', 'TERM', 'INT', 'HUP', 'CHLD']);
  yield* notePid(sys);
  const { sysname, release } = sys.uname();
  for (const words of [
    'using the "epoll" event method',
    `nginx/${nginxVersion(sys)}`,
    'built by gcc 14.2.0 (Debian 14.2.0-19) ',
    `OS: ${sysname} ${release}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
    'start worker processes',
  ]) {
    yield* nginxLog(sys, 'notice', words);
  }
  let workers = yield* startWorkers(sys, listener);
  for (;;) {
    yield* untilSignal(sys, came);
    const signal = came.shift();
    if (signal === 'HUP') {
      yield* nginxLog(sys, 'notice', 'signal 1 (SIGHUP) received from 0, reconfiguring');
      yield* nginxLog(sys, 'notice', 'reconfiguring');
      const old = workers;
      yield* nginxLog(sys, 'notice', 'start worker processes');
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
    const pid = sys.clone({}, (child) => nginxWorker(child, listener));
    yield* nginxLog(sys, 'notice', `start worker process ${pid}`);
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
  yield* nginxLog(
    sys,
    'notice',
    `signal ${NUMBERS[signal]} received, ${gracefully ? 'shutting down' : 'exiting'}`,
  );
  for (const pid of workers) quietKill(sys, pid, gracefully ? 'QUIT' : 'TERM');
  for (let left = workers.length; left > 0; left -= 1) {
    const waited = yield* waitAny(sys);
    if (waited === null) break;
    yield* nginxLog(sys, 'notice', `signal 17 (SIGCHLD) received from ${waited}`);
    yield* nginxLog(sys, 'notice', `worker process ${waited} exited with code 0`);
  }
  yield* nginxLog(sys, 'notice', 'exit');
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
