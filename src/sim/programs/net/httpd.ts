/**
 * httpd of busybox 1.38: serves the files below a directory over HTTP/1.1, one process a connection. Invariant: head, error
 * pages and redirects are the real one's, byte for byte, and so is what -v tells. Left out: CGI, authentication, httpd.conf, ranges, -i -e -d -m.
 */
import { type Fd, type Program, STDERR, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { HttpReader, httpDate } from './http.ts';

export const httpd = busybox({ short: 'fvp:h:M:', real: 'ic:K:u:r:deme', run: main });

const CONNECTION_IDLE_MS = 60_000;

function* main(context: Context): Program {
  const { sys } = context;
  if (context.operands.length > 0) throw new UsageFailure('');
  const home = context.value('h');
  if (home !== null) enter(sys, home);
  const fd = listenOn(sys, context.value('p') ?? '80');
  sys.sigaction('CHLD', { kind: 'ignore' });
  const verbosity = context.options.order.filter((key) => key === 'v').length;
  if (context.has('f')) return yield* serve(sys, fd, verbosity);
  sys.clone({}, function* (daemon) {
    daemon.setsid();
    return yield* serve(daemon, fd, verbosity);
  });
  return 0;
}

function enter(sys: Sys, home: string): void {
  try {
    sys.chdir(home);
  } catch (error) {
    throw new Failure(`can't change directory to '${home}': ${words(error)}`);
  }
}

function listenOn(sys: Sys, place: string): Fd {
  const [, address, port = ''] = /^(?:(.*):)?(\d+)$/.exec(place) ?? [];
  if (port === '') throw new Failure(`invalid port '${place}'`);
  const fd = sys.socket('stream');
  try {
    sys.bind(fd, { address: address ?? '::', port: Number(port) });
  } catch (error) {
    throw new Failure(`bind: ${words(error)}`);
  }
  sys.listen(fd, 9);
  return fd;
}

function* serve(sys: Sys, fd: Fd, verbosity: number): Program {
  for (;;) {
    const connection = yield* sys.accept(fd);
    sys.clone({}, function* (child) {
      child.close(fd);
      yield* answer(child, connection, verbosity);
      return 0;
    });
    sys.close(connection);
  }
}

/** `-v` tells on standard error how each request was answered, `-vv` also what was asked. */
function* tell(sys: Sys, fd: Fd, words: string): Task<void> {
  const { address, port } = sys.getpeername(fd);
  const shown = address.includes(':') ? address : `::ffff:${address}`;
  yield* sys.write(STDERR, `[${shown}]:${port}: ${words}\n`);
}

function* answer(sys: Sys, fd: Fd, verbosity: number): Task<void> {
  const reader = new HttpReader(sys, fd, { idleMs: CONNECTION_IDLE_MS });
  try {
    const request = yield* reader.line();
    if (request === null) return;
    for (let line = yield* reader.line(); line !== null && line !== ''; ) line = yield* reader.line();
    const [method = '', path = '/'] = request.split(' ');
    if (verbosity > 1) yield* tell(sys, fd, `${method} ${path}`);
    const status =
      method === 'GET' || method === 'HEAD'
        ? yield* file(sys, fd, decodeURIComponent(path.split('?')[0] ?? '/'), method === 'HEAD')
        : yield* page(sys, fd, 501, 'Not Implemented', 'The requested method is not recognized');
    if (verbosity > 0) yield* tell(sys, fd, `response:${status}`);
  } catch (error) {
    if (!(error instanceof SysError) && !(error instanceof URIError)) throw error;
  }
}

function* file(sys: Sys, fd: Fd, path: string, headOnly: boolean): Task<number> {
  const inside = `.${path.startsWith('/') ? path : `/${path}`}`;
  if (path.split('/').includes('..')) return yield* page(sys, fd, 400, 'Bad Request', 'Unsupported method');
  try {
    if (sys.stat(inside).type === 'directory' && !path.endsWith('/')) {
      yield* sys.write(fd, `${head(sys, '302 Found')}Content-type: text/html\r\nLocation: ${path}/\r\n\r\n`);
      return 302;
    }
    const name = path.endsWith('/') ? `${inside}index.html` : inside;
    const { mtimeMs, sizeBytes } = sys.stat(name);
    const data = yield* readFile(sys, name);
    const type = contentType(name);
    const seconds = Math.floor(mtimeMs / 1000);
    const facts =
      `${type === null ? '' : `Content-type: ${type}\r\n`}Accept-Ranges: bytes\r\nLast-Modified: ${httpDate(seconds * 1000)}\r\n` +
      `ETag: "${seconds.toString(16)}-${sizeBytes.toString(16)}"\r\nContent-Length: ${sizeBytes}\r\n\r\n`;
    yield* sys.write(fd, head(sys, '200 OK') + facts);
    if (!headOnly) yield* sys.write(fd, data);
    return 200;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EPIPE' || error.errno === 'ECONNRESET') return 200;
    if (error.errno === 'EACCES') return yield* page(sys, fd, 403, 'Forbidden', '');
    return yield* page(sys, fd, 404, 'Not Found', 'The requested URL was not found');
  }
}

const head = (sys: Sys, status: string): string =>
  `HTTP/1.1 ${status}\r\nDate: ${httpDate(sys.realtimeMs())}\r\nConnection: close\r\n`;

function* page(sys: Sys, fd: Fd, status: number, title: string, text: string): Task<number> {
  const name = `${status} ${title}`;
  const body = `<HTML><HEAD><TITLE>${name}</TITLE></HEAD>\n<BODY><H1>${name}</H1>\n${text}\n</BODY></HTML>\n`;
  yield* sys.write(fd, `${head(sys, name)}Content-type: text/html\r\n\r\n${body}`);
  return status;
}

const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  h: 'text/plain',
  c: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  png: 'image/png',
  css: 'text/css',
  js: 'application/javascript',
};

function contentType(name: string): string | null {
  const dot = /\.(\w+)$/.exec(name)?.[1];
  return dot === undefined ? null : (TYPES[dot] ?? null);
}
