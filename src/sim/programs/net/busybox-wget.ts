/**
 * wget of busybox 1.38, without a terminal: one URL after another to files or standard output. Invariant: its words go to standard error,
 * only the document to standard output. Left out: FTP, HTTPS (refused), proxies, POST, -c; the progress bar is drawn once, at the end.
 */
import { type Fd, type Program, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import {
  closeQuietly,
  type HttpHead,
  HttpReader,
  HttpTimeout,
  headerOf,
  parseUrl,
  readBody,
  readHead,
  type Url,
} from './http.ts';
import { resolveName } from './resolver.ts';

export const busyboxWget = busybox({
  short: 'qSO:P:T:U:',
  long: {
    spider: 'spider',
    quiet: 'q',
    'output-document': 'O:',
    timeout: 'T:',
    'user-agent': 'U:',
    header: 'header:',
  },
  real: 'co:Yt:',
  realLong: ['post-data', 'post-file', 'no-check-certificate', 'continue', 'proxy'],
  run: main,
});

const DEFAULT_TIMEOUT_S = 900;
const MOST_REDIRECTS = 5;

interface Job {
  readonly sys: Sys;
  readonly context: Context;
  readonly quiet: boolean;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
}

function* main(context: Context): Program {
  const { sys } = context;
  if (context.operands.length === 0) throw new UsageFailure('');
  const timeoutMs = Number(context.value('T') ?? DEFAULT_TIMEOUT_S) * 1000;
  for (const operand of context.operands) {
    const job = {
      sys,
      context,
      quiet: context.has('q'),
      timeoutMs,
      deadlineMs: sys.monotonicMs() + timeoutMs,
    };
    yield* fetch(job, operand);
  }
  return 0;
}

function* fetch(job: Job, operand: string): Task<void> {
  let url = readUrl(operand);
  for (let turn = 0; turn <= MOST_REDIRECTS; turn += 1) {
    const next = yield* fetchOnce(job, url);
    if (next === null) return;
    url = next.startsWith('/') ? { ...url, path: next } : readUrl(next);
  }
  throw new Failure('too many redirections');
}

function readUrl(text: string): Url {
  const url = parseUrl(text);
  if (url === null) throw new Failure(`bad address '${text}'`);
  if (url.scheme === 'http') return url;
  if (url.scheme === 'https' || url.scheme === 'ftp') {
    throw new Failure(`${url.scheme} is real, but this simulator does not model it`);
  }
  throw new Failure(`not an http or ftp url: ${text}`);
}

/** The place it redirects to, or null when done. */
function* fetchOnce(job: Job, url: Url): Task<string | null> {
  const { sys, context } = job;
  const fd = yield* connect(job, url);
  try {
    const agent = context.value('U') ?? 'Wget';
    const more = context.options
      .values('header')
      .map((line) => `${line}\r\n`)
      .join('');
    yield* sys.write(
      fd,
      `GET ${url.path} HTTP/1.1\r\nHost: ${url.authority}\r\nUser-Agent: ${agent}\r\nConnection: close\r\n${more}\r\n`,
    );
    const reader = new HttpReader(sys, fd, { idleMs: job.timeoutMs, deadlineMs: job.deadlineMs });
    const head = yield* readHead(reader);
    if (head === null) throw new Failure('error getting response');
    if (context.has('S')) yield* err(sys, `  ${head.statusLine}\n`);
    const location = headerOf(head.headers, 'Location');
    const redirected = location !== null && head.status >= 300 && head.status < 400;
    if (!redirected && head.status !== 200 && head.status !== 204)
      throw new Failure(`server returned error: ${head.statusLine}`);
    if (context.has('S')) yield* err(sys, [...head.headers, ''].map((line) => `  ${line}\n`).join(''));
    if (redirected) return location;
    yield* store(job, url, head, reader);
    return null;
  } catch (error) {
    if (error instanceof HttpTimeout) throw new Failure('download timed out');
    if (error instanceof SysError) throw new Failure(`error getting response: ${words(error)}`);
    throw error;
  } finally {
    closeQuietly(sys, fd);
  }
}

function* connect({ sys, quiet, timeoutMs }: Job, url: Url): Task<Fd> {
  const found = yield* resolveName(sys, url.host);
  if (found.kind !== 'found') throw new Failure(`bad address '${url.host}'`);
  const { address } = found;
  if (!quiet) yield* err(sys, `Connecting to ${url.authority} (${address}:${url.port})\n`);
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address, port: url.port }, timeoutMs);
    return fd;
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINPROGRESS') throw new Failure('download timed out');
    throw new Failure(`can't connect to remote host (${address}): ${words(error)}`);
  }
}

function* store(job: Job, url: Url, head: HttpHead, reader: HttpReader): Task<void> {
  const { sys, context, quiet } = job;
  if (context.has('spider')) {
    if (!quiet) yield* err(sys, 'remote file exists\n');
    return;
  }
  const named = context.value('O');
  const name = named ?? defaultName(context, url);
  const fd = name === '-' ? STDOUT : yield* create(sys, name, named === null);
  if (!quiet) yield* err(sys, name === '-' ? 'writing to stdout\n' : `saving to '${name}'\n`);
  const put = function* (data: Uint8Array): Task<void> {
    yield* sys.write(fd, data);
  };
  const got = yield* readBody(reader, head.length, put);
  if (fd !== STDOUT) sys.close(fd);
  if (quiet) return;
  yield* err(
    sys,
    `${bar(name.slice(name.lastIndexOf('/') + 1), got)}\n${name === '-' ? 'written to stdout' : `'${name}' saved`}\n`,
  );
}

function defaultName(context: Context, url: Url): string {
  const last = (url.path.split('?')[0] ?? '').split('/').at(-1) ?? '';
  const name = last === '' ? 'index.html' : last;
  const directory = context.value('P');
  return directory === null ? name : `${directory}/${name}`;
}

function* create(sys: Sys, name: string, fresh: boolean): Task<Fd> {
  try {
    return yield* sys.open(name, fresh ? ['write', 'create', 'excl'] : ['write', 'create', 'trunc']);
  } catch (error) {
    throw new Failure(`can't open '${name}': ${words(error)}`);
  }
}

const BAR = '*'.repeat(32);

/** The last state of the progress bar, 80 columns wide. */
const bar = (name: string, bytes: number): string =>
  `${name.slice(0, 20).padEnd(20)} 100% |${BAR}| ${size(bytes)}  0:00:00 ETA`;

function size(bytes: number): string {
  let value = bytes;
  let unit = '';
  for (const next of ['k', 'M', 'G']) {
    if (value < 100_000) break;
    value = Math.floor(value / 1024);
    unit = next;
  }
  return `${String(value).padStart(5)}${unit}`;
}
