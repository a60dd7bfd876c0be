/**
 * Models procfs (proc(5)) as one PID namespace sees it: the namespace of whoever mounted it. Invariant: nothing is
 * stored; each read asks the kernel's tables. Left out: hidepid, the files that only tracing tools read.
 */
import type { PidNamespace } from '../kernel/namespace-objects.ts';
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import type { Node } from './node.ts';
import { machineFiles } from './proc-machine.ts';
import { makeProcessDirectory } from './proc-process.ts';
import { makeProcSys } from './proc-sys.ts';
import type { Superblock } from './superblock.ts';
import { fixedDirectory, VirtualDirectory, VirtualLink } from './virtual-nodes.ts';

export function makeProcFs(superblock: Superblock, namespace: PidNamespace): Node {
  const self = (process: Process): string => {
    const number = process.pid.in(namespace);
    if (number === 0) throw new SysError('ENOENT');
    return String(number);
  };
  const fixed = new Map<string, Node>([
    ...Object.entries(machineFiles(superblock, namespace)),
    ['mounts', new VirtualLink(superblock, () => 'self/mounts')],
    ['net', new VirtualLink(superblock, () => 'self/net')],
    ['self', new VirtualLink(superblock, self)],
    ['thread-self', new VirtualLink(superblock, (process) => `${self(process)}/task/${self(process)}`)],
    ['bus', fixedDirectory(superblock, {})],
    ['fs', fixedDirectory(superblock, {})],
    ['irq', fixedDirectory(superblock, {})],
    ['tty', fixedDirectory(superblock, {})],
    ['acpi', fixedDirectory(superblock, {})],
    ['sys', makeProcSys(superblock)],
  ]);
  const made = new WeakMap<Process, Node>();
  const directoryOf = (process: Process): Node => {
    const known = made.get(process) ?? makeProcessDirectory(superblock, namespace, process);
    made.set(process, known);
    return known;
  };
  const find = (name: string): Node | null => {
    const node = fixed.get(name);
    if (node !== undefined) return node;
    const process = /^[1-9]\d*$/.test(name) ? namespace.processes.get(Number(name)) : undefined;
    return process === undefined ? null : directoryOf(process);
  };
  const list = (): [string, Node][] => [
    ...fixed,
    ...[...namespace.processes]
      .sort((a, b) => a[0] - b[0])
      .map(([pid, process]): [string, Node] => [String(pid), directoryOf(process)]),
  ];
  return new VirtualDirectory(superblock, list, { find });
}
