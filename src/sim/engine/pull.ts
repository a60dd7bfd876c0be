/**
 * `POST /images/create`: what is here already is up to date; for all else the daemon asks Docker Hub, which this
 * machine cannot reach: its name server does not answer. Words and time as the reference engine without a network.
 */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { readFile } from './host-files.ts';

const TIMEOUT_MS = 20_000;
const FIRST_EPHEMERAL_PORT = 32768;

/** Always throws: no registry can be reached. */
export function* pullImage(engine: Engine, _reference: string): Task<never> {
  yield* engine.busy(TIMEOUT_MS);
  const resolv = (yield* readFile(engine.sys, '/etc/resolv.conf')) ?? '';
  const server = /^nameserver\s+(\S+)/m.exec(resolv)?.[1] ?? '127.0.0.1';
  const port = FIRST_EPHEMERAL_PORT + Math.floor(engine.sys.random() * 28000);
  throw new EngineError(
    'system',
    `Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on ${server}:53: read udp 192.168.1.10:${port}->${server}:53: i/o timeout`,
  );
}
