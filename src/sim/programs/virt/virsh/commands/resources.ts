/** Memory and processors of domains, and what the host is (libvirt tools/virsh-domain.c, virsh-host.c). */
import { scaled } from '../../../../hypervisor/domain-xml.ts';
import { LibvirtError } from '../../../../hypervisor/libvirt-error.ts';
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import {
  affectOf,
  affectOrLive,
  type CommandRun,
  domainOf,
  exclusive,
  numberOf,
  print,
  VirshFailure,
  type Vsh,
} from '../vsh.ts';

export const LIBRARY_VERSION = '9.0.0';

/** vshCommandOptScaledInt: KiB where no unit is given. */
function kibOf(command: Command): number {
  const text = command.text('size') ?? '';
  const malformed = `Scaled numeric value '${text}' for <size> option is malformed or out of range`;
  const [, digits, unit] = /^(\d+)(.*)$/.exec(text) ?? [];
  if (digits === undefined) throw new VirshFailure(malformed);
  try {
    return Math.ceil(scaled(Number(digits), unit ?? '', 1024) / 1024);
  } catch (error) {
    if (error instanceof LibvirtError) throw new VirshFailure(malformed, error.message);
    throw error;
  }
}

function* setmem(vsh: Vsh, command: Command): Task<void> {
  const affect = affectOrLive(command);
  const domain = domainOf(vsh, command);
  const kib = kibOf(command);
  if (kib === 0) throw new VirshFailure('memory in virDomainSetMemoryFlags must not be zero');
  yield* vsh.connection().setMemory(domain, kib, affect);
}

function* setmaxmem(vsh: Vsh, command: Command): Task<void> {
  const affect = affectOf(command);
  const domain = domainOf(vsh, command);
  const kib = kibOf(command);
  try {
    yield* vsh.connection().setMaxMemory(domain, kib, affect);
  } catch (error) {
    if (error instanceof LibvirtError)
      throw new VirshFailure('Unable to change MaxMemorySize', error.message);
    throw error;
  }
}

function* setvcpus(vsh: Vsh, command: Command): Task<void> {
  exclusive(command, ['current', 'live'], ['current', 'config'], ['guest', 'config']);
  if (command.has('maximum') && !command.has('config')) {
    throw new VirshFailure('Option --config is required by option --maximum');
  }
  const domain = domainOf(vsh, command);
  const count = numberOf(command, 'count');
  if (count === 0) throw new VirshFailure("Can't set 0 processors for a VM");
  if (count < 0) {
    throw new VirshFailure(
      `Numeric value '${command.text('count')}' for <count> option is malformed or out of range`,
    );
  }
  yield* vsh.connection().setVcpus(domain, count, affectOrLive(command), command.has('maximum'));
}

function* vcpucount(vsh: Vsh, command: Command): Task<void> {
  exclusive(command, ['active', 'maximum'], ['guest', 'config']);
  if (command.has('guest')) {
    domainOf(vsh, command);
    throw new VirshFailure(
      'Failed to retrieve vCPU count from the guest',
      'unsupported flags (0x8) in function testDomainGetVcpusFlags',
    );
  }
  const domain = domainOf(vsh, command);
  const all = !['maximum', 'active', 'live', 'config', 'current'].some((name) => command.has(name));
  if (!all) {
    const asked = { live: command.has('live'), config: command.has('config') };
    const xml = vsh.connection().reached(domain, asked).config ? domain.config : domain.definition;
    yield* print(vsh, `${command.has('maximum') ? xml.maxVcpus : xml.vcpus}\n`);
    return;
  }
  const row = (what: string, when: string, count: number): string =>
    `${what.padEnd(12)} ${when.padEnd(12)} ${String(count).padStart(3)}\n`;
  const { live, config } = domain;
  const rows = [
    domain.persistent ? row('maximum', 'config', config.maxVcpus) : '',
    live === null ? '' : row('maximum', 'live', live.maxVcpus),
    domain.persistent ? row('current', 'config', config.vcpus) : '',
    live === null ? '' : row('current', 'live', live.vcpus),
  ];
  yield* print(vsh, rows.join(''));
}

function* nodeinfo(vsh: Vsh): Task<void> {
  const node = vsh.connection().nodeInfo();
  const rows: [string, string | number][] = [
    ['CPU model', node.model],
    ['CPU(s)', node.cpus],
    ['CPU frequency', `${node.mhz} MHz`],
    ['CPU socket(s)', node.sockets],
    ['Core(s) per socket', node.cores],
    ['Thread(s) per core', node.threads],
    ['NUMA cell(s)', node.numaCells],
    ['Memory size', `${node.memoryKib} KiB`],
  ];
  yield* print(vsh, rows.map(([name, value]) => `${`${name}:`.padEnd(20)} ${value}\n`).join(''));
}

function* version(vsh: Vsh, command: Command): Task<void> {
  const hypervisor = vsh.connection();
  const daemon = command.has('daemon') ? `Running against daemon: ${LIBRARY_VERSION}\n` : '';
  yield* print(
    vsh,
    `Compiled against library: libvirt ${LIBRARY_VERSION}\nUsing library: libvirt ${LIBRARY_VERSION}\n` +
      `Using API: ${hypervisor.api} ${LIBRARY_VERSION}\nRunning hypervisor: ${hypervisor.api} ${hypervisor.version}\n${daemon}`,
  );
}

const ofHost = (tell: (vsh: Vsh) => string): CommandRun =>
  function* told(vsh) {
    yield* print(vsh, `${tell(vsh)}\n`);
  };

export const RESOURCES: Readonly<Record<string, CommandRun>> = {
  setmem,
  setmaxmem,
  setvcpus,
  vcpucount,
  nodeinfo,
  version,
  uri: ofHost((vsh) => vsh.connection().uri),
  hostname: ofHost((vsh) => vsh.connection().hostname),
  maxvcpus: ofHost((vsh) => String(vsh.connection().maxVcpus)),
};
