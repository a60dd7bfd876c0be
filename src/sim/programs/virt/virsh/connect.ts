/** What a connection URI leads to (https://libvirt.org/uri.html): libvirtd's socket, or the test driver in this process. */
import type { Hypervisor } from '../../../hypervisor/hypervisor.ts';
import { LIBVIRT_SOCKET } from '../../../hypervisor/paths.ts';
import { TestHypervisor } from '../../../hypervisor/test-hypervisor.ts';
import { type Sys, SysError } from '../../../kernel/sys.ts';
import { words } from '../lib.ts';
import { VirshFailure } from './vsh.ts';

const FAILED = 'failed to connect to the hypervisor';

export function connectTo(sys: Sys, uri: string): Hypervisor {
  if (uri === 'test:///default') return new TestHypervisor(sys);
  if (uri !== '' && !uri.includes(':')) {
    throw new VirshFailure(
      FAILED,
      `no connection driver available for URI '${uri}' does not include a driver name`,
    );
  }
  if (uri.startsWith('test:')) {
    throw new VirshFailure(
      FAILED,
      'test:///default is modelled here; other test connections are real but not simulated',
    );
  }
  return daemon(sys, uri);
}

function daemon(sys: Sys, uri: string): Hypervisor {
  try {
    const service = sys.connectUnix(LIBVIRT_SOCKET) as Hypervisor;
    service.refresh();
    if (uri === '' || uri === service.uri) return service;
    throw new VirshFailure(FAILED, `no connection driver available for ${uri}`);
  } catch (error) {
    if (error instanceof VirshFailure) throw error;
    if (!(error instanceof SysError)) throw error;
    throw new VirshFailure(FAILED, `Failed to connect socket to '/var${LIBVIRT_SOCKET}': ${words(error)}`);
  }
}
