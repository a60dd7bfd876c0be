/** How `docker history` words what an instruction did (buildkit `dockerfile2llb`, `commitToHistory`). */
import type { Healthcheck, ImageConfig } from '../model.ts';
import { pairsOf } from './config-instructions.ts';
import type { Instruction } from './dockerfile.ts';

/** `["a" "b"]`, as Go's %q prints a slice. */
export const goList = (words: readonly string[] | null): string =>
  `[${(words ?? []).map((word) => JSON.stringify(word)).join(' ')}]`;

/** Of an instruction that changes only the configuration; `after` is the configuration with it. */
export function describeConfig(
  one: Instruction,
  after: ImageConfig,
  expand: (text: string) => string,
): string {
  switch (one.name) {
    case 'CMD':
      return `CMD ${goList(after.cmd)}`;
    case 'ENTRYPOINT':
      return `ENTRYPOINT ${goList(after.entrypoint)}`;
    case 'ENV':
    case 'LABEL':
      return `${one.name} ${pairsOf(one.name, one.rest, expand)
        .map(([key, value]) => `${key}=${value}`)
        .join(' ')}`;
    case 'EXPOSE':
      return `EXPOSE [${expand(one.rest)
        .split(/\s+/)
        .map((port) => (port.includes('/') ? port : `${port}/tcp`))
        .sort()
        .join(' ')}]`;
    case 'VOLUME':
      return `VOLUME [${expand(one.rest)
        .replace(/["[\],]/g, ' ')
        .trim()
        .split(/\s+/)
        .join(' ')}]`;
    case 'SHELL':
      return `SHELL [${(after.shell ?? []).join(' ')}]`;
    case 'HEALTHCHECK':
      return `HEALTHCHECK ${healthText(after.healthcheck)}`;
    default:
      return `${one.name} ${expand(one.rest)}`;
  }
}

const seconds = (ns: number): string => `"${ns % 1e9 === 0 ? `${ns / 1e9}s` : `${ns / 1e6}ms`}"`;

function healthText(check: Healthcheck | null): string {
  if (check === null) return '<nil>';
  const times = [check.intervalNs, check.timeoutNs, check.startPeriodNs, check.startIntervalNs]
    .map(seconds)
    .join(' ');
  return `&{${goList(check.test)} ${times} '\\x${check.retries.toString(16).padStart(2, '0')}'}`;
}
