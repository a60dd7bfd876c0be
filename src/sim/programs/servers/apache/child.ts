/** A child of Apache: takes connections of the shared socket and answers one request on each. */
import { type Fd, type Program, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { httpDate } from '../../net/http.ts';
import { acceptOrSignal, noteSignals } from '../server.ts';
import { type Asked, lookUp, readRequest, respond } from '../static-files.ts';
import { answerWordPress, isWordPress } from '../wordpress/site.ts';
import { type Flavour, serverToken } from './flavour.ts';
import { accessLog, type Logs } from './logs.ts';

/** What is sent back: the status line's words, further headers, the body. */
export interface Page {
  readonly status: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

export function* apacheChild(sys: Sys, listener: Fd, flavour: Flavour, logs: Logs): Program {
  const came = noteSignals(sys, ['TERM']);
  for (const signal of ['WINCH', 'INT', 'HUP', 'USR1'] as const) sys.sigaction(signal, { kind: 'ignore' });
  sys.sigaction('CHLD', { kind: 'default' });
  if (sys.geteuid() === 0)
    sys.setCredentials({ uid: flavour.user, gid: flavour.user, groups: [flavour.user] });
  for (;;) {
    const connection = yield* acceptOrSignal(sys, listener, came);
    if (connection === null) {
      if (came.shift() !== undefined) return 0;
      continue;
    }
    try {
      yield* exchange(sys, connection, flavour, logs);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    sys.close(connection);
  }
}

function* exchange(sys: Sys, fd: Fd, flavour: Flavour, logs: Logs): Task<void> {
  const asked = yield* readRequest(sys, fd);
  if (asked === null) return;
  const page = isWordPress(sys, flavour.root, asked.target)
    ? yield* answerWordPress(sys, flavour.root, asked)
    : yield* filePage(sys, flavour, asked);
  const head = [
    `HTTP/1.1 ${page.status}`,
    `Date: ${httpDate(sys.realtimeMs())}`,
    `Server: ${serverToken(flavour)}`,
    ...page.headers,
    `Content-Length: ${page.body.length}`,
    'Connection: close',
  ];
  const type = page.headers.find((line) => line.startsWith('Content-Type'));
  yield* respond(
    sys,
    fd,
    type === undefined ? [...head, 'Content-Type: text/html; charset=iso-8859-1'] : head,
    page.body,
    asked.method,
  );
  yield* accessLog(sys, logs, flavour, {
    asked,
    status: Number(page.status.slice(0, 3)),
    bytes: page.body.length,
  });
}

function* filePage(sys: Sys, flavour: Flavour, asked: Asked): Task<Page> {
  const found = yield* lookUp(sys, flavour.root, asked.target, 'text/plain');
  if (found.kind === 'missing') return notFound(flavour, asked);
  const { body, stat, type } = found;
  const micros = Math.floor(stat.mtimeMs * 1000);
  return {
    status: '200 OK',
    headers: [
      `Last-Modified: ${httpDate(stat.mtimeMs)}`,
      `ETag: "${body.length.toString(16)}-${micros.toString(16)}"`,
      'Accept-Ranges: bytes',
      `Content-Type: ${type}`,
    ],
    body,
  };
}

function notFound(flavour: Flavour, asked: Asked): Page {
  const host =
    asked.headers
      .find((line) => /^host:/i.test(line))
      ?.slice(5)
      .trim()
      .split(':')[0] ?? 'localhost';
  const address =
    flavour.system === 'Debian'
      ? `<hr>\n<address>${serverToken(flavour)} Server at ${host} Port 80</address>\n`
      : '';
  const body = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n${address}</body></html>\n`;
  return { status: '404 Not Found', headers: [], body: new TextEncoder().encode(body) };
}
