/**
 * Volumes of the `local` driver: directories below /var/lib/docker/volumes (moby `volume/service`).
 * Invariant: a volume is a directory on the host for as long as it is listed. Left out: other drivers, quotas.
 */
import type { Sys } from '../kernel/sys.ts';
import { EngineError } from './errors.ts';
import { mkdirAll, removeAll } from './host-files.ts';
import { randomId } from './ids.ts';
import type { Volume } from './model.ts';
import { volumeDirectory } from './paths.ts';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

export class VolumeStore {
  #sys: Sys;
  readonly #volumes = new Map<string, Volume>();
  readonly #made: (volume: Volume) => void;

  constructor(sys: Sys, made: (volume: Volume) => void = () => {}) {
    this.#sys = sys;
    this.#made = made;
  }

  /** The daemon is another process now. */
  use(sys: Sys): void {
    this.#sys = sys;
  }

  all(): readonly Volume[] {
    return [...this.#volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): Volume | null {
    return this.#volumes.get(name) ?? null;
  }

  get(name: string): Volume {
    const volume = this.find(name);
    if (volume === null) throw new EngineError('not-found', `get ${name}: no such volume`);
    return volume;
  }

  /** Makes it, or gives the one of that name back. */
  create(
    name: string | null,
    labels: ReadonlyMap<string, string> | null = null,
    options: ReadonlyMap<string, string> | null = null,
  ): Volume {
    const actual = name ?? randomId(this.#sys);
    const there = this.find(actual);
    if (there !== null) return there;
    if (actual.length === 1 && /[a-zA-Z0-9]/.test(actual)) {
      const words = 'volume name is too short, names should be at least two alphanumeric characters';
      throw new EngineError('invalid', `create ${actual}: ${words}`);
    }
    if (!NAME.test(actual)) {
      throw new EngineError(
        'invalid',
        `create ${actual}: "${actual}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
    }
    const mountpoint = volumeDirectory(actual);
    mkdirAll(this.#sys, mountpoint);
    const createdMs = this.#sys.realtimeMs();
    const volume = { name: actual, createdMs, labels, options, mountpoint, anonymous: name === null };
    this.#volumes.set(actual, volume);
    this.#made(volume);
    return volume;
  }

  remove(volume: Volume): void {
    this.#volumes.delete(volume.name);
    removeAll(this.#sys, volume.mountpoint.replace(/\/_data$/, ''));
  }
}
