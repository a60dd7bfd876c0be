/** One HTTP/1.1 exchange over a connection, answered from a directory: what nginx and Apache do with their default pages. */
import { type Fd, type Stat, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { HttpReader, headerOf, readBody } from '../net/http.ts';

export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly requestLine: string;
  readonly headers: readonly string[];
  readonly client: string;
  /** What came after the headers, as text. */
  readonly body: string;
}

export type Found =
  | { readonly kind: 'file'; readonly body: Uint8Array; readonly stat: Stat; readonly type: string }
  | { readonly kind: 'missing'; readonly path: string };

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  xml: 'text/xml',
  png: 'image/png',
  svg: 'image/svg+xml',
};

/** The request, or null when the client says nothing. */
export function* readRequest(sys: Sys, fd: Fd): Task<Asked | null> {
  const reader = new HttpReader(sys, fd, { idleMs: 60_000 });
  const requestLine = yield* reader.line();
  if (requestLine === null || requestLine === '') return null;
  const headers: string[] = [];
  for (let line = yield* reader.line(); line !== null && line !== ''; line = yield* reader.line())
    headers.push(line);
  const [method = '', target = '/'] = requestLine.split(' ');
  const length = Number(headerOf(headers, 'Content-Length') ?? 0);
  const decoder = new TextDecoder();
  let body = '';
  // biome-ignore lint/correctness/useYield: the pieces are only kept.
  yield* readBody(reader, length, function* (data) {
    body += decoder.decode(data, { stream: true });
  });
  return { method, target, requestLine, headers, client: clientOf(sys, fd), body };
}

function clientOf(sys: Sys, fd: Fd): string {
  try {
    return sys.getpeername(fd).address.replace(/^::ffff:/, '');
  } catch (error) {
    if (error instanceof SysError) return '-';
    throw error;
  }
}

export function* lookUp(sys: Sys, root: string, target: string, fallbackType: string): Task<Found> {
  const path = decode(target.split('?')[0] ?? '/');
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const file = `${root}${name}`;
  try {
    if (name.split('/').includes('..')) throw new SysError('ENOENT');
    const stat = sys.stat(file);
    if (stat.type !== 'file') throw new SysError('ENOENT');
    const extension = name.split('.').at(-1) ?? '';
    return { kind: 'file', body: yield* readFile(sys, file), stat, type: TYPES[extension] ?? fallbackType };
  } catch (error) {
    if (error instanceof SysError) return { kind: 'missing', path: file };
    throw error;
  }
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

export function* respond(
  sys: Sys,
  fd: Fd,
  head: readonly string[],
  body: Uint8Array,
  method: string,
): Task<void> {
  yield* sys.write(fd, [...head, '', ''].join('\r\n'));
  if (method !== 'HEAD') yield* sys.write(fd, body);
}

export const quotedHeader = (asked: Asked, name: string): string => headerOf(asked.headers, name) ?? '-';
