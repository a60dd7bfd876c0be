/**
 * Volumes and binds of a container (moby `volume/mounts`): from `-v` words and the image's VOLUMEs to mounts.
 * Left out: other volume drivers, propagation, SELinux labels.
 */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { exists, mkdirAll } from './host-files.ts';
import type { ContainerConfig, HostConfig, Mount } from './model.ts';

export function resolveMounts(engine: Engine, host: HostConfig, config: ContainerConfig): readonly Mount[] {
  const mounts: Mount[] = (host.binds ?? []).map((bind) => fromBind(engine, bind));
  for (const destination of config.volumes ?? []) {
    if (mounts.some((mount) => mount.destination === destination)) continue;
    const volume = engine.volumes.create(null);
    mounts.push(volumeMount(volume.name, volume.mountpoint, destination, '', true));
  }
  return mounts;
}

const volumeMount = (
  name: string,
  source: string,
  destination: string,
  mode: string,
  rw: boolean,
): Mount => ({
  type: 'volume',
  name,
  source,
  destination,
  mode,
  rw,
});

/** `name:/path[:ro]` or `/host:/path[:ro]`. */
function fromBind(engine: Engine, bind: string): Mount {
  const [source = '', destination = '', mode = ''] = bind.split(':');
  const rw = !mode.split(',').includes('ro');
  if (!destination.startsWith('/')) {
    throw new EngineError(
      'invalid',
      `invalid volume specification: '${bind}': invalid mount config for type "${source.startsWith('/') ? 'bind' : 'volume'}": invalid mount path: '${destination}' mount path must be absolute`,
    );
  }
  if (!source.startsWith('/')) {
    const volume = engine.volumes.create(source);
    return volumeMount(source, volume.mountpoint, destination, mode === '' ? 'z' : mode, rw);
  }
  if (!exists(engine.sys, source)) mkdirAll(engine.sys, source);
  return { type: 'bind', name: '', source, destination, mode, rw };
}
