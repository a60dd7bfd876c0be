/** The mirror of /etc/apt: asked over the network each time, so that without one apt fails as the real one does. */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readText } from '../lib/io.ts';
import { HttpReader, readHead } from '../net/http.ts';
import { resolveName } from '../net/resolver.ts';

export interface Source {
  readonly url: string;
  readonly host: string;
  readonly suite: string;
}

/** The first of sources.list.d/debian.sources. */
export function* readSource(sys: Sys): Task<Source | null> {
  try {
    const text = yield* readText(sys, '/etc/apt/sources.list.d/debian.sources');
    const url = /^URIs: (\S+)/m.exec(text)?.[1] ?? '';
    const suite = /^Suites: (\S+)/m.exec(text)?.[1] ?? '';
    return { url, suite, host: url.split('/')[2] ?? '' };
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

/** Why the mirror cannot be asked; null when it answers. */
export function* mirrorProblem(sys: Sys, { host }: Source): Task<string | null> {
  const found = yield* resolveName(sys, host);
  if (found.kind === 'failed') return `Temporary failure resolving '${host}'`;
  if (found.kind === 'unknown') return `Could not resolve '${host}'`;
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address: found.address, port: 80 });
    yield* sys.write(
      fd,
      `HEAD / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Debian APT-HTTP/1.3\r\nConnection: close\r\n\r\n`,
    );
    yield* readHead(new HttpReader(sys, fd));
    return null;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why = error.errno === 'ECONNREFUSED' ? '111: Connection refused' : '110: Connection timed out';
    return `Could not connect to ${host}:80 (${found.address}). - connect (${why})`;
  } finally {
    sys.close(fd);
  }
}
