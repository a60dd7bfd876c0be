/**
 * Models the definition of a domain (https://libvirt.org/formatdomain.html) as its normalised XML. Invariant: the
 * numbers asked for (memory, vcpus) are read from the same tree that dumpxml prints. Left out: validation of devices.
 */
import { invalidArgument, LibvirtError } from './libvirt-error.ts';
import { child, type Element, element, formatXml, parseXml, textOf } from './xml.ts';

/** What a driver fills in where a definition says nothing. */
export interface DomainDefaults {
  readonly arch: string;
  readonly machine: string | null;
  readonly newUuid: () => string;
}

/** virDomainVirtType. */
const TYPES = 'qemu kqemu kvm xen lxc uml openvz test vmware hyperv vbox phyp parallels bhyve vz hvf'.split(
  ' ',
);

const ORDER = [
  'name',
  'uuid',
  'title',
  'description',
  'metadata',
  'memory',
  'currentMemory',
  'vcpu',
  'resource',
  'os',
  'features',
  'cpu',
  'clock',
  'on_poweroff',
  'on_reboot',
  'on_crash',
  'pm',
  'devices',
  'seclabel',
];

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  k: 1024,
  kib: 1024,
  kb: 1000,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  mb: 1000 ** 2,
  g: 1024 ** 3,
  gib: 1024 ** 3,
  gb: 1000 ** 3,
  t: 1024 ** 4,
  tib: 1024 ** 4,
  tb: 1000 ** 4,
};

/** virScaleInteger: bytes of `value` in `unit`, which is the default when the text names none. */
export function scaled(value: number, unit: string, defaultBytes: number): number {
  if (unit === '') return value * defaultBytes;
  const factor = UNITS[unit.toLowerCase()];
  if (factor === undefined) throw invalidArgument(`unknown suffix '${unit}'`);
  return value * factor;
}

export class DomainXml {
  readonly root: Element;

  constructor(root: Element) {
    this.root = root;
  }

  get name(): string {
    return textOf(this.root, 'name') ?? '';
  }
  get uuid(): string {
    return textOf(this.root, 'uuid') ?? '';
  }
  get type(): string {
    return this.root.attributes.type ?? '';
  }
  get title(): string {
    return textOf(this.root, 'title') ?? '';
  }
  get description(): string {
    return textOf(this.root, 'description') ?? '';
  }
  get memoryKib(): number {
    return Number(textOf(this.root, 'memory'));
  }
  get currentMemoryKib(): number {
    return Number(textOf(this.root, 'currentMemory'));
  }
  get maxVcpus(): number {
    return Number(textOf(this.root, 'vcpu'));
  }
  get vcpus(): number {
    return Number(child(this.root, 'vcpu')?.attributes.current ?? this.maxVcpus);
  }

  get devices(): readonly Element[] {
    return child(this.root, 'devices')?.children ?? [];
  }

  /** A copy with these top elements replaced, put in their place, or taken out where null. */
  with(changes: Readonly<Record<string, Element | null>>): DomainXml {
    const kept = this.root.children.filter(({ name }) => !(name in changes));
    const added = Object.values(changes).filter((one) => one !== null);
    return new DomainXml({ ...this.root, children: ordered([...kept, ...added]) });
  }

  withMemory(kib: number): DomainXml {
    const current = Math.min(kib, this.currentMemoryKib);
    return this.with({ memory: inKib('memory', kib), currentMemory: inKib('currentMemory', current) });
  }
  withCurrentMemory(kib: number): DomainXml {
    return this.with({ currentMemory: inKib('currentMemory', kib) });
  }
  withVcpus(current: number, max: number): DomainXml {
    const extra = current === max ? {} : { current: String(current) };
    return this.with({ vcpu: element('vcpu', { placement: 'static', ...extra }, String(max)) });
  }
  withText(name: 'name' | 'title' | 'description', text: string): DomainXml {
    return this.with({ [name]: text === '' ? null : element(name, {}, text) });
  }

  /** As dumpxml prints it; `id` of a running domain. */
  format(id: number | null, indent = ''): string {
    const attributes = { ...this.root.attributes, ...(id === null ? {} : { id: String(id) }) };
    return formatXml({ ...this.root, attributes }, indent);
  }
}

const inKib = (name: string, kib: number): Element => element(name, { unit: 'KiB' }, String(kib));

const rank = (name: string): number => {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
};
const ordered = (children: readonly Element[]): readonly Element[] =>
  [...children].sort((a, b) => rank(a.name) - rank(b.name));

/** virDomainDefParseString: reads and completes a definition. LibvirtError in libvirt's words. */
export function readDomainXml(text: string, defaults: DomainDefaults): DomainXml {
  const root = parseXml(text, 'domain_definition');
  if (root.name !== 'domain') {
    throw new LibvirtError(`XML error: expecting root element of 'domain', not '${root.name}'`);
  }
  if (root.attributes.type === undefined) {
    throw new LibvirtError('internal error: missing domain type attribute');
  }
  if (!TYPES.includes(root.attributes.type)) {
    throw new LibvirtError(`unsupported configuration: invalid domain type ${root.attributes.type}`);
  }
  if ((textOf(root, 'name') ?? '') === '') throw new LibvirtError('missing name information');
  const os = osOf(root, defaults);
  const memory = kibOf(root, 'memory');
  if (memory === null || memory === 0) {
    throw new LibvirtError(
      'XML error: Memory size must be specified via <memory> or in the <numa> configuration',
    );
  }
  const { id: _, ...attributes } = root.attributes;
  const given = new DomainXml({ ...root, attributes });
  return given.with({
    uuid: child(root, 'uuid') ?? element('uuid', {}, defaults.newUuid()),
    memory: inKib('memory', memory),
    currentMemory: inKib('currentMemory', Math.min(kibOf(root, 'currentMemory') ?? memory, memory)),
    vcpu: vcpuOf(root),
    os,
    clock: child(root, 'clock') ?? element('clock', { offset: 'utc' }),
    on_poweroff: child(root, 'on_poweroff') ?? element('on_poweroff', {}, 'destroy'),
    on_reboot: child(root, 'on_reboot') ?? element('on_reboot', {}, 'restart'),
    on_crash: child(root, 'on_crash') ?? element('on_crash', {}, 'destroy'),
    devices: devicesOf(root),
  });
}

function kibOf(root: Element, name: string): number | null {
  const found = child(root, name);
  if (found === null) return null;
  if (!/^\d+$/.test(found.text)) {
    throw new LibvirtError(
      `XML error: Invalid value '${found.text}' for element or attribute './${name}[1]'`,
    );
  }
  return Math.ceil(scaled(Number(found.text), found.attributes.unit ?? 'KiB', 1024) / 1024);
}

function vcpuOf(root: Element): Element {
  const found = child(root, 'vcpu');
  const { current } = found?.attributes ?? {};
  const extra = current === undefined || current === found?.text ? {} : { current };
  const count = found?.text ?? '1';
  if (!/^\d+$/.test(count)) throw new LibvirtError('XML error: maximum vcpus count must be an integer');
  if (Number(count) === 0)
    throw new LibvirtError('internal error: CPU IDs in <numa> exceed the <vcpu> count');
  return element('vcpu', { placement: 'static', ...extra }, count);
}

function osOf(root: Element, defaults: DomainDefaults): Element {
  const os = child(root, 'os');
  const type = os === null ? null : child(os, 'type');
  if (os === null || type === null) throw new LibvirtError('XML error: an os <type> must be specified');
  const machine = defaults.machine === null ? {} : { machine: defaults.machine };
  const full = element('type', { arch: defaults.arch, ...machine, ...type.attributes }, type.text);
  const rest = os.children.filter(({ name }) => name !== 'type');
  const boots = rest.some(({ name }) => name === 'boot' || name === 'kernel');
  return element('os', os.attributes, [full, ...rest, ...(boots ? [] : [element('boot', { dev: 'hd' })])]);
}

function devicesOf(root: Element): Element {
  const given = child(root, 'devices')?.children ?? [];
  return element(
    'devices',
    {},
    given.flatMap((one) => (one.name === 'console' ? consoleOf(one, given) : [one])),
  );
}

/** A console of type pty stands for a serial port as well. */
function consoleOf(node: Element, siblings: readonly Element[]): readonly Element[] {
  if (node.attributes.type !== 'pty') return [node];
  const target = element('console', node.attributes, [element('target', { type: 'serial', port: '0' })]);
  const serial = element('serial', node.attributes, [element('target', { port: '0' })]);
  return siblings.some(({ name }) => name === 'serial') ? [target] : [serial, target];
}
