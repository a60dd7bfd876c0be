/**
 * The loop of a database server: one process that answers clients on a unix socket and on TCP until a signal comes or it is told to stop.
 * Invariant: a request is answered whole before the next begins, so that statements never mix. Left out: threads, timeouts.
 */
import { Inbox } from '../../../engine/inbox.ts';
import type { Signal } from '../../../kernel/signals.ts';
import { type Fd, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { FrameBuffer, frame } from './frames.ts';

export interface ServerPlan<S> {
  /** What a TCP client is sent first; null where the client begins. */
  readonly greeting: (() => Uint8Array) | null;
  /** `address` is null on the unix socket. */
  readonly begin: (address: string | null) => S;
  readonly answer: (session: S, request: string) => Task<string>;
  readonly end: (session: S) => void;
  /** Whether an answer has asked the server to end. */
  readonly stopped: () => boolean;
}

/** What a client of the unix socket is handed. */
export interface LocalService {
  readonly open: (client: Sys) => LocalConnection;
}
export interface LocalConnection {
  readonly replies: Inbox<string>;
  readonly ask: (request: string) => boolean;
  readonly close: () => void;
}

type Message =
  | { readonly kind: 'request'; readonly from: LocalPeer; readonly request: string }
  | { readonly kind: 'gone'; readonly from: LocalPeer };
interface LocalPeer {
  readonly replies: Inbox<string>;
}
interface RemotePeer<S> {
  readonly session: S;
  readonly buffer: FrameBuffer;
}

export interface Doors {
  readonly listener: Fd | null;
  readonly socketPath: string;
  /** Signals noted by the server's handlers. */
  readonly came: Signal[];
}

/** Returns the signal that came; null after a request to stop. */
export function* serve<S>(sys: Sys, doors: Doors, plan: ServerPlan<S>): Task<Signal | null> {
  const inbox = new Inbox<Message>(sys);
  offer(sys, doors.socketPath, inbox);
  const locals = new Map<LocalPeer, S>();
  const remotes = new Map<Fd, RemotePeer<S>>();
  for (;;) {
    const signal = doors.came.shift();
    if (signal !== undefined) return signal;
    if (plan.stopped()) return null;
    const fds = [inbox.fd, ...(doors.listener === null ? [] : [doors.listener]), ...remotes.keys()];
    const ready = yield* readyOf(sys, fds);
    for (const fd of ready) {
      if (fd === inbox.fd) yield* answerLocal(yield* inbox.take(), locals, plan);
      else if (fd === doors.listener) yield* welcome(sys, fd, remotes, plan);
      else yield* answerRemote(sys, fd, remotes, plan);
    }
  }
}

function* readyOf(sys: Sys, fds: readonly Fd[]): Task<readonly Fd[]> {
  try {
    return yield* sys.poll(fds, null);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINTR') return [];
    throw error;
  }
}

function offer(sys: Sys, path: string, inbox: Inbox<Message>): void {
  if (sys.access(path, 'exists')) sys.unlink(path);
  const before = sys.umask(0);
  const service: LocalService = {
    open: (client) => {
      const peer: LocalPeer = { replies: new Inbox<string>(client) };
      return {
        replies: peer.replies,
        ask: (request) => inbox.push({ kind: 'request', from: peer, request }),
        close: () => {
          inbox.push({ kind: 'gone', from: peer });
          peer.replies.close();
        },
      };
    },
  };
  sys.serveUnix(path, service);
  sys.umask(before);
}

function* answerLocal<S>(message: Message, locals: Map<LocalPeer, S>, plan: ServerPlan<S>): Task<void> {
  const session = locals.get(message.from) ?? plan.begin(null);
  locals.set(message.from, session);
  if (message.kind === 'request') message.from.replies.push(yield* plan.answer(session, message.request));
  else {
    locals.delete(message.from);
    plan.end(session);
  }
}

function* welcome<S>(
  sys: Sys,
  listener: Fd,
  remotes: Map<Fd, RemotePeer<S>>,
  plan: ServerPlan<S>,
): Task<void> {
  const fd = yield* sys.accept(listener);
  const address = sys.getpeername(fd).address.replace(/^::ffff:/, '');
  remotes.set(fd, { session: plan.begin(address), buffer: new FrameBuffer() });
  if (plan.greeting !== null) yield* sys.write(fd, frame(plan.greeting()));
}

function* answerRemote<S>(
  sys: Sys,
  fd: Fd,
  remotes: Map<Fd, RemotePeer<S>>,
  plan: ServerPlan<S>,
): Task<void> {
  const peer = remotes.get(fd);
  if (peer === undefined) return;
  try {
    const data = yield* sys.read(fd, 65_536);
    peer.buffer.add(data);
    for (let message = peer.buffer.next(); message !== null; message = peer.buffer.next()) {
      yield* sys.write(fd, frame(yield* plan.answer(peer.session, new TextDecoder().decode(message))));
    }
    if (data.length > 0) return;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  remotes.delete(fd);
  plan.end(peer.session);
  sys.close(fd);
}
