/** nginx's worker: takes connections of the shared socket, serves files, ends in order when its master says so. */
import { type Fd, type Program, STDERR, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { httpDate } from '../net/http.ts';
import { acceptOrSignal, momentOf, noteSignals } from './server.ts';
import { type Asked, type Found, lookUp, quotedHeader, readRequest, respond } from './static-files.ts';

/** As the image's variable says; Debian's package otherwise. */
export const nginxVersion = (sys: Sys): string => sys.env.get('NGINX_VERSION') ?? '1.22.1';
const ROOT = '/usr/share/nginx/html';
const WORKER = { uid: 101, gid: 101, groups: [101] };

/** A line of the error log: time, level, PID and thread. */
export function* nginxLog(sys: Sys, level: string, words: string): Task<void> {
  const { year, month, day, time } = momentOf(sys.realtimeMs());
  const pid = sys.getpid();
  yield* sys.write(STDERR, `${year}/${month}/${day} ${time} [${level}] ${pid}#${pid}: ${words}\n`);
}

/** Ends with 0 after QUIT, TERM or INT. */
export function* nginxWorker(sys: Sys, listener: Fd): Program {
  const came = noteSignals(sys, ['QUIT', 'TERM', 'INT']);
  sys.sigaction('HUP', { kind: 'ignore' });
  sys.sigaction('CHLD', { kind: 'default' });
  if (sys.geteuid() === 0) sys.setCredentials(WORKER);
  sys.setArgv(['nginx: worker process']);
  for (let number = 1; ; ) {
    const connection = yield* acceptOrSignal(sys, listener, came);
    if (connection !== null) {
      yield* serve(sys, connection, number);
      number += 1;
      continue;
    }
    const signal = came.shift();
    if (signal === undefined) continue;
    if (signal === 'QUIT') yield* nginxLog(sys, 'notice', 'gracefully shutting down');
    yield* nginxLog(sys, 'notice', 'exiting');
    yield* nginxLog(sys, 'notice', 'exit');
    return 0;
  }
}

function* serve(sys: Sys, fd: Fd, number: number): Task<void> {
  try {
    const asked = yield* readRequest(sys, fd);
    if (asked !== null)
      yield* answer(
        sys,
        fd,
        { asked, number },
        yield* lookUp(sys, ROOT, asked.target, 'application/octet-stream'),
      );
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  sys.close(fd);
}

const notFound = (sys: Sys): string => `<html>\r
<head><title>404 Not Found</title></head>\r
<body>\r
<center><h1>404 Not Found</h1></center>\r
<hr><center>nginx/${nginxVersion(sys)}</center>\r
</body>\r
</html>\r
`;

interface Numbered {
  readonly asked: Asked;
  /** Of the connection, counted from 1. */
  readonly number: number;
}

function* answer(sys: Sys, fd: Fd, { asked, number }: Numbered, found: Found): Task<void> {
  if (found.kind === 'missing') {
    const host = quotedHeader(asked, 'Host');
    yield* nginxLog(
      sys,
      'error',
      `*${number} open() "${found.path}" failed (2: No such file or directory), client: ${asked.client}, server: localhost, request: "${asked.requestLine}", host: "${host}"`,
    );
  }
  const body = found.kind === 'file' ? found.body : new TextEncoder().encode(notFound(sys));
  const status = found.kind === 'file' ? 200 : 404;
  const head = [
    `HTTP/1.1 ${status === 200 ? '200 OK' : '404 Not Found'}`,
    `Server: nginx/${nginxVersion(sys)}`,
    `Date: ${httpDate(sys.realtimeMs())}`,
    `Content-Type: ${found.kind === 'file' ? found.type : 'text/html'}`,
    `Content-Length: ${body.length}`,
    ...(found.kind === 'file'
      ? [
          `Last-Modified: ${httpDate(found.stat.mtimeMs)}`,
          'Connection: close',
          `ETag: "${Math.floor(found.stat.mtimeMs / 1000).toString(16)}-${body.length.toString(16)}"`,
          'Accept-Ranges: bytes',
        ]
      : ['Connection: close']),
  ];
  yield* respond(sys, fd, head, body, asked.method);
  const { day, monthName, year, time } = momentOf(sys.realtimeMs());
  const agent = quotedHeader(asked, 'User-Agent');
  const referer = quotedHeader(asked, 'Referer');
  const forwarded = quotedHeader(asked, 'X-Forwarded-For');
  yield* sys.write(
    STDOUT,
    `${asked.client} - - [${day}/${monthName}/${year}:${time} +0000] "${asked.requestLine}" ${status} ${body.length} "${referer}" "${agent}" "${forwarded}"\n`,
  );
}
