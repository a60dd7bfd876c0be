/** Looking at domains (libvirt tools/virsh-domain-monitor.c). */
import { type Domain, reasonNumber, STATE_NUMBERS } from '../../../../hypervisor/domain.ts';
import { type Element, formatXml } from '../../../../hypervisor/xml.ts';
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import { table } from '../table.ts';
import { type CommandRun, domainOf, exclusive, print, saying, VirshFailure, type Vsh } from '../vsh.ts';
import { DEVICES } from './devices.ts';

export const stateWords = ({ state }: Domain): string => (state === 'shutoff' ? 'shut off' : state);

type Filter = (domain: Domain) => boolean;
/** Filters of one group are alternatives; the groups narrow each other. */
const FILTERS: readonly Readonly<Record<string, Filter>>[] = [
  { transient: ({ persistent }) => !persistent, persistent: ({ persistent }) => persistent },
  {
    'with-snapshot': ({ snapshots }) => snapshots.size > 0,
    'without-snapshot': ({ snapshots }) => snapshots.size === 0,
  },
  {
    'state-running': ({ state }) => state === 'running',
    'state-paused': ({ state }) => state === 'paused',
    'state-shutoff': ({ state }) => state === 'shutoff',
    'state-other': () => false,
  },
  { autostart: ({ autostart }) => autostart, 'no-autostart': ({ autostart }) => !autostart },
  { 'with-managed-save': (one) => one.managedSave, 'without-managed-save': (one) => !one.managedSave },
  { 'with-checkpoint': () => false, 'without-checkpoint': () => true },
];

function listed(vsh: Vsh, command: Command): readonly Domain[] {
  const wanted = FILTERS.map((group) => Object.entries(group).filter(([name]) => command.has(name)));
  const active = (domain: Domain): boolean =>
    command.has('all') || (command.has('inactive') ? !domain.active : domain.active);
  return vsh
    .connection()
    .all()
    .filter(
      (domain) =>
        active(domain) && wanted.every((group) => group.length === 0 || group.some(([, is]) => is(domain))),
    );
}

function* list(vsh: Vsh, command: Command): Task<void> {
  exclusive(command, ['table', 'name'], ['table', 'uuid'], ['table', 'id']);
  const domains = listed(vsh, command);
  const columns: ((domain: Domain) => string)[] = [];
  const several = command.has('uuid') || command.has('name');
  if (command.has('uuid')) columns.push(({ uuid }) => uuid);
  if (command.has('id')) columns.push((domain) => (domain.id === null && !several ? '' : idWord(domain)));
  if (command.has('name')) columns.push(({ name }) => name);
  if (columns.length > 0) {
    const lines = domains.map((domain) => columns.map((column) => column(domain)).join(' '));
    yield* print(vsh, lines.map((line) => (line === '' ? '' : `${line}\n`)).join(''));
    return;
  }
  const titled = command.has('title');
  const header = ['Id', 'Name', 'State', ...(titled ? ['Title'] : [])];
  const rows = domains.map((domain) => [
    idWord(domain),
    domain.name,
    command.has('managed-save') && domain.managedSave ? 'saved' : stateWords(domain),
    ...(titled ? [domain.definition.title] : []),
  ]);
  yield* print(vsh, table(header, rows, vsh.quiet));
}

const idWord = ({ id }: Domain): string => (id === null ? '-' : String(id));

function* dominfo(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const hypervisor = vsh.connection();
  const xml = domain.definition;
  const security = hypervisor.security(domain);
  const rows: [string, string][] = [
    ['Id', idWord(domain)],
    ['Name', domain.name],
    ['UUID', domain.uuid],
    ['OS Type', hypervisor.osType(domain)],
    ['State', stateWords(domain)],
    ['CPU(s)', String(xml.vcpus)],
  ];
  const cpu = hypervisor.cpuSeconds(domain);
  if (cpu > 0) rows.push(['CPU time', `${cpu.toFixed(1)}s`]);
  rows.push(
    ['Max memory', `${xml.memoryKib} KiB`],
    ['Used memory', `${xml.currentMemoryKib} KiB`],
    ['Persistent', domain.persistent ? 'yes' : 'no'],
    ['Autostart', domain.autostart ? 'enable' : 'disable'],
    ['Managed save', domain.managedSave ? 'yes' : 'no'],
    ['Security model', security.model],
    ['Security DOI', security.doi],
  );
  if (security.label !== null) rows.push(['Security label', security.label]);
  yield* print(vsh, rows.map(([name, value]) => `${`${name}:`.padEnd(15)} ${value}\n`).join(''));
}

function* domstate(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const reason = command.has('reason') ? ` (${domain.reason})` : '';
  yield* print(vsh, `${stateWords(domain)}${reason}\n`);
}

/** Of one domain, by id, uuid or name. */
const told = (of: (domain: Domain) => string): CommandRun =>
  function* tell(vsh, command) {
    yield* print(vsh, `${of(domainOf(vsh, command))}\n`);
  };

function* dommemstat(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const rows = yield* saying(`Failed to get memory statistics for domain ${domain.name}`, function* rows() {
    yield* [];
    return vsh.connection().memoryStats(domain);
  });
  yield* print(vsh, rows.map(([name, value]) => `${name} ${value}\n`).join(''));
}

const GROUPS = ['state', 'cpu-total', 'balloon', 'vcpu', 'interface', 'block', 'perf', 'iothread', 'memory'];

function* domstats(vsh: Vsh, command: Command): Task<void> {
  const named = command.rest('domain');
  const hypervisor = vsh.connection();
  const domains = named.length === 0 ? hypervisor.all() : named.map((name) => namedDomain(vsh, name));
  const asked = GROUPS.filter((group) => command.has(group));
  const groups = new Set(asked.length === 0 ? GROUPS : asked);
  const texts = domains
    .filter((domain) => inState(domain, command))
    .map((domain) => {
      const state: [string, number][] = [
        ['state.state', STATE_NUMBERS[domain.state]],
        ['state.reason', reasonNumber(domain.state, domain.reason)],
      ];
      const rows = [...(groups.has('state') ? state : []), ...hypervisor.stats(domain, groups)];
      return `Domain: '${domain.name}'\n${rows.map(([name, value]) => `  ${name}=${value}\n`).join('')}`;
    });
  yield* print(vsh, texts.join('\n'));
}

function inState(domain: Domain, command: Command): boolean {
  const checks: readonly (readonly [string, Filter])[] = [
    ['list-active', ({ active }) => active],
    ['list-inactive', ({ active }) => !active],
    ['list-persistent', ({ persistent }) => persistent],
    ['list-transient', ({ persistent }) => !persistent],
    ['list-running', ({ state }) => state === 'running'],
    ['list-paused', ({ state }) => state === 'paused'],
    ['list-shutoff', ({ state }) => state === 'shutoff'],
  ];
  const asked = checks.filter(([name]) => command.has(name));
  return asked.length === 0 || asked.some(([, is]) => is(domain));
}

function namedDomain(vsh: Vsh, name: string): Domain {
  const found = vsh.connection().find(name);
  if (found === null) throw new VirshFailure(`failed to get domain '${name}'`);
  return found;
}

function* dumpxml(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const inactive = command.has('inactive');
  const xml = inactive ? domain.config : domain.definition;
  const xpath = command.text('xpath');
  if (xpath === null) return yield* print(vsh, xml.format(inactive ? null : domain.id));
  const found = nodesAt(xml.root, xpath);
  yield* print(vsh, found.map((node) => `${formatXml(node)}`).join(''));
}

/** XPath as far as names go: //name and /domain/name/name. */
function nodesAt(root: Element, xpath: string): readonly Element[] {
  if (/^\/\/[\w-]+$/.test(xpath)) {
    const name = xpath.slice(2);
    const below = (node: Element): readonly Element[] => [
      ...(node.name === name ? [node] : []),
      ...node.children.flatMap(below),
    ];
    return below(root);
  }
  const steps = /^(\/[\w-]+)+$/.test(xpath) ? xpath.slice(1).split('/') : null;
  if (steps === null) {
    throw new VirshFailure(
      `the XPath ${xpath} is real, but this simulator reads only //name and /domain/name`,
    );
  }
  const [top, ...rest] = steps;
  return rest.reduce<readonly Element[]>(
    (at, name) => at.flatMap(({ children }) => children.filter((one) => one.name === name)),
    top === root.name ? [root] : [],
  );
}

export const MONITOR: Readonly<Record<string, CommandRun>> = {
  ...DEVICES,
  list,
  dominfo,
  domstate,
  dommemstat,
  domstats,
  dumpxml,
  domid: told(idWord),
  domuuid: told(({ uuid }) => uuid),
  domname: told(({ name }) => name),
  domcontrol: told(() => 'ok'),
};
