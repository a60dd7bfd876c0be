/** A client's end of a conversation with a database server, over its unix socket or over TCP. */
import type { Errno } from '../../../kernel/errno.ts';
import { type Fd, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { resolveName } from '../../net/resolver.ts';
import { FrameBuffer, frame } from './frames.ts';
import type { LocalService } from './server-loop.ts';

export interface Conversation {
  /** Null when the server has gone. */
  ask(request: string): Task<string | null>;
  close(): void;
}

export type Opened =
  | { readonly kind: 'open'; readonly conversation: Conversation }
  | { readonly kind: 'refused'; readonly errno: Errno; readonly address: string }
  | { readonly kind: 'unknown-host' };

export function openLocal(sys: Sys, path: string): Opened {
  let service: LocalService;
  try {
    service = sys.connectUnix(path) as LocalService;
  } catch (error) {
    if (error instanceof SysError) return { kind: 'refused', errno: error.errno, address: path };
    throw error;
  }
  const connection = service.open(sys);
  const conversation: Conversation = {
    *ask(request) {
      if (!connection.ask(request)) return null;
      return yield* connection.replies.take();
    },
    close: () => connection.close(),
  };
  return { kind: 'open', conversation };
}

/** `greets`: the server speaks first. */
export function* openRemote(
  sys: Sys,
  target: { readonly host: string; readonly port: number },
  greets: boolean,
): Task<Opened> {
  const found = yield* resolveName(sys, target.host);
  if (found.kind !== 'found') return { kind: 'unknown-host' };
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address: found.address, port: target.port });
    const buffer = new FrameBuffer();
    if (greets) yield* nextFrame(sys, fd, buffer);
    return { kind: 'open', conversation: overSocket(sys, fd, buffer) };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    sys.close(fd);
    return { kind: 'refused', errno: error.errno, address: found.address };
  }
}

function* nextFrame(sys: Sys, fd: Fd, buffer: FrameBuffer): Task<string | null> {
  for (;;) {
    const message = buffer.next();
    if (message !== null) return new TextDecoder().decode(message);
    const data = yield* sys.read(fd, 65_536);
    if (data.length === 0) return null;
    buffer.add(data);
  }
}

const overSocket = (sys: Sys, fd: Fd, buffer: FrameBuffer): Conversation => ({
  *ask(request) {
    try {
      yield* sys.write(fd, frame(request));
      return yield* nextFrame(sys, fd, buffer);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return null;
    }
  },
  close: () => sys.close(fd),
});
