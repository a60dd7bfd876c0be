/**
 * redis-server: one process that listens on 6379, answers RESP and ends in order on TERM and INT. Invariant: what was saved to dump.rdb in its
 * working directory is there after the next start. Left out: append-only files, replication, configuration.
 */
import { type Fd, type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { out, readText } from '../lib/io.ts';
import { commandsIn } from './redis-resp.ts';
import { array, bulk, type RedisStore, runCommand, type Stored } from './redis-store.ts';
import { listenOn, momentOf, noteSignals } from './server.ts';

const versionOf = (sys: Sys): string => sys.env.get('REDIS_VERSION') ?? '8.10.1';

function* log(sys: Sys, mark: string, words: string, role = 'M'): Task<void> {
  const { day, monthName, year, time, millis } = momentOf(sys.realtimeMs());
  yield* out(sys, `${sys.getpid()}:${role} ${day} ${monthName} ${year} ${time}.${millis} ${mark} ${words}\n`);
}

export const redisServer: ProgramMain = function* redisServerMain(sys, argv) {
  if (argv.includes('--version') || argv.includes('-v')) {
    yield* out(
      sys,
      `Redis server v=${versionOf(sys)} sha=00000000:1 malloc=jemalloc-5.3.0 bits=64 build=2f9d9a1d0f5e4c7b\n`,
    );
    return 0;
  }
  const pid = sys.getpid();
  yield* log(sys, '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  yield* log(
    sys,
    '*',
    `Redis version=${versionOf(sys)}, bits=64, commit=00000000, modified=1, pid=${pid}, just started`,
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

interface Client {
  text: string;
}

function* serveUntilStopped(sys: Sys, listener: Fd): Program {
  const came = noteSignals(sys, ['TERM', 'INT']);
  const store: RedisStore = yield* loadDump(sys);
  const clients = new Map<Fd, Client>();
  for (;;) {
    const signal = came.shift();
    if (signal !== undefined) {
      const seconds = Math.floor(sys.realtimeMs() / 1000);
      yield* out(
        sys,
        `${sys.getpid()}:signal-handler (${seconds}) Received SIG${signal} scheduling shutdown...\n`,
      );
      return yield* shutDown(sys, store);
    }
    for (const fd of yield* readyOf(sys, [listener, ...clients.keys()])) {
      if (fd === listener) clients.set(yield* sys.accept(listener), { text: '' });
      else if ((yield* converse(sys, fd, clients, store)) === 'shutdown') return yield* shutDown(sys, store);
    }
  }
}

function* readyOf(sys: Sys, fds: readonly Fd[]): Task<readonly Fd[]> {
  try {
    return yield* sys.poll(fds, null);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINTR') return [];
    throw error;
  }
}

function* shutDown(sys: Sys, store: RedisStore): Program {
  yield* log(sys, '*', 'User requested shutdown...');
  yield* log(sys, '*', 'Saving the final RDB snapshot before exiting.');
  yield* save(sys, store);
  yield* log(sys, '#', 'Redis is now ready to exit, bye bye...');
  return 0;
}

/** What a client has sent is answered, command by command. */
function* converse(sys: Sys, fd: Fd, clients: Map<Fd, Client>, store: RedisStore): Task<'on' | 'shutdown'> {
  const client = clients.get(fd) ?? { text: '' };
  try {
    const data = yield* sys.read(fd, 65_536);
    const { commands, rest } = commandsIn(client.text + new TextDecoder().decode(data));
    client.text = rest;
    for (const words of commands) {
      const reply = runCommand(store, words, sys.realtimeMs()) ?? (yield* ownCommand(sys, words, store));
      if (reply === null) return 'shutdown';
      yield* sys.write(fd, reply);
    }
    if (data.length > 0) return 'on';
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  clients.delete(fd);
  sys.close(fd);
  return 'on';
}

/** Commands about the server; null for SHUTDOWN. */
function* ownCommand(
  sys: Sys,
  [name = '', ...args]: readonly string[],
  store: RedisStore,
): Task<string | null> {
  switch (name.toUpperCase()) {
    case 'SHUTDOWN':
      return null;
    case 'SAVE':
      yield* save(sys, store);
      return '+OK\r\n';
    case 'BGSAVE':
      yield* save(sys, store);
      return '+Background saving started\r\n';
    case 'CONFIG': {
      const values: Readonly<Record<string, string>> = {
        dir: sys.getcwd(),
        port: '6379',
        dbfilename: 'dump.rdb',
        appendonly: 'no',
      };
      const asked = args[1] ?? '';
      return array(
        args[0]?.toUpperCase() === 'GET' && values[asked] !== undefined ? [asked, values[asked]] : [],
      );
    }
    default:
      return bulk(
        `# Server\r\nredis_version:${versionOf(sys)}\r\nredis_mode:standalone\r\nos:${sys.uname().sysname} ${sys.uname().release} ${sys.uname().machine}\r\nprocess_id:${sys.getpid()}\r\ntcp_port:6379\r\n`,
      );
  }
}

const DUMP = 'dump.rdb';

/** dump.rdb begins as the real one does; the keys follow as JSON. */
function* save(sys: Sys, store: RedisStore): Task<void> {
  const fd = yield* sys.open(DUMP, ['write', 'create', 'trunc'], 0o600);
  yield* sys.write(fd, `REDIS0012\n${JSON.stringify([...store.keys])}\n`);
  sys.close(fd);
  yield* log(sys, '*', 'DB saved on disk');
}

function* loadDump(sys: Sys): Task<RedisStore> {
  const store: RedisStore = { keys: new Map(), expires: new Map() };
  if (!sys.access(DUMP, 'read')) return store;
  const [, json = '[]'] = (yield* readText(sys, DUMP)).split('\n');
  for (const [key, value] of JSON.parse(json) as [string, Stored][]) store.keys.set(key, value);
  return store;
}
