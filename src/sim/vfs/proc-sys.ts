/** /proc/sys, proc(5) and sysctl(8): the few settings that programs ask for. Most can be read only. */
import { SysError } from '../kernel/sys.ts';
import type { Node } from './node.ts';
import type { Superblock } from './superblock.ts';
import { fixedDirectory, type TextSource, VirtualText } from './virtual-nodes.ts';

export function makeProcSys(superblock: Superblock): Node {
  const { kernel } = superblock;
  const constant = (value: string | number): Node =>
    new VirtualText(superblock, 0o444, { read: () => `${value}\n` });
  const hostname: TextSource = {
    read: (process) => `${process.namespaces.uts.hostname}\n`,
    write: (name, process) => {
      if (!process.credentials.effective.has('SYS_ADMIN')) throw new SysError('EPERM');
      process.namespaces.uts.hostname = name.trim();
    },
  };
  const forwarding: TextSource = {
    read: (process) => {
      const control = kernel.network?.control(process, process.namespaces.net);
      return `${control?.forwarding === true ? 1 : 0}\n`;
    },
    write: (text, process) => {
      kernel.network?.control(process, process.namespaces.net).setForwarding(text.trim() !== '0');
    },
  };
  const ipv4 = { ip_forward: new VirtualText(superblock, 0o644, forwarding) };
  return fixedDirectory(superblock, {
    fs: fixedDirectory(superblock, { 'file-max': constant(9223372036854775807n.toString()) }),
    kernel: fixedDirectory(superblock, {
      hostname: new VirtualText(superblock, 0o644, hostname),
      osrelease: constant(kernel.utsname.release),
      ostype: constant('Linux'),
      pid_max: constant(4194304),
      random: fixedDirectory(superblock, { boot_id: constant(bootId(superblock)) }),
      'threads-max': constant(kernel.limits.processes),
      version: constant(kernel.utsname.version),
    }),
    ...(kernel.network === null
      ? {}
      : { net: fixedDirectory(superblock, { ipv4: fixedDirectory(superblock, ipv4) }) }),
    vm: fixedDirectory(superblock, { overcommit_memory: constant(0), swappiness: constant(60) }),
  });
}

/** The same for every mount of one machine: derived from its boot time. */
function bootId(superblock: Superblock): string {
  const hex = superblock.kernel.clock.bootRealtimeMs.toString(16).padStart(12, '0').slice(-12);
  return `6f1d2c3b-84a5-4e97-9b10-${hex}`;
}
