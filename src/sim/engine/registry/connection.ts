/**
 * The way to a registry. Without one reachable the daemon's name server does not answer, in the words and the time of the
 * reference engine, which has no network either; in a world with a registry the way is free.
 */
import type { Task } from '../../kernel/sys.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { readFile } from '../host-files.ts';

export const REGISTRY_HOST = 'registry-1.docker.io';
export const INDEX_HOST = 'index.docker.io';
const TIMEOUT_MS = 20_000;
const FIRST_EPHEMERAL_PORT = 32768;

/** What Go's net package says after the name server has not answered. */
export function* lookupTimeout(engine: Engine, host: string): Task<string> {
  yield* engine.busy(TIMEOUT_MS);
  const resolv = (yield* readFile(engine.sys, '/etc/resolv.conf')) ?? '';
  const server = /^nameserver\s+(\S+)/m.exec(resolv)?.[1] ?? '127.0.0.1';
  const port = FIRST_EPHEMERAL_PORT + Math.floor(engine.sys.random() * 28000);
  return `dial tcp: lookup ${host} on ${server}:53: read udp 192.168.1.10:${port}->${server}:53: i/o timeout`;
}

/** Returns when the host can be reached; else throws EngineError. */
export function* registryUnreachable(engine: Engine, host: string, path: string): Task<void> {
  if (engine.registry !== null) return;
  throw new EngineError('system', `Get "https://${host}${path}": ${yield* lookupTimeout(engine, host)}`);
}
