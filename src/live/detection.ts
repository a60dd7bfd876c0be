import type { EngineFacts } from '../domain/observation.ts';
import type { Complaint, Reason } from './complaint.ts';
import type { Endpoint } from './endpoint.ts';
import type { HostFacts } from './host-facts.ts';
import type { Launch } from './launch.ts';
import { remedyFor } from './remedy.ts';
import type { Way } from './way.ts';

export type Detection = FoundEngine | NoEngine;

export interface FoundEngine {
  readonly kind: 'found';
  readonly version: string;
  /** `Docker 28.5 on this computer`. */
  readonly label: string;
  /** One clause: why this one, or what to know of it. */
  readonly because: string;
  readonly busybox: 'present' | 'missing';
  readonly way: Way;
  readonly endpoint: Endpoint | null;
  /** null: it answers, but did not say more of itself in time. */
  readonly facts: EngineFacts | null;
}

export interface NoEngine {
  readonly kind: 'not-found';
  readonly reason: Reason;
  /** One clause, without a full stop. */
  readonly because: string;
  /** What to do about it, in whole sentences. */
  readonly remedy: string;
  readonly endpoint: Endpoint | null;
}

export interface DetectSettings {
  readonly launch: Launch;
  readonly host: HostFacts;
  /** For each of the few questions that are asked one after the other. */
  readonly timeoutMs?: number;
  /** Sockets of engines that plain `docker` does not find; other-sockets.ts looks for them by itself. */
  readonly otherSockets?: readonly string[];
}

export function noEngine(
  { reason, because }: Complaint,
  host: HostFacts,
  endpoint: Endpoint | null,
  engine: 'docker' | 'podman' = 'docker',
): NoEngine {
  const remedy = remedyFor(reason, { host, endpoint, engine });
  return { kind: 'not-found', reason, because, remedy, endpoint };
}
