/** The keys of a Redis and its commands on them. Invariant: replies are RESP as the real server gives them. Left out: hashes, sets, streams, transactions, which answer so. */
export type Stored = { readonly kind: 'string'; value: string } | { readonly kind: 'list'; values: string[] };

export interface RedisStore {
  readonly keys: Map<string, Stored>;
  /** Milliseconds since the epoch at which a key goes. */
  readonly expires: Map<string, number>;
}

const OK = '+OK\r\n';
const WRONG_TYPE = '-WRONGTYPE Operation against a key holding the wrong kind of value\r\n';
const NOT_INTEGER = '-ERR value is not an integer or out of range\r\n';
const integer = (value: number): string => `:${value}\r\n`;
export const bulk = (value: string | null): string =>
  value === null ? '$-1\r\n' : `$${new TextEncoder().encode(value).length}\r\n${value}\r\n`;
export const array = (values: readonly string[]): string =>
  `*${values.length}\r\n${values.map(bulk).join('')}`;

interface Command {
  /** Least and most arguments; most null is any number. */
  readonly args: readonly [number, number | null];
  readonly run: (store: RedisStore, args: readonly string[], nowMs: number) => string;
}

const text = (store: RedisStore, key: string): string | null => {
  const found = store.keys.get(key);
  return found?.kind === 'string' ? found.value : null;
};

function add(store: RedisStore, key: string, by: number): string {
  const found = store.keys.get(key);
  if (found?.kind === 'list') return WRONG_TYPE;
  const before = found?.value ?? '0';
  if (!/^-?\d{1,18}$/.test(before) || !Number.isInteger(by)) return NOT_INTEGER;
  const next = Number(before) + by;
  store.keys.set(key, { kind: 'string', value: String(next) });
  return integer(next);
}

function push(store: RedisStore, [key = '', ...values]: readonly string[], left: boolean): string {
  const found = store.keys.get(key) ?? { kind: 'list', values: [] };
  if (found.kind !== 'list') return WRONG_TYPE;
  found.values = left ? [...[...values].reverse(), ...found.values] : [...found.values, ...values];
  store.keys.set(key, found);
  return integer(found.values.length);
}

function range(store: RedisStore, [key = '', from = '0', to = '-1']: readonly string[]): string {
  const found = store.keys.get(key);
  if (found?.kind === 'string') return WRONG_TYPE;
  const values = found?.values ?? [];
  const place = (word: string): number => (Number(word) < 0 ? values.length + Number(word) : Number(word));
  return array(values.slice(Math.max(0, place(from)), place(to) + 1));
}

function set(
  store: RedisStore,
  [key = '', value = '', ...options]: readonly string[],
  nowMs: number,
): string {
  store.keys.set(key, { kind: 'string', value });
  store.expires.delete(key);
  const [option = '', amount = ''] = options;
  if (/^(EX|PX)$/i.test(option) && /^\d+$/.test(amount))
    store.expires.set(key, nowMs + Number(amount) * (/EX/i.test(option) ? 1000 : 1));
  else if (option !== '') return '-ERR syntax error\r\n';
  return OK;
}

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\/]/g, '\\$&')
      .replaceAll('*', '[\\s\\S]*')
      .replaceAll('?', '[\\s\\S]')}$`,
  );

function remaining({ keys, expires }: RedisStore, key: string, nowMs: number): string {
  if (!keys.has(key)) return integer(-2);
  const at = expires.get(key);
  return integer(at === undefined ? -1 : Math.round((at - nowMs) / 1000));
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  PING: { args: [0, 1], run: (_store, [word]) => (word === undefined ? '+PONG\r\n' : bulk(word)) },
  ECHO: { args: [1, 1], run: (_store, [word = '']) => bulk(word) },
  SET: { args: [2, null], run: set },
  GET: {
    args: [1, 1],
    run: (store, [key = '']) => (store.keys.get(key)?.kind === 'list' ? WRONG_TYPE : bulk(text(store, key))),
  },
  DEL: {
    args: [1, null],
    run: (store, keys) => integer(keys.filter((key) => store.keys.delete(key)).length),
  },
  EXISTS: {
    args: [1, null],
    run: (store, keys) => integer(keys.filter((key) => store.keys.has(key)).length),
  },
  INCR: { args: [1, 1], run: (store, [key = '']) => add(store, key, 1) },
  DECR: { args: [1, 1], run: (store, [key = '']) => add(store, key, -1) },
  INCRBY: { args: [2, 2], run: (store, [key = '', by = '']) => add(store, key, Number(by)) },
  APPEND: {
    args: [2, 2],
    run: (store, [key = '', more = '']) => {
      const value = (text(store, key) ?? '') + more;
      store.keys.set(key, { kind: 'string', value });
      return integer(value.length);
    },
  },
  STRLEN: { args: [1, 1], run: (store, [key = '']) => integer((text(store, key) ?? '').length) },
  KEYS: {
    args: [1, 1],
    run: (store, [pattern = '']) => array([...store.keys.keys()].filter((key) => glob(pattern).test(key))),
  },
  DBSIZE: { args: [0, 0], run: (store) => integer(store.keys.size) },
  TYPE: { args: [1, 1], run: (store, [key = '']) => `+${store.keys.get(key)?.kind ?? 'none'}\r\n` },
  EXPIRE: {
    args: [2, 2],
    run: (store, [key = '', seconds = ''], nowMs) => {
      if (!store.keys.has(key)) return integer(0);
      store.expires.set(key, nowMs + Number(seconds) * 1000);
      return integer(1);
    },
  },
  TTL: { args: [1, 1], run: (store, [key = ''], nowMs) => remaining(store, key, nowMs) },
  LPUSH: { args: [2, null], run: (store, words) => push(store, words, true) },
  RPUSH: { args: [2, null], run: (store, words) => push(store, words, false) },
  LRANGE: { args: [3, 3], run: range },
  FLUSHALL: {
    args: [0, 1],
    run: (store) => {
      store.keys.clear();
      return OK;
    },
  },
};

const REAL =
  /^(HSET|HGET|HGETALL|SADD|SMEMBERS|ZADD|ZRANGE|PUBLISH|SUBSCRIBE|MULTI|EXEC|XADD|SELECT|MGET|MSET|SCAN|AUTH|CLIENT|CLUSTER|COMMAND|DEBUG|EVAL|MONITOR|OBJECT|MEMORY|SLOWLOG|LATENCY|REPLICAOF|WAIT)$/;

/** Null for a command about the server, not the keys. */
export function runCommand(
  store: RedisStore,
  [name = '', ...args]: readonly string[],
  nowMs: number,
): string | null {
  const upper = name.toUpperCase();
  for (const [key, at] of store.expires)
    if (at <= nowMs) {
      store.keys.delete(key);
      store.expires.delete(key);
    }
  const command = Object.hasOwn(COMMANDS, upper) ? COMMANDS[upper] : undefined;
  if (command === undefined) {
    if (/^(SAVE|BGSAVE|SHUTDOWN|INFO|CONFIG)$/.test(upper)) return null;
    if (REAL.test(upper))
      return `-ERR ${upper} is a real command, but this simulator's Redis does not model it\r\n`;
    return `-ERR unknown command '${name}', with args beginning with: ${args.map((one) => `'${one}' `).join('')}\r\n`;
  }
  const [least, most] = command.args;
  if (args.length < least || (most !== null && args.length > most))
    return `-ERR wrong number of arguments for '${name.toLowerCase()}' command\r\n`;
  return command.run(store, args, nowMs);
}
