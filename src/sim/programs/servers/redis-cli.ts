/** redis-cli(1): sends commands from its arguments, a pipe or a person, and prints the replies. Left out: all options but -h, -p, -n 0, --raw, --version. */

import { strerror } from '../../kernel/errno.ts';
import {
  type Fd,
  type Program,
  type ProgramMain,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
} from '../../kernel/sys.ts';
import { err, Lines, out } from '../lib/io.ts';
import { resolveName } from '../net/resolver.ts';
import { rawReply, replyIn, shownReply } from './redis-resp.ts';
import { shellWords } from './supervisor/config.ts';

interface CliOptions {
  readonly host: string;
  readonly port: number;
  readonly raw: boolean;
  readonly version: boolean;
  /** An option that is not modelled. */
  readonly foreign: string | null;
  readonly words: readonly string[];
}

function readOptions(args: readonly string[]): CliOptions {
  let options: CliOptions = {
    host: '127.0.0.1',
    port: 6379,
    raw: false,
    version: false,
    foreign: null,
    words: [],
  };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('-')) return { ...options, words: args.slice(at) };
    if (word === '-h' || word === '-p') {
      at += 1;
      options = word === '-h' ? { ...options, host: args[at] ?? '' } : { ...options, port: Number(args[at]) };
    } else if (word === '--raw') options = { ...options, raw: true };
    else if (word === '--version' || word === '-v') options = { ...options, version: true };
    else options = { ...options, foreign: word };
  }
  return options;
}

export const redisCli: ProgramMain = function* redisCliMain(sys, argv) {
  const options = readOptions(argv.slice(1));
  if (options.version) {
    yield* out(sys, `redis-cli ${sys.env.get('REDIS_VERSION') ?? '8.10.1'}\n`);
    return 0;
  }
  if (options.foreign !== null) {
    yield* err(sys, `redis-cli: option '${options.foreign}' is not one that this simulator models\n`);
    return 1;
  }
  const fd = yield* connect(sys, options.host, options.port);
  if (fd === null) return 1;
  const show = options.raw || !sys.isatty(STDOUT) ? rawReply : shownReply;
  if (options.words.length > 0) return yield* send(sys, fd, options.words, show);
  return yield* talk(sys, fd, options, show);
};

function* talk(sys: Sys, fd: Fd, { host, port }: CliOptions, show: typeof rawReply): Program {
  const lines = new Lines(sys, STDIN);
  for (;;) {
    if (sys.isatty(STDIN)) yield* out(sys, `${host}:${port}> `);
    const line = yield* lines.next();
    const words = shellWords((line ?? 'exit').trim());
    if (line === null || /^(exit|quit)$/i.test(words[0] ?? '')) return 0;
    if (words.length > 0) yield* send(sys, fd, words, show);
  }
}

function* connect(sys: Sys, host: string, port: number): Task<Fd | null> {
  const refuse = (words: string): Task<void> =>
    err(sys, `Could not connect to Redis at ${host}:${port}: ${words}\n`);
  const found = yield* resolveName(sys, host);
  if (found.kind !== 'found') {
    yield* refuse(
      found.kind === 'unknown' ? 'Name or service not known' : 'Temporary failure in name resolution',
    );
    return null;
  }
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address: found.address, port });
    return fd;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* refuse(strerror(error.errno));
    return null;
  }
}

function* send(sys: Sys, fd: Fd, words: readonly string[], show: typeof rawReply): Program {
  const parts = words.map((word) => `$${new TextEncoder().encode(word).length}\r\n${word}\r\n`);
  yield* sys.write(fd, `*${words.length}\r\n${parts.join('')}`);
  let text = '';
  for (;;) {
    const whole = replyIn(text);
    if (whole !== null) {
      yield* out(sys, show(whole.reply));
      return 0;
    }
    const data = yield* sys.read(fd, 65_536);
    if (data.length === 0) return 0;
    text += new TextDecoder().decode(data);
  }
}
