import { type Detection, detectEngine } from '../../src/live/detect.ts';
import type { HostFacts } from '../../src/live/host-facts.ts';
import { launchWithDocker } from './stand-in.ts';
import { linuxHost } from './stand-in-docker.ts';

export interface Given {
  readonly others?: Readonly<Record<string, string>>;
  readonly host?: HostFacts;
  readonly timeoutMs?: number;
  readonly otherSockets?: readonly string[];
}

/** Looks for an engine where `docker` is this script; null: there is none. */
export async function detect(
  docker: string | null,
  { others = {}, host = linuxHost, timeoutMs = 10_000, otherSockets = [] }: Given = {},
): Promise<Detection> {
  return detectEngine({ launch: await launchWithDocker(docker, others), host, timeoutMs, otherSockets });
}

/** What the status line says, in which machine the engine is, and whether its processes are seen; or why there is none. */
export const labelled = (detection: Detection) =>
  detection.kind === 'found'
    ? [detection.label, detection.facts?.vm, detection.facts?.processesOnHost]
    : [detection.reason, detection.because];
