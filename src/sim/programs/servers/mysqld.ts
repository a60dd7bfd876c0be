/**
 * mysqld: one process that listens on 3306 over its data directory and ends in order on TERM. Left out: the protocol and SQL;
 * a client's connection is closed.
 */
import { type ProgramMain, STDERR, type Sys, type Task } from '../../kernel/sys.ts';
import { acceptOrSignal, listenOn, momentOf, noteSignals } from './server.ts';

const VERSION = '26.7.0';
const START_MS = 900;
const STOP_MS = 700;

function* log(sys: Sys, thread: number, level: string, code: string, words: string): Task<void> {
  const { year, month, day, time, millis } = momentOf(sys.realtimeMs());
  const stamp = `${year}-${month}-${day}T${time}.${millis}000Z`;
  yield* sys.write(STDERR, `${stamp} ${thread} [${level}] [MY-${code}] ${words}\n`);
}

export const mysqld: ProgramMain = function* mysqldMain(sys) {
  const name = '/usr/sbin/mysqld';
  yield* log(sys, 0, 'System', '015015', '[Server] MySQL Server - start.');
  yield* log(
    sys,
    0,
    'System',
    '010116',
    `[Server] ${name} (mysqld ${VERSION}) starting as process ${sys.getpid()}`,
  );
  if (!sys.access('/var/lib/mysql/mysql', 'exists')) {
    yield* log(sys, 0, 'ERROR', '010020', '[Server] Failed to find valid data directory.');
    yield* log(
      sys,
      0,
      'System',
      '010910',
      `[Server] ${name}: Shutdown complete (mysqld ${VERSION})  MySQL Community Server - GPL.`,
    );
    return 1;
  }
  yield* log(sys, 1, 'System', '013576', '[InnoDB] InnoDB initialization has started.');
  yield* sys.sleep(START_MS);
  yield* log(sys, 1, 'System', '013577', '[InnoDB] InnoDB initialization has ended.');
  const listener = listenOn(sys, 3306);
  if (listener === null) {
    yield* log(
      sys,
      0,
      'ERROR',
      '010262',
      "[Server] Can't start server: Bind on TCP/IP port: Address already in use",
    );
    return 1;
  }
  const came = noteSignals(sys, ['TERM']);
  for (const signal of ['INT', 'HUP'] as const) sys.sigaction(signal, { kind: 'ignore' });
  yield* log(
    sys,
    0,
    'System',
    '010931',
    `[Server] ${name}: ready for connections. Version: '${VERSION}'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL.`,
  );
  for (;;) {
    const connection = yield* acceptOrSignal(sys, listener, came);
    if (connection !== null) sys.close(connection);
    else if (came.shift() !== undefined) break;
  }
  yield* log(
    sys,
    0,
    'System',
    '013172',
    `[Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${VERSION}).`,
  );
  yield* sys.sleep(STOP_MS);
  yield* log(
    sys,
    0,
    'System',
    '010910',
    `[Server] ${name}: Shutdown complete (mysqld ${VERSION})  MySQL Community Server - GPL.`,
  );
  yield* log(sys, 0, 'System', '015016', '[Server] MySQL Server - end.');
  return 0;
};
