/**
 * Volumes whose options name a device (moby `volume/local/local_unix.go`): `type=tmpfs`, `type=none` with `o=bind`. Invariant: the device
 * is mounted on the volume's directory exactly as long as somebody uses the volume. Left out: looking up the address of an nfs or cifs server.
 */

import { strerror } from '../kernel/errno.ts';
import { SysError } from '../kernel/sys.ts';
import type { MountRequest } from '../kernel/sys-types.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Container, Volume } from './model.ts';

type Flag = NonNullable<MountRequest['flags']>[number];

/** The words of `o=` that are flags of mount(2), with their bits (moby/sys `mount/flags_linux.go`). */
const FLAGS: Readonly<Record<string, { readonly flag: Flag; readonly bits: number }>> = {
  ro: { flag: 'ro', bits: 0x1 },
  nosuid: { flag: 'nosuid', bits: 0x2 },
  nodev: { flag: 'nodev', bits: 0x4 },
  noexec: { flag: 'noexec', bits: 0x8 },
  bind: { flag: 'bind', bits: 0x1000 },
  rbind: { flag: 'rbind', bits: 0x5000 },
};
const NO_EFFECT = new Set(['rw', 'defaults', 'suid', 'dev', 'exec', 'relatime']);

const NEEDS: readonly (readonly [string, readonly string[]])[] = [
  ['device', ['type']],
  ['type', ['device']],
  ['o', ['device', 'type']],
];
const KNOWN = new Set(['type', 'o', 'device', 'size']);

/** Throws EngineError where the local driver would not make such a volume. */
export function checkVolumeOptions(name: string, options: ReadonlyMap<string, string> | null): void {
  const fail = (words: string) => new EngineError('invalid', `create ${name}: ${words}`);
  for (const key of options?.keys() ?? []) {
    if (!KNOWN.has(key)) throw fail(`invalid option: "${key}"`);
  }
  for (const [key, needed] of NEEDS) {
    const missing = options?.has(key) === true ? needed.find((one) => !options.has(one)) : undefined;
    if (missing !== undefined) throw fail(`missing required option: "${missing}"`);
  }
  if (options?.has('size')) throw fail('quota size requested but no quota support');
}

const users = new WeakMap<Volume, Set<string>>();

export const hasDevice = (volume: Volume | null): volume is Volume => volume?.options?.has('device') === true;

/** For whoever `user` is; a second call for the same one changes nothing. Throws EngineError. */
export function mountVolume(engine: Engine, volume: Volume, user: string): void {
  const using = users.get(volume) ?? new Set();
  users.set(volume, using);
  if (using.size === 0) mountDevice(engine, volume);
  using.add(user);
}

export function unmountVolume(engine: Engine, volume: Volume, user: string): void {
  const using = users.get(volume);
  if (using?.delete(user) === true && using.size === 0) engine.sys.umount(volume.mountpoint, { lazy: true });
}

function mountDevice(engine: Engine, volume: Volume): void {
  const option = (key: string): string => volume.options?.get(key) ?? '';
  const words = option('o')
    .split(',')
    .filter((word) => word !== '');
  const data = words.filter((word) => FLAGS[word] === undefined && !NO_EFFECT.has(word)).join(',');
  const request: MountRequest = {
    source: option('device'),
    target: volume.mountpoint,
    type: option('type'),
    flags: words.flatMap((word) => FLAGS[word]?.flag ?? []),
    ...(data === '' ? {} : { data }),
  };
  try {
    engine.sys.mount(request);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const bits = words.reduce((sum, word) => sum | (FLAGS[word]?.bits ?? 0), 0);
    const given = `${bits === 0 ? '' : `, flags: 0x${bits.toString(16)}`}${data === '' ? '' : `, data: ${data}`}`;
    throw new EngineError(
      'system',
      `error while mounting volume '${volume.mountpoint}': failed to mount local volume: mount ${request.source}:${request.target}${given}: ${strerror(error.errno).toLowerCase()}`,
    );
  }
}

const devicesOf = (engine: Engine, container: Container): readonly Volume[] =>
  container.mounts
    .filter(({ type }) => type === 'volume')
    .map(({ name }) => engine.volumes.find(name))
    .filter(hasDevice);

/** All that a container is about to use. */
export function mountVolumes(engine: Engine, container: Container): void {
  for (const volume of devicesOf(engine, container)) mountVolume(engine, volume, container.id);
}

export function unmountVolumes(engine: Engine, container: Container): void {
  for (const volume of devicesOf(engine, container)) unmountVolume(engine, volume, container.id);
}
