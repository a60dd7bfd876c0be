/**
 * curl 8.23 for http. Invariants: exit codes and error texts are the real one's; without a terminal the progress meter stays silent only with -s or -o to
 * nothing to draw (its lines are not modelled). Left out: https, uploads other than -d, cookies, authentication, proxies. curl(1).
 */
import { type Fd, type Program, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { CurlError, type CurlOptions, readCurlOptions, writeOut } from './curl-options.ts';
import {
  closeQuietly,
  HttpReader,
  HttpTimeout,
  headerOf,
  parseUrl,
  readBody,
  readHead,
  type Url,
} from './http.ts';
import { resolveName } from './resolver.ts';

const VERSION = 'curl/8.23.0';
const MOST_REDIRECTS = 50;

export const curl = function* curlMain(sys: Sys, argv: readonly string[]): Program {
  let options: CurlOptions;
  try {
    options = readCurlOptions(argv.slice(1));
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    yield* err(
      sys,
      `curl: ${error.message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`,
    );
    return error.code;
  }
  if (options.urls.length === 0) {
    yield* err(sys, "curl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  let status = 0;
  for (const text of options.urls) status = yield* transfer(sys, options, text);
  return status;
};

function* transfer(sys: Sys, options: CurlOptions, text: string): Program {
  const facts = { code: 0, bytes: 0, startMs: sys.monotonicMs(), url: text };
  let status = 0;
  try {
    yield* follow(sys, options, text, facts);
  } catch (error) {
    if (!(error instanceof CurlError)) throw error;
    status = error.code;
    if (!options.silent || options.showError) yield* err(sys, `curl: (${status}) ${error.message}\n`);
  }
  if (options.writeOut !== null) {
    yield* sys.write(
      STDOUT,
      writeOut(options.writeOut, { ...facts, totalMs: sys.monotonicMs() - facts.startMs }),
    );
  }
  return status;
}

interface Facts {
  code: number;
  bytes: number;
  readonly startMs: number;
  readonly url: string;
}

function* follow(sys: Sys, options: CurlOptions, text: string, facts: Facts): Task<void> {
  let url = readUrl(text);
  for (let turn = 0; turn <= MOST_REDIRECTS; turn += 1) {
    const next = yield* exchange(sys, options, url, facts);
    if (next === null) return;
    url = next.startsWith('/') ? { ...url, path: next } : readUrl(next);
  }
  throw new CurlError(47, `Maximum (${MOST_REDIRECTS}) redirects followed`);
}

function readUrl(text: string): Url {
  const url = parseUrl(text);
  if (url === null) throw new CurlError(3, 'URL rejected: Malformed input to a URL function');
  if (url.scheme === 'http') return url;
  if (['https', 'ftp', 'ftps', 'telnet', 'file', 'sftp', 'smtp'].includes(url.scheme)) {
    throw new CurlError(1, `Protocol "${url.scheme}" is real, but this simulator does not model it`);
  }
  throw new CurlError(1, `Protocol "${url.scheme}" not supported`);
}

/** Where it redirects to when redirects are followed, else null. */
function* exchange(sys: Sys, options: CurlOptions, url: Url, facts: Facts): Task<string | null> {
  const deadlineMs = options.maxTimeMs === null ? null : facts.startMs + options.maxTimeMs;
  const fd = yield* connect(sys, options, url, facts);
  try {
    yield* sys.write(fd, yield* request(sys, options, url));
    if (options.verbose) yield* err(sys, '* Request completely sent off\n');
    const reader = new HttpReader(sys, fd, { deadlineMs });
    const head = yield* readHead(reader);
    if (head === null) throw new CurlError(52, 'Empty reply from server');
    facts.code = head.status;
    const lines = [head.statusLine, ...head.headers, ''];
    if (options.verbose) yield* err(sys, lines.map((line) => `< ${line}\n`).join(''));
    if (options.fail && head.status >= 400)
      throw new CurlError(22, `The requested URL returned error: ${head.status}`);
    const location = headerOf(head.headers, 'Location');
    const redirects = options.follow && location !== null && head.status >= 300 && head.status < 400;
    if (options.include || options.headOnly)
      yield* sys.write(STDOUT, lines.map((line) => `${line}\r\n`).join(''));
    if (redirects) return location;
    if (!options.headOnly) facts.bytes = yield* store(sys, options, reader, head.length, url);
    if (options.verbose) yield* err(sys, '* shutting down connection #0\n');
    return null;
  } catch (error) {
    if (error instanceof HttpTimeout) {
      const tookMs = Math.round(sys.monotonicMs() - facts.startMs);
      throw new CurlError(
        28,
        `Operation timed out after ${tookMs} milliseconds with ${facts.bytes} bytes received`,
      );
    }
    if (error instanceof SysError && error.errno === 'ECONNRESET') {
      throw new CurlError(56, 'Recv failure: Connection reset by peer');
    }
    throw error;
  } finally {
    closeQuietly(sys, fd);
  }
}

function* connect(sys: Sys, options: CurlOptions, url: Url, facts: Facts): Task<Fd> {
  const found = yield* resolveName(sys, url.host);
  if (found.kind !== 'found') throw new CurlError(6, `Could not resolve host: ${url.host}`);
  const { address } = found;
  if (options.verbose) {
    if (address !== url.host)
      yield* err(
        sys,
        `* Host ${url.host}:${url.port} was resolved.\n* IPv6: (none)\n* IPv4: ${found.addresses.join(', ')}\n`,
      );
    yield* err(sys, `*   Trying ${address}:${url.port}...\n`);
  }
  const fd = sys.socket('stream');
  const limits = [options.connectTimeoutMs, options.maxTimeMs].filter((ms) => ms !== null);
  try {
    yield* sys.connect(fd, { address, port: url.port }, limits.length === 0 ? null : Math.min(...limits));
    const local = sys.getsockname(fd);
    if (options.verbose) {
      const ends = `${url.host} (${address} port ${url.port}) from ${local.address} port ${local.port}`;
      yield* err(sys, `* Established connection to ${ends} \n* using HTTP/1.x\n`);
    }
    return fd;
  } catch (error) {
    sys.close(fd);
    if (!(error instanceof SysError)) throw error;
    const tookMs = Math.round(sys.monotonicMs() - facts.startMs);
    if (error.errno === 'EINPROGRESS')
      throw new CurlError(28, `Connection timed out after ${tookMs + 1} milliseconds`);
    throw new CurlError(
      7,
      `Failed to connect to ${url.host}:${url.port} after ${tookMs} ms: Could not connect to server`,
    );
  }
}

function* request(sys: Sys, options: CurlOptions, url: Url): Task<string> {
  const method = options.method ?? (options.headOnly ? 'HEAD' : options.data === null ? 'GET' : 'POST');
  const own = (name: string) => headerOf(options.headers, name) !== null;
  const lines = [
    `${method} ${url.path} HTTP/1.1`,
    ...(own('Host') ? [] : [`Host: ${url.authority}`]),
    ...(own('User-Agent') ? [] : [`User-Agent: ${options.userAgent ?? VERSION}`]),
    ...(own('Accept') ? [] : ['Accept: */*']),
    ...options.headers,
    ...(options.data === null
      ? []
      : [`Content-Length: ${options.data.length}`, 'Content-Type: application/x-www-form-urlencoded']),
    '',
  ];
  if (options.verbose) yield* err(sys, lines.map((line) => `> ${line}\n`).join(''));
  return `${lines.map((line) => `${line}\r\n`).join('')}${options.data ?? ''}`;
}

function* store(
  sys: Sys,
  options: CurlOptions,
  reader: HttpReader,
  length: number | null,
  url: Url,
): Task<number> {
  const name = options.remoteName
    ? (url.path.split('?')[0] ?? '').split('/').at(-1) || 'index.html'
    : options.output;
  const fd = name === null || name === '-' ? STDOUT : yield* sys.open(name, ['write', 'create', 'trunc']);
  const got = yield* readBody(reader, length, function* (data) {
    yield* sys.write(fd, data);
  });
  if (fd !== STDOUT) sys.close(fd);
  return got;
}
