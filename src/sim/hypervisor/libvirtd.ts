/**
 * /usr/sbin/libvirtd: reads the definitions below /etc/libvirt/qemu, serves its socket, starts what is marked so. Left out: its
 * log, networks other than `default`, reloads.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { type Program, type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { Segment } from '../net/index.ts';
import type { DiskStore } from './disk-store.ts';
import type { Domain } from './domain.ts';
import { type InstalledImage, install } from './install.ts';
import { DEFINITIONS, LIBVIRT_SOCKET } from './paths.ts';
import { QemuHypervisor } from './qemu-hypervisor.ts';

export interface LibvirtdOptions {
  readonly host: () => Kernel;
  readonly disks: DiskStore;
  readonly segment: Segment;
  /** Disks that are made when they are not there yet, before anything else. */
  readonly images: readonly InstalledImage[];
}

export const libvirtdMain = ({ host, disks, segment, images }: LibvirtdOptions) =>
  function* libvirtd(sys: Sys): Program {
    const hypervisor = new QemuHypervisor(host(), sys, disks, segment);
    yield* installAll(sys, disks, images);
    if (!sys.access('/run/libvirt', 'exists')) sys.mkdir('/run/libvirt');
    sys.serveUnix(LIBVIRT_SOCKET, hypervisor);
    for (const domain of yield* definitions(sys, hypervisor)) {
      if (domain.autostart) yield* hypervisor.start(domain, { paused: false });
    }
    for (;;) {
      try {
        yield* sys.pause();
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
  };

/** In a child, whose processor time is not the daemon's. */
function* installAll(sys: Sys, disks: DiskStore, images: readonly InstalledImage[]): Task<void> {
  const child = sys.clone({}, function* run(own) {
    for (const image of images) yield* install(own, disks, image);
    return 0;
  });
  yield* sys.wait4(child);
}

function* definitions(sys: Sys, hypervisor: QemuHypervisor): Task<readonly Domain[]> {
  if (!sys.access(DEFINITIONS, 'exists')) return [];
  const domains: Domain[] = [];
  for (const { name } of sys.readdir(DEFINITIONS)) {
    if (!name.endsWith('.xml')) continue;
    const autostart = sys.access(`${DEFINITIONS}/autostart/${name}`, 'exists');
    domains.push(hypervisor.load(yield* textOf(sys, `${DEFINITIONS}/${name}`), autostart));
  }
  return domains;
}

function* textOf(sys: Sys, path: string): Task<string> {
  const fd = yield* sys.open(path, ['read']);
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const part = yield* sys.read(fd, 65536);
    if (part.length === 0) break;
    text += decoder.decode(part, { stream: true });
  }
  sys.close(fd);
  return text;
}
