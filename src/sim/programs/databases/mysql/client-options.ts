/** The options of mysql and mysqladmin that scripts and habit use (mysql(1), mysqladmin(1)); real ones that are left out say so. */

import { strerror } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import type { Opened } from '../wire/client.ts';
import type { ErrorReply } from '../wire/messages.ts';
import { errorReply } from './errors.ts';

export interface ClientOptions {
  readonly user: string;
  /** Null: none; 'ask': `-p` without a value. */
  readonly password: string | null;
  readonly ask: boolean;
  /** The password stood on the command line. */
  readonly onCommandLine: boolean;
  readonly host: string | null;
  readonly port: number;
  readonly socket: string;
  readonly database: string | null;
  readonly execute: string | null;
  readonly switches: ReadonlySet<string>;
  readonly operands: readonly string[];
}

export class OptionFailure extends Error {}

const VALUED: Readonly<Record<string, string>> = {
  u: 'user',
  h: 'host',
  P: 'port',
  S: 'socket',
  D: 'database',
  e: 'execute',
  user: 'user',
  host: 'host',
  port: 'port',
  socket: 'socket',
  database: 'database',
  execute: 'execute',
  protocol: 'protocol',
  'default-character-set': 'charset',
};
const SWITCHES: Readonly<Record<string, string>> = {
  t: 'table',
  table: 'table',
  N: 'skip-column-names',
  'skip-column-names': 'skip-column-names',
  B: 'batch',
  batch: 'batch',
  s: 'silent',
  silent: 'silent',
  E: 'vertical',
  vertical: 'vertical',
  f: 'force',
  force: 'force',
  V: 'version',
  version: 'version',
  comments: 'comments',
  A: 'no-auto-rehash',
};

export function readClientOptions(sys: Sys, name: string, args: readonly string[]): ClientOptions {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const operands: string[] = [];
  let password: string | null = null;
  let ask = false;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const secret = /^(?:-p|--password(?:=|$))(.*)$/s.exec(word);
    if (secret !== null) {
      ask = secret[1] === '' && !word.endsWith('=');
      password = ask ? null : (secret[1] ?? '');
    } else if (word.startsWith('-') && word !== '-')
      at += readOption(name, word, args[at + 1], values, switches);
    else operands.push(word);
  }
  return optionsOf(sys, { values, switches, operands, password, ask });
}

interface ReadWords {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly operands: readonly string[];
  readonly password: string | null;
  readonly ask: boolean;
}

function optionsOf(sys: Sys, { values, switches, operands, password, ask }: ReadWords): ClientOptions {
  const host = values.get('host') ?? null;
  const tcp = values.get('protocol')?.toLowerCase() === 'tcp';
  return {
    user: values.get('user') ?? sys.env.get('USER') ?? (sys.getuid() === 0 ? 'root' : 'mysql'),
    password: password ?? sys.env.get('MYSQL_PWD') ?? null,
    ask,
    onCommandLine: password !== null && password !== '',
    host: host === 'localhost' && !tcp ? null : (host ?? (tcp ? 'localhost' : null)),
    port: Number(values.get('port') ?? 3306),
    socket: values.get('socket') ?? '/var/run/mysqld/mysqld.sock',
    database: values.get('database') ?? null,
    execute: values.get('execute') ?? null,
    switches,
    operands,
  };
}

/** How many further words it took. */
function readOption(
  name: string,
  word: string,
  next: string | undefined,
  values: Map<string, string>,
  switches: Set<string>,
): number {
  const long = word.startsWith('--');
  const [key = '', given] = long ? splitOnce(word.slice(2)) : [word.slice(1, 2), word.slice(2) || undefined];
  const switched = SWITCHES[key];
  if (switched !== undefined) {
    switches.add(switched);
    // Letters may stand together, as in -sN.
    if (!long && given !== undefined) return readOption(name, `-${given}`, next, values, switches);
    return 0;
  }
  const valued = VALUED[key];
  if (valued === undefined) {
    if (REAL.includes(key))
      throw new OptionFailure(`${name}: option '${word}' is real, but this simulator does not model it`);
    throw new OptionFailure(
      `${name}: [ERROR] ${long ? `unknown variable '${word.slice(2)}'` : `unknown option '-${key}'`}.`,
    );
  }
  if (given !== undefined) {
    values.set(valued, given);
    return 0;
  }
  if (next === undefined) throw new OptionFailure(`${name}: [ERROR] ${word}: option requires an argument.`);
  values.set(valued, next);
  return 1;
}

const REAL = [
  'v',
  'verbose',
  'H',
  'html',
  'X',
  'xml',
  'help',
  '?',
  'I',
  'ssl-mode',
  'defaults-file',
  'defaults-extra-file',
  'raw',
  'r',
  'q',
  'quick',
  'w',
  'wait',
  'c',
  'i',
];

const splitOnce = (text: string): [string, string | undefined] => {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};

const ERRNO_NUMBERS: Readonly<Record<string, number>> = {
  ENOENT: 2,
  EACCES: 13,
  ECONNREFUSED: 111,
  ETIMEDOUT: 110,
  EHOSTUNREACH: 113,
  ENETUNREACH: 101,
};

/** Why no conversation began, as the client library words it (CR_CONNECTION_ERROR and its siblings). */
export function connectError(opened: Exclude<Opened, { kind: 'open' }>, options: ClientOptions): ErrorReply {
  if (opened.kind === 'unknown-host')
    return errorReply(2005, 'HY000', `Unknown MySQL server host '${options.host}' (-2)`);
  const number = ERRNO_NUMBERS[opened.errno] ?? strerror(opened.errno);
  if (options.host === null)
    return errorReply(
      2002,
      'HY000',
      `Can't connect to local MySQL server through socket '${options.socket}' (${number})`,
    );
  return errorReply(
    2003,
    'HY000',
    `Can't connect to MySQL server on '${options.host}:${options.port}' (${number})`,
  );
}
