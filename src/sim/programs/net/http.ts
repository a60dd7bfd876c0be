/** Models the little of HTTP/1.1, RFC 9112, that curl, wget and httpd share: URLs, heads, bodies by length or to the end. */
import { type Fd, type Sys, SysError, type Task } from '../../kernel/sys.ts';

export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** As the Host header has it: with the port when it is not the scheme's own. */
  readonly authority: string;
}

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** Null for what is no URL. `http` where no scheme is given. */
export function parseUrl(text: string): Url | null {
  const match = /^(?:([a-zA-Z][\w+.-]*):\/\/)?(?:[^/@?#]*@)?([^/:?#]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/.exec(
    text,
  );
  if (match === null) return null;
  const [, scheme = 'http', host = '', port, path = '/'] = match;
  const own = PORTS[scheme.toLowerCase()] ?? 80;
  const number = port === undefined ? own : Number(port);
  const full = path.startsWith('/') ? path : `/${path}`;
  return {
    scheme: scheme.toLowerCase(),
    host,
    port: number,
    path: full,
    authority: number === own ? host : `${host}:${number}`,
  };
}

export interface HttpHead {
  readonly statusLine: string;
  readonly status: number;
  /** `Name: value` as they came. */
  readonly headers: readonly string[];
  readonly length: number | null;
}

export const headerOf = (headers: readonly string[], name: string): string | null => {
  const found = headers.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return found === undefined ? null : found.slice(found.indexOf(':') + 1).trim();
};

/** Why an exchange broke off. */
export class HttpTimeout extends Error {}

/** Reads from a socket by lines and by bytes, within a deadline in virtual ms since boot. */
export class HttpReader {
  private readonly sys: Sys;
  private readonly fd: Fd;
  private buffer = new Uint8Array(0);
  private ended = false;
  /** When reading gives up with HttpTimeout; null never. */
  deadlineMs: number | null;
  /** Give up after this long without a byte. */
  readonly idleMs: number | null;

  constructor(
    sys: Sys,
    fd: Fd,
    limits: { readonly deadlineMs?: number | null; readonly idleMs?: number | null } = {},
  ) {
    this.sys = sys;
    this.fd = fd;
    this.deadlineMs = limits.deadlineMs ?? null;
    this.idleMs = limits.idleMs ?? null;
  }

  /** A line without its end, null at the end of the stream. */
  *line(): Task<string | null> {
    for (;;) {
      const at = this.buffer.indexOf(10);
      if (at >= 0) return new TextDecoder().decode(this.take(at + 1)).replace(/\r?\n$/, '');
      if (this.ended)
        return this.buffer.length === 0 ? null : new TextDecoder().decode(this.take(this.buffer.length));
      yield* this.fill();
    }
  }

  /** Some bytes, none at the end. */
  *some(max: number): Task<Uint8Array> {
    while (this.buffer.length === 0 && !this.ended) yield* this.fill();
    return this.take(Math.min(max, this.buffer.length));
  }

  private take(count: number): Uint8Array {
    const taken = this.buffer.slice(0, count);
    this.buffer = this.buffer.slice(count);
    return taken;
  }

  private *fill(): Task<void> {
    const left = this.deadlineMs === null ? null : Math.max(0, this.deadlineMs - this.sys.monotonicMs());
    const waitMs = left === null ? this.idleMs : Math.min(left, this.idleMs ?? left);
    if (waitMs !== null && (yield* this.sys.poll([this.fd], waitMs)).length === 0) throw new HttpTimeout();
    const data = yield* this.sys.read(this.fd, 65536);
    this.ended = data.length === 0;
    const joined = new Uint8Array(this.buffer.length + data.length);
    joined.set(this.buffer);
    joined.set(data, this.buffer.length);
    this.buffer = joined;
  }
}

/** The answer's head, null when the server hung up without one. */
export function* readHead(reader: HttpReader): Task<HttpHead | null> {
  const statusLine = yield* reader.line();
  if (statusLine === null) return null;
  const headers: string[] = [];
  for (;;) {
    const line = yield* reader.line();
    if (line === null || line === '') break;
    headers.push(line);
  }
  const length = headerOf(headers, 'Content-Length');
  const status = Number(/^HTTP\/\S+ (\d{3})/.exec(statusLine)?.[1] ?? 0);
  return { statusLine, status, headers, length: length === null ? null : Number(length) };
}

/** The body, to its length or to the end of the stream; `each` gets the pieces. */
export function* readBody(
  reader: HttpReader,
  length: number | null,
  each: (data: Uint8Array) => Task<void>,
): Task<number> {
  let got = 0;
  while (length === null || got < length) {
    const data = yield* reader.some(length === null ? 65536 : length - got);
    if (data.length === 0) break;
    got += data.length;
    yield* each(data);
  }
  return got;
}

/** `Fri, 20 Nov 2026 18:57:34 GMT`. */
export const httpDate = (ms: number): string => new Date(ms).toUTCString();

/** Closes a descriptor that may be closed already. */
export function closeQuietly(sys: Sys, fd: Fd): void {
  try {
    sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
