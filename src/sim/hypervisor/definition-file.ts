/** /etc/libvirt/qemu/NAME.xml: a persistent definition on disk, which the daemon reads when it starts. */
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { Domain } from './domain.ts';
import { DEFINITIONS } from './paths.ts';

export function* storeDefinition(sys: Sys, domain: Domain, removed: boolean): Task<void> {
  const path = `${DEFINITIONS}/${domain.name}.xml`;
  try {
    if (removed || !domain.persistent) {
      if (sys.access(path, 'exists')) sys.unlink(path);
      return;
    }
    const fd = yield* sys.open(path, ['write', 'create', 'trunc'], 0o600);
    yield* sys.write(fd, domain.config.format(null));
    sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
