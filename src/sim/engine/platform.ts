/**
 * Whether an image is for the platform that was asked for (moby `daemon/images/image.go`, containerd `platforms`).
 * Invariant: what says nothing of the processor is content with any. Left out: variants but arm64/v8.
 */
import { EngineError } from './errors.ts';
import type { Image } from './model.ts';

const SYSTEMS = new Set(['linux', 'windows', 'darwin', 'freebsd']);

/** Throws EngineError not-found, in the daemon's words. */
export function checkPlatform(reference: string, image: Image, platform: string): void {
  const parts = platform.split('/');
  const named = SYSTEMS.has(parts[0] ?? '') || parts.length > 1;
  const system = named ? (parts.shift() ?? '') : 'linux';
  const processor = processorOf(parts);
  if (system === 'linux' && (processor === '' || processor === image.architecture)) return;
  const wanted = `${system}/${processor === '' ? image.architecture : processor}`;
  throw new EngineError(
    'not-found',
    `image with reference ${reference} was found but its platform (linux/${image.architecture}) does not match the specified platform (${wanted})`,
  );
}

function processorOf([name = '', ...variant]: readonly string[]): string {
  const full = [name.replace(/^aarch64$/, 'arm64').replace(/^x86_64$/, 'amd64'), ...variant].join('/');
  return full === 'arm64/v8' ? 'arm64' : full;
}
