/**
 * /var/run/docker.sock: how clients reach the daemon. A request runs as a thread of dockerd, with dockerd's
 * rights, while the client waits; it goes on when the client has gone. Models Docker's HTTP API without HTTP.
 */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { Inbox } from './inbox.ts';
import { DOCKER_SOCKET } from './paths.ts';

type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: EngineError };

export interface DockerService {
  readonly engine: Engine;
  /** Runs `work` in the daemon and waits in `client`; EngineError is thrown here as it was there. */
  call<T>(client: Sys, work: (engine: Engine) => Task<T>): Task<T>;
}

export function dockerService(engine: Engine): DockerService {
  return { engine, call: (client, work) => callDaemon(engine, client, work) };
}

function* callDaemon<T>(engine: Engine, client: Sys, work: (engine: Engine) => Task<T>): Task<T> {
  const replies = new Inbox<Reply<T>>(client);
  engine.runtime.go(answer(engine, work, replies));
  const reply = yield* replies.take();
  replies.close();
  if (!reply.ok) throw reply.error;
  return reply.value;
}

function* answer<T>(engine: Engine, work: (engine: Engine) => Task<T>, replies: Inbox<Reply<T>>): Task<void> {
  try {
    const value = yield* work(engine);
    replies.push({ ok: true, value });
  } catch (error) {
    replies.push({ ok: false, error: error instanceof EngineError ? error : unforeseen(error) });
  }
}

/** As net/http recovers what panics in a handler, so that one bad request does not end the daemon. */
function unforeseen(error: unknown): EngineError {
  const words = error instanceof Error ? error.message : String(error);
  return new EngineError('system', `vmvscontainer: the simulator failed at this request (${words})`);
}

/** The daemon behind the socket file, or null when nobody listens there. */
export function connectDocker(client: Sys, path = DOCKER_SOCKET): DockerService | null {
  try {
    return client.connectUnix(path) as DockerService;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
