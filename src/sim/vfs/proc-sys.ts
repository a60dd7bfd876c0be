/**
 * /proc/sys, proc_sys(5) and sysctl(8): the settings that programs ask for, of the machine or of the reader's namespaces. Invariant:
 * what is per namespace is that of whoever reads. Left out: most settings of the machine; they can be read only.
 */
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import type { Node } from './node.ts';
import { IPC_SETTINGS, NET_SETTINGS, type Setting, settingIn } from './proc-sys-settings.ts';
import type { Superblock } from './superblock.ts';
import { fixedDirectory, type TextSource, VirtualText } from './virtual-nodes.ts';

/** Path below /proc/sys -> file. */
type Files = Map<string, Node>;

export function makeProcSys(superblock: Superblock): Node {
  const files: Files = new Map([...machineFiles(superblock), ...ipcFiles(superblock)]);
  if (superblock.kernel.network !== null)
    for (const [path, node] of netFiles(superblock)) files.set(path, node);
  return directoryOf(superblock, files, '');
}

function directoryOf(superblock: Superblock, files: Files, prefix: string): Node {
  const entries: Record<string, Node> = {};
  for (const [path, node] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    if (below.length === 0) entries[name] = node;
    else entries[name] ??= directoryOf(superblock, files, `${prefix}${name}/`);
  }
  const inOrder = Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
  return fixedDirectory(superblock, Object.fromEntries(inOrder));
}

function machineFiles(superblock: Superblock): [string, Node][] {
  const { kernel } = superblock;
  const constant = (path: string, value: string | number): [string, Node] => [
    path,
    new VirtualText(superblock, 0o444, { read: () => `${value}\n` }),
  ];
  const hostname: TextSource = {
    read: (process) => `${process.namespaces.uts.hostname}\n`,
    write: (name, process) => {
      if (!process.credentials.effective.has('SYS_ADMIN')) throw new SysError('EPERM');
      process.namespaces.uts.hostname = name.trim();
    },
  };
  return [
    constant('fs/file-max', '9223372036854775807'),
    constant('fs/inotify/max_user_instances', 128),
    constant('fs/inotify/max_user_watches', 65536),
    constant('fs/nr_open', 1048576),
    constant('kernel/cap_last_cap', 40),
    constant('kernel/core_pattern', 'core'),
    ['kernel/hostname', new VirtualText(superblock, 0o644, hostname)],
    constant('kernel/ngroups_max', 65536),
    constant('kernel/osrelease', kernel.utsname.release),
    constant('kernel/ostype', 'Linux'),
    constant('kernel/panic', 0),
    constant('kernel/pid_max', 4194304),
    constant('kernel/printk', '4\t4\t1\t7'),
    constant('kernel/random/boot_id', bootId(superblock)),
    constant('kernel/randomize_va_space', 2),
    constant('kernel/threads-max', kernel.limits.processes),
    constant('kernel/unprivileged_userns_clone', 1),
    constant('kernel/version', kernel.utsname.version),
    constant('user/max_user_namespaces', 15654),
    constant('vm/max_map_count', 1048576),
    constant('vm/overcommit_memory', 0),
    constant('vm/overcommit_ratio', 50),
    constant('vm/panic_on_oom', 0),
    constant('vm/swappiness', 60),
  ];
}

function ipcFiles(superblock: Superblock): [string, Node][] {
  return IPC_SETTINGS.map((setting) => [
    setting.path,
    settingFile(superblock, setting, (process) => process.namespaces.ipc),
  ]);
}

function netFiles(superblock: Superblock): [string, Node][] {
  const { kernel } = superblock;
  const control = (process: Process) => kernel.network?.control(process, process.namespaces.net);
  const file = (source: TextSource): Node => new VirtualText(superblock, 0o644, source);
  const numberIn = (text: string): number => {
    if (!/^\d+$/.test(text.trim())) throw new SysError('EINVAL');
    return Number(text.trim());
  };
  const forwarding: TextSource = {
    read: (process) => `${control(process)?.forwarding === true ? 1 : 0}\n`,
    write: (text, process) => control(process)?.setForwarding(numberIn(text) !== 0),
  };
  const firstPort: TextSource = {
    read: (process) => `${control(process)?.unprivilegedPortStart ?? 1024}\n`,
    write: (text, process) => control(process)?.setUnprivilegedPortStart(numberIn(text)),
  };
  return [
    ['net/ipv4/ip_forward', file(forwarding)],
    ['net/ipv4/conf/all/forwarding', file(forwarding)],
    ['net/ipv4/ip_unprivileged_port_start', file(firstPort)],
    ...NET_SETTINGS.map((setting): [string, Node] => [
      setting.path,
      settingFile(superblock, setting, (process) => process.namespaces.net),
    ]),
  ];
}

/** Kept in the namespace itself, once it is written. */
function settingFile(
  superblock: Superblock,
  setting: Setting,
  namespaceOf: (process: Process) => { settings?: Map<string, string> },
): Node {
  return new VirtualText(superblock, 0o644, {
    read: (process) => `${namespaceOf(process).settings?.get(setting.path) ?? setting.start}\n`,
    write: (text, process) => {
      if (!setting.accepts.test(text.trim())) throw new SysError('EINVAL');
      const namespace = namespaceOf(process);
      namespace.settings ??= new Map();
      namespace.settings.set(setting.path, settingIn(text));
    },
  });
}

/** The same for every mount of one machine: a UUID of version 4, as the kernel draws one (random(4)), out of its boot time. */
function bootId(superblock: Superblock): string {
  const ms = Math.floor(superblock.kernel.clock.bootRealtimeMs);
  const hex = [1, 2, 3, 4]
    .map((n) =>
      scrambled(ms + Math.imul(n, 0x9e3779b1))
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 32 bits in which each bit of the seed has its part. */
function scrambled(seed: number): number {
  let bits = (seed ^ (seed / 2 ** 32)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
