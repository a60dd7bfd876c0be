/**
 * redis-server: one process that listens on 6379 and ends in order on TERM and INT. Speaks RESP for PING, ECHO, SET, GET, DEL,
 * EXISTS, INCR and DBSIZE, one connection after the other. Left out: persistence, all other commands, which answer as unknown.
 */
import { type Fd, type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { out } from '../lib/io.ts';
import { acceptOrSignal, listenOn, momentOf, noteSignals } from './server.ts';

const VERSION = '8.10.1';

function* log(sys: Sys, mark: string, words: string, role = 'M'): Task<void> {
  const { day, monthName, year, time, millis } = momentOf(sys.realtimeMs());
  yield* out(sys, `${sys.getpid()}:${role} ${day} ${monthName} ${year} ${time}.${millis} ${mark} ${words}\n`);
}

export const redisServer: ProgramMain = function* redisServerMain(sys, argv) {
  if (argv.includes('--version') || argv.includes('-v')) {
    yield* out(
      sys,
      `Redis server v=${VERSION} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=2f9d9a1d0f5e4c7b\n`,
    );
    return 0;
  }
  const pid = sys.getpid();
  yield* log(sys, '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  yield* log(
    sys,
    '*',
    `Redis version=${VERSION}, bits=64, commit=00000000, modified=1, pid=${pid}, just started`,
    'C',
  );
  if (argv.length < 2) {
    yield* log(
      sys,
      '#',
      `Warning: no config file specified, using the default config. In order to specify a config file use ${argv[0]} /path/to/redis.conf`,
      'C',
    );
  }
  yield* log(sys, '*', 'monotonic clock: POSIX clock_gettime');
  const listener = listenOn(sys, 6379);
  if (listener === null) {
    yield* log(
      sys,
      '#',
      'Warning: Could not create server TCP listening socket *:6379: bind: Address already in use',
    );
    yield* log(sys, '#', 'Failed listening on port 6379 (tcp), aborting.');
    return 1;
  }
  yield* log(sys, '*', 'Running mode=standalone, port=6379.');
  yield* log(sys, '*', 'Server initialized');
  yield* log(sys, '*', 'Ready to accept connections tcp');
  return yield* serveUntilStopped(sys, listener);
};

function* serveUntilStopped(sys: Sys, listener: Fd): Program {
  const came = noteSignals(sys, ['TERM', 'INT']);
  const store = new Map<string, string>();
  for (;;) {
    const connection = yield* acceptOrSignal(sys, listener, came);
    if (connection !== null) {
      yield* converse(sys, connection, store);
      continue;
    }
    const signal = came.shift();
    if (signal === undefined) continue;
    const seconds = Math.floor(sys.realtimeMs() / 1000);
    yield* out(
      sys,
      `${sys.getpid()}:signal-handler (${seconds}) Received SIG${signal} scheduling shutdown...\n`,
    );
    yield* log(sys, '*', `User requested shutdown...`);
    yield* log(sys, '*', 'Saving the final RDB snapshot before exiting.');
    yield* log(sys, '*', 'DB saved on disk');
    yield* log(sys, '#', 'Redis is now ready to exit, bye bye...');
    return 0;
  }
}

function* converse(sys: Sys, fd: Fd, store: Map<string, string>): Task<void> {
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const data = yield* sys.read(fd, 65_536);
      if (data.length === 0) break;
      for (const words of commandsIn(decoder.decode(data))) yield* sys.write(fd, reply(words, store));
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  sys.close(fd);
}

/** RESP arrays, or lines as typed into nc. */
function commandsIn(text: string): readonly (readonly string[])[] {
  if (!text.startsWith('*')) {
    return text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(/\s+/));
  }
  return text
    .split(/(?=^\*\d+\r\n)/m)
    .map((one) => [...one.matchAll(/\$\d+\r\n([^\r]*)\r\n/g)].map((match) => match[1] ?? ''));
}

const bulk = (value: string | undefined): string =>
  value === undefined ? '$-1\r\n' : `$${new TextEncoder().encode(value).length}\r\n${value}\r\n`;

function reply([name = '', ...args]: readonly string[], store: Map<string, string>): string {
  const [key = '', value] = args;
  switch (name.toUpperCase()) {
    case 'PING':
      return args.length === 0 ? '+PONG\r\n' : bulk(key);
    case 'ECHO':
      return bulk(key);
    case 'SET':
      if (value === undefined) return "-ERR wrong number of arguments for 'set' command\r\n";
      store.set(key, value);
      return '+OK\r\n';
    case 'GET':
      return bulk(store.get(key));
    case 'DEL':
      return `:${args.filter((one) => store.delete(one)).length}\r\n`;
    case 'EXISTS':
      return `:${args.filter((one) => store.has(one)).length}\r\n`;
    case 'INCR': {
      const next = Number(store.get(key) ?? 0) + 1;
      if (!Number.isInteger(next)) return '-ERR value is not an integer or out of range\r\n';
      store.set(key, String(next));
      return `:${next}\r\n`;
    }
    case 'DBSIZE':
      return `:${store.size}\r\n`;
    default:
      return `-ERR unknown command '${name}', with args beginning with: ${args.map((one) => `'${one}' `).join('')}\r\n`;
  }
}
