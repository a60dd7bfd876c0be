/**
 * Models what dockerd 28's bridge driver writes into iptables (moby `libnetwork/drivers/bridge/internal/iptabler`): chains at start, rules for each network,
 * endpoint and published port. Invariants: `iptables -S` lists them as the real engine's does, in its order; each function
 * has one that takes back all it added. Left out: ip6tables, firewalld, nftables, the routed and nat-unprotected modes.
 */
import type { NetControl, TableName } from '../../kernel/net.ts';
import { SysError } from '../../kernel/sys.ts';
import { parseRule } from '../netfilter/rule-words.ts';

export interface BridgeFirewall {
  readonly bridge: string;
  /** `172.18.0.0/16`. */
  readonly subnet: string;
  readonly internal: boolean;
  readonly icc: boolean;
  readonly masquerade: boolean;
}
export interface PublishedPort {
  readonly bridge: string;
  readonly protocol: 'tcp' | 'udp';
  readonly hostIp: string;
  readonly hostPort: number;
  readonly containerIp: string;
  readonly containerPort: number;
}

type Line = readonly [table: TableName, chain: string, where: 'append' | 'insert', words: string];

const FILTER_CHAINS = [
  'DOCKER',
  'DOCKER-BRIDGE',
  'DOCKER-CT',
  'DOCKER-FORWARD',
  'DOCKER-ISOLATION-STAGE-1',
  'DOCKER-ISOLATION-STAGE-2',
  'DOCKER-USER',
];

/** When dockerd starts. */
export function setUpFirewall(control: NetControl): void {
  control.setForwarding(true);
  control.setBridgeFilters(true);
  control.setPolicy('filter', 'FORWARD', 'DROP');
  control.newChain('nat', 'DOCKER');
  for (const chain of FILTER_CHAINS) control.newChain('filter', chain);
  add(control, [
    ['nat', 'PREROUTING', 'append', '-m addrtype --dst-type LOCAL -j DOCKER'],
    ['nat', 'OUTPUT', 'append', '! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER'],
    ['filter', 'FORWARD', 'append', '-j DOCKER-USER'],
    ['filter', 'FORWARD', 'append', '-j DOCKER-FORWARD'],
    ['filter', 'DOCKER-FORWARD', 'append', '-j DOCKER-CT'],
    ['filter', 'DOCKER-FORWARD', 'append', '-j DOCKER-ISOLATION-STAGE-1'],
    ['filter', 'DOCKER-FORWARD', 'append', '-j DOCKER-BRIDGE'],
  ]);
}

function networkLines({ bridge, subnet, internal, icc, masquerade }: BridgeFirewall): Line[] {
  const within: Line = [
    'filter',
    'DOCKER-FORWARD',
    'append',
    `-i ${bridge} -o ${bridge} -j ${icc ? 'ACCEPT' : 'DROP'}`,
  ];
  if (internal) {
    return [
      within,
      ['filter', 'DOCKER-ISOLATION-STAGE-1', 'insert', `! -d ${subnet} -i ${bridge} -j DROP`],
      ['filter', 'DOCKER-ISOLATION-STAGE-1', 'insert', `! -s ${subnet} -o ${bridge} -j DROP`],
    ];
  }
  const out: Line[] = icc
    ? [['filter', 'DOCKER-FORWARD', 'append', `-i ${bridge} -j ACCEPT`]]
    : [within, ['filter', 'DOCKER-FORWARD', 'append', `-i ${bridge} ! -o ${bridge} -j ACCEPT`]];
  const nat: Line[] = masquerade
    ? [['nat', 'POSTROUTING', 'insert', `-s ${subnet} ! -o ${bridge} -j MASQUERADE`]]
    : [];
  return [
    ...nat,
    ['nat', 'DOCKER', 'insert', `-i ${bridge} -j RETURN`],
    ['filter', 'DOCKER', 'append', `! -i ${bridge} -o ${bridge} -j DROP`],
    ['filter', 'DOCKER-BRIDGE', 'append', `-o ${bridge} -j DOCKER`],
    ['filter', 'DOCKER-CT', 'append', `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`],
    ...out,
    [
      'filter',
      'DOCKER-ISOLATION-STAGE-1',
      'append',
      `-i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`,
    ],
    ['filter', 'DOCKER-ISOLATION-STAGE-2', 'insert', `-o ${bridge} -j DROP`],
  ];
}

export const addNetworkRules = (control: NetControl, network: BridgeFirewall): void =>
  add(control, networkLines(network));
export const removeNetworkRules = (control: NetControl, network: BridgeFirewall): void =>
  remove(control, networkLines(network));

/** Nobody reaches a container's address but through its bridge. */
const endpointLine = (bridge: string, ip: string): Line => [
  'raw',
  'PREROUTING',
  'append',
  `-d ${ip}/32 ! -i ${bridge} -j DROP`,
];

export const addEndpointRules = (control: NetControl, bridge: string, ip: string): void =>
  add(control, [endpointLine(bridge, ip)]);
export const removeEndpointRules = (control: NetControl, bridge: string, ip: string): void =>
  remove(control, [endpointLine(bridge, ip)]);

function natLine({ bridge, protocol, hostIp, hostPort, containerIp, containerPort }: PublishedPort): Line {
  const to = hostIp === '0.0.0.0' ? '' : `-d ${hostIp}/32 `;
  const words = `${to}! -i ${bridge} -p ${protocol} -m ${protocol} --dport ${hostPort} -j DNAT --to-destination ${containerIp}:${containerPort}`;
  return ['nat', 'DOCKER', 'append', words];
}

function acceptLine({ bridge, protocol, containerIp, containerPort }: PublishedPort): Line {
  const ends = `-d ${containerIp}/32 ! -i ${bridge} -o ${bridge}`;
  return [
    'filter',
    'DOCKER',
    'insert',
    `${ends} -p ${protocol} -m ${protocol} --dport ${containerPort} -j ACCEPT`,
  ];
}

function loopbackLines({ protocol, hostIp, hostPort }: PublishedPort): Line[] {
  if (!hostIp.startsWith('127.')) return [];
  return [
    [
      'raw',
      'PREROUTING',
      'append',
      `-d ${hostIp}/32 ! -i lo -p ${protocol} -m ${protocol} --dport ${hostPort} -j DROP`,
    ],
  ];
}

export function addPortRules(control: NetControl, port: PublishedPort): void {
  add(control, [natLine(port), ...loopbackLines(port)]);
  if (!has(control, acceptLine(port))) add(control, [acceptLine(port)]);
}

/** `stillAccepted`: another published port leads to the same container port. */
export function removePortRules(control: NetControl, port: PublishedPort, stillAccepted: boolean): void {
  remove(control, [natLine(port), ...loopbackLines(port), ...(stillAccepted ? [] : [acceptLine(port)])]);
}

function has(control: NetControl, [table, chain, , words]: Line): boolean {
  const wanted = JSON.stringify(specOf(words));
  const rules = control.chains(table).find(({ name }) => name === chain)?.rules ?? [];
  return rules.some(
    ({ matches, target, targetWords }) => JSON.stringify({ matches, target, targetWords }) === wanted,
  );
}

const specOf = (words: string) => parseRule(words.split(' '));

function add(control: NetControl, lines: readonly Line[]): void {
  for (const [table, chain, where, words] of lines) {
    control.addRule(table, chain, specOf(words), where === 'insert' ? 1 : undefined);
  }
}

/** What somebody else has deleted already is no error. */
function remove(control: NetControl, lines: readonly Line[]): void {
  for (const [table, chain, , words] of lines) {
    try {
      control.deleteRule(table, chain, specOf(words));
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
    }
  }
}
