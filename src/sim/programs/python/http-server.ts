/** `python3 -m http.server` and `python2 -m SimpleHTTPServer`: files and listings of the working directory. Invariant: log lines and pages are those of the real ones. */
import { type Fd, type Program, STDERR, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { httpDate } from '../net/http.ts';
import { acceptOrSignal, listenOn, momentOf, noteSignals } from '../servers/server.ts';
import { type Asked, lookUp, readRequest } from '../servers/static-files.ts';

export function* serveHttp(sys: Sys, version: string, port: number): Program {
  const two = version.startsWith('2.');
  const listener = listenOn(sys, port);
  if (listener === null) {
    yield* sys.write(STDERR, 'OSError: [Errno 98] Address already in use\n');
    return 1;
  }
  const came = noteSignals(sys, ['INT']);
  yield* sys.write(
    STDOUT,
    two
      ? `Serving HTTP on 0.0.0.0 port ${port} ...\n`
      : `Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...\n`,
  );
  for (;;) {
    const connection = yield* acceptOrSignal(sys, listener, came);
    if (connection === null) {
      if (came.length === 0) continue;
      yield* sys.write(STDERR, '\nKeyboard interrupt received, exiting.\n');
      return 0;
    }
    try {
      yield* exchange(sys, connection, version);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    sys.close(connection);
  }
}

function* exchange(sys: Sys, fd: Fd, version: string): Task<void> {
  const asked = yield* readRequest(sys, fd);
  if (asked === null) return;
  const listing = listed(sys, asked.target);
  const found =
    listing === null ? yield* lookUp(sys, sys.getcwd(), asked.target, 'application/octet-stream') : null;
  const server = `Server: SimpleHTTP/0.6 Python/${version}`;
  const date = `Date: ${httpDate(sys.realtimeMs())}`;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  let head: readonly string[];
  let body: Uint8Array;
  if (listing !== null) {
    body = encode(listing);
    head = [
      'HTTP/1.0 200 OK',
      server,
      date,
      'Content-type: text/html; charset=utf-8',
      `Content-Length: ${body.length}`,
    ];
  } else if (found?.kind === 'file') {
    body = found.body;
    head = [
      'HTTP/1.0 200 OK',
      server,
      date,
      `Content-type: ${found.type}`,
      `Content-Length: ${body.length}`,
      `Last-Modified: ${httpDate(found.stat.mtimeMs)}`,
    ];
  } else {
    body = encode(NOT_FOUND);
    head = [
      'HTTP/1.0 404 File not found',
      server,
      date,
      'Connection: close',
      'Content-Type: text/html;charset=utf-8',
      `Content-Length: ${body.length}`,
    ];
    yield* log(sys, asked, 'code 404, message File not found');
  }
  yield* log(sys, asked, `"${asked.requestLine}" ${head[0]?.split(' ')[1]} -`);
  yield* sys.write(fd, [...head, '', ''].join('\r\n'));
  if (asked.method !== 'HEAD') yield* sys.write(fd, body);
}

function* log(sys: Sys, asked: Asked, words: string): Task<void> {
  const { day, monthName, year, time } = momentOf(sys.realtimeMs());
  yield* sys.write(STDERR, `${asked.client} - - [${day}/${monthName}/${year} ${time}] ${words}\n`);
}

/** The page of a directory without index.html; null for anything else. */
function listed(sys: Sys, target: string): string | null {
  const path = `${sys.getcwd()}${target.split('?')[0]}`;
  try {
    if (!path.endsWith('/') || sys.access(`${path}index.html`, 'exists')) return null;
    const rows = sys
      .readdir(path)
      .map(({ name, type }) => (type === 'directory' ? `${name}/` : name))
      .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
      .map((name) => `<li><a href="${encodeURI(name)}">${name}</a></li>\n`);
    return `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Directory listing for ${target}</title>\n</head>\n<body>\n<h1>Directory listing for ${target}</h1>\n<hr>\n<ul>\n${rows.join('')}</ul>\n<hr>\n</body>\n</html>\n`;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

const NOT_FOUND = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: 404</p>
        <p>Message: File not found.</p>
        <p>Error code explanation: 404 - Nothing matches the given URI.</p>
    </body>
</html>
`;
