/** A web server of the small internet: /srv/HOST/PATH for each host name, over HTTP/1.1, one child a connection. */
import { type Fd, type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { HttpReader, headerOf, httpDate } from './http.ts';

export const webServer: ProgramMain = function* webServerMain(sys: Sys): Program {
  const fd = sys.socket('stream');
  sys.bind(fd, { address: '0.0.0.0', port: 80 });
  sys.listen(fd, 128);
  sys.sigaction('CHLD', { kind: 'ignore' });
  for (;;) {
    const connection = yield* sys.accept(fd);
    sys.clone({}, function* (child) {
      child.close(fd);
      yield* answer(child, connection);
      return 0;
    });
    sys.close(connection);
  }
};

function* answer(sys: Sys, fd: Fd): Task<void> {
  try {
    const reader = new HttpReader(sys, fd, { idleMs: 60_000 });
    const request = (yield* reader.line()) ?? '';
    const headers: string[] = [];
    for (let line = yield* reader.line(); line !== null && line !== ''; ) {
      headers.push(line);
      line = yield* reader.line();
    }
    const [method = '', path = '/'] = request.split(' ');
    const host = (headerOf(headers, 'Host') ?? '').split(':')[0]?.toLowerCase() ?? '';
    const { status, body } = yield* page(sys, host, path.split('?')[0] ?? '/');
    const head = [
      `HTTP/1.1 ${status}`,
      `Date: ${httpDate(sys.realtimeMs())}`,
      'Content-Type: text/html',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    yield* sys.write(fd, [...head, '', ''].join('\r\n'));
    if (method !== 'HEAD') yield* sys.write(fd, body);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* page(
  sys: Sys,
  host: string,
  path: string,
): Task<{ readonly status: string; readonly body: Uint8Array }> {
  const name = path.endsWith('/') ? `${path}index.html` : path;
  try {
    if (name.split('/').includes('..')) throw new SysError('ENOENT');
    return { status: '200 OK', body: yield* readFile(sys, `/srv/${host}${name}`) };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const text =
      '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>\n';
    return { status: '404 Not Found', body: new TextEncoder().encode(text) };
  }
}
