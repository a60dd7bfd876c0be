/**
 * Work on a container's files from outside (moby `daemon/containerfs_linux.go`): a process of the daemon with mounts of its
 * own, whose root is the container's, running or not. Invariant: paths and links mean what they mean in the container;
 * tmpfs of the running container is not seen, as with the real engine.
 */
import { type MountRequest, type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { exists, mkdirAll } from './host-files.ts';
import type { Container } from './model.ts';
import {
  containerDirectory,
  initDirectory,
  mergedDirectory,
  upperDirectory,
  workDirectory,
} from './paths.ts';

/** The overlay of a container's layers, at its merged directory. */
export function overlayOf(container: Pick<Container, 'layer' | 'image'>): MountRequest {
  const { layer, image } = container;
  const lowers = [initDirectory(layer), ...[...image.layers].reverse().map((one) => one.directory)];
  return {
    source: 'overlay',
    target: mergedDirectory(layer),
    type: 'overlay',
    data: `lowerdir=${lowers.join(':')},upperdir=${upperDirectory(layer)},workdir=${workDirectory(layer)}`,
  };
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** Runs `work` in the container's file system; what it throws is thrown here. */
export function* inContainerFiles<T>(
  engine: Engine,
  container: Container,
  options: { readonly volumes: boolean },
  work: (sys: Sys) => Task<T>,
): Task<T> {
  let outcome: Outcome<T> | null = null;
  const pid = engine.sys.clone({ newNamespaces: ['mnt'], argv: ['docker-untar', '/'] }, function* (sys) {
    try {
      enter(sys, container, options.volumes);
      outcome = { ok: true, value: yield* work(sys) };
    } catch (error) {
      outcome = { ok: false, error };
    }
    return 0;
  });
  yield* engine.sys.wait4(pid);
  const result = outcome as Outcome<T> | null;
  if (result === null) throw new SysError('EINTR');
  if (!result.ok) throw result.error;
  return result.value;
}

function enter(sys: Sys, container: Container, volumes: boolean): void {
  const root = mergedDirectory(container.layer);
  sys.mount({ source: 'none', target: '/', type: 'none', flags: ['private'] });
  if (!container.state.running) sys.mount(overlayOf(container));
  if (volumes) {
    for (const { source, destination, type } of container.mounts) {
      if (type === 'tmpfs') continue;
      if (!exists(sys, root + destination)) mkdirAll(sys, root + destination);
      sys.mount({ source, target: root + destination, type: 'none', flags: ['rbind'] });
    }
  }
  if (volumes) {
    for (const name of ['resolv.conf', 'hostname', 'hosts']) {
      const [source, target] = [`${containerDirectory(container.id)}/${name}`, `${root}/etc/${name}`];
      if (exists(sys, source) && exists(sys, target))
        sys.mount({ source, target, type: 'none', flags: ['bind'] });
    }
  }
  sys.chroot(root);
  sys.chdir('/');
}
