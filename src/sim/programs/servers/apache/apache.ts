/**
 * Apache 2.4 (httpd(8), apache2(8)): a parent and children that serve a directory, and WordPress where its files stand there. Invariant: log lines,
 * headers and what TERM, WINCH and USR1 do are the real one's. Left out: its configuration, modules, keep-alive; threads are processes here.
 */
import type { Signal } from '../../../kernel/signals.ts';
import {
  type Fd,
  type Program,
  type ProgramMain,
  type Sys,
  SysError,
  type Task,
} from '../../../kernel/sys.ts';
import { err, out, readText } from '../../lib/io.ts';
import { listenOn, noteSignals, untilSignal } from '../server.ts';
import { apacheChild } from './child.ts';
import { DEBIAN_APACHE, type Flavour, HTTPD, serverToken } from './flavour.ts';
import { errorLog, type Logs, openLogs } from './logs.ts';

export const httpd: ProgramMain = (sys, argv) => apache(sys, argv, HTTPD);
/** In an image whose logs are links to /dev/stdout and /dev/stderr that is where they go. */
export const apache2: ProgramMain = (sys, argv) => apache(sys, argv, DEBIAN_APACHE);

function* apache(sys: Sys, argv: readonly string[], flavour: Flavour): Program {
  const args = argv.slice(1);
  if (args.includes('-v')) {
    yield* out(sys, `Server version: ${serverToken(flavour)}\nServer built:   ${flavour.built}\n`);
    return 0;
  }
  if (args.includes('-t')) {
    yield* err(sys, `${yield* nameWarning(sys, flavour)}Syntax OK\n`);
    return 0;
  }
  const order = args[args.indexOf('-k') + 1] ?? '';
  if (args.includes('-k') && order !== 'start') return yield* control(sys, flavour, order);
  const running = yield* runningPid(sys, flavour);
  yield* err(sys, yield* nameWarning(sys, flavour));
  if (running !== null) {
    yield* out(sys, `httpd (pid ${running}) already running\n`);
    return 0;
  }
  const listener = listenOn(sys, 80);
  if (listener === null) return yield* taken(sys);
  const foreground = args.some((word) => /FOREGROUND$/.test(word)) || args.includes('-X');
  if (foreground) return yield* parent(sys, argv, flavour, listener);
  sys.clone({}, function* (daemon): Program {
    daemon.setsid();
    return yield* parent(daemon, argv, flavour, listener);
  });
  return 0;
}

function* nameWarning(sys: Sys, { name }: Flavour): Task<string> {
  const hosts = yield* readText(sys, '/etc/hosts');
  const host = sys.uname().nodename;
  const own = hosts.split('\n').find((line) => line.split(/\s+/).slice(1).includes(host));
  const address = own?.split(/\s+/)[0] ?? '127.0.0.1';
  return `AH00558: ${name}: Could not reliably determine the server's fully qualified domain name, using ${address}. Set the 'ServerName' directive globally to suppress this message\n`;
}

function* taken(sys: Sys): Program {
  const words = '(98)Address already in use: AH00072: make_sock: could not bind to address';
  yield* err(
    sys,
    `${words} [::]:80\n${words} 0.0.0.0:80\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
  );
  return 1;
}

function* runningPid(sys: Sys, { pidFile }: Flavour): Task<number | null> {
  try {
    const pid = Number(yield* readText(sys, pidFile));
    if (pid === sys.getpid()) return null;
    sys.kill(pid, 0);
    return pid;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

const ORDERS: Readonly<Record<string, Signal>> = {
  stop: 'TERM',
  'graceful-stop': 'WINCH',
  graceful: 'USR1',
  restart: 'HUP',
};

function* control(sys: Sys, flavour: Flavour, order: string): Program {
  const signal = ORDERS[order];
  if (signal === undefined) {
    yield* err(sys, `${flavour.name}: invalid -k argument "${order}"\n`);
    return 1;
  }
  yield* err(sys, yield* nameWarning(sys, flavour));
  const pid = yield* runningPid(sys, flavour);
  if (pid === null) yield* err(sys, `${flavour.name} (no pid file) not running\n`);
  else sys.kill(pid, signal);
  return pid === null ? 1 : 0;
}

function* parent(sys: Sys, argv: readonly string[], flavour: Flavour, listener: Fd): Program {
  const came = noteSignals(sys, ['TERM', 'INT', 'WINCH', 'USR1', 'HUP', 'CHLD']);
  const fd = yield* sys.open(flavour.pidFile, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, `${sys.getpid()}\n`);
  sys.close(fd);
  const logs = yield* openLogs(sys, flavour);
  const notice = `${flavour.mpm}:notice`;
  const code = flavour.mpm === 'mpm_event' ? 'AH00489' : 'AH00163';
  const php = sys.env.get('PHP_VERSION');
  const token = php === undefined ? serverToken(flavour) : `${serverToken(flavour)} PHP/${php}`;
  yield* errorLog(sys, logs, notice, `${code}: ${token} configured -- resuming normal operations`);
  const shown = argv
    .join(' ')
    .replace(/ -DFOREGROUND/, ' -D FOREGROUND')
    .replace(' -k start', '');
  yield* errorLog(sys, logs, 'core:notice', `AH00094: Command line: '${shown}'`);
  const children = new Set<number>();
  const fill = (): void => {
    while (children.size < flavour.children)
      children.add(sys.clone({}, (child) => apacheChild(child, listener, flavour, logs)));
  };
  fill();
  for (;;) {
    yield* untilSignal(sys, came);
    const signal = came.shift();
    if (signal === 'CHLD') {
      yield* reap(sys, children);
      fill();
    } else if (signal === 'USR1' || signal === 'HUP')
      yield* errorLog(sys, logs, notice, 'AH00493: SIGUSR1 received.  Doing graceful restart');
    else return yield* end(sys, { flavour, logs }, children, signal ?? 'TERM');
  }
}

function* end(
  sys: Sys,
  { flavour, logs }: { readonly flavour: Flavour; readonly logs: Logs },
  children: Set<number>,
  signal: Signal,
): Program {
  for (const pid of children) sys.kill(pid, 'TERM');
  while (children.size > 0) yield* reap(sys, children, true);
  const prefork = flavour.mpm === 'mpm_prefork';
  const words =
    signal === 'WINCH'
      ? `${prefork ? 'AH00170' : 'AH00492'}: caught SIGWINCH, shutting down gracefully`
      : `${prefork ? 'AH00169' : 'AH00491'}: caught SIGTERM, shutting down`;
  yield* errorLog(sys, logs, `${flavour.mpm}:notice`, words);
  sys.unlink(flavour.pidFile);
  return 0;
}

function* reap(sys: Sys, children: Set<number>, wait = false): Task<void> {
  try {
    for (;;) {
      const waited = yield* sys.wait4('any', { nohang: !wait });
      if (waited === null) return;
      children.delete(waited.pid);
      if (wait && children.size === 0) return;
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'ECHILD') children.clear();
  }
}
