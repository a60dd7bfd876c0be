/**
 * The network a world's host is plugged into, as data, and the machines on it: a router that does DNS and NAT, a laptop to try from, and behind
 * the router a small internet. Invariants: each is a kernel of its own, on the host's clock, and reaches the host by packets only;
 * what is not listed here does not exist. Left out: DHCP, Wi-Fi, IPv6.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Program, ProgramMain, Sys } from '../kernel/sys.ts';
import { device, dir, link, program, type TreeSpec, text } from '../kernel/tree-spec.ts';
import { LinuxNetwork, type NetworkCard, plugIn, Segment } from '../net/index.ts';
import { parseRule } from '../net/netfilter/rule-words.ts';
import { dnsServer } from '../programs/net/dns-server.ts';
import { sshd } from '../programs/net/sshd.ts';
import { webServer } from '../programs/net/web-server.ts';
import { DEBIAN_INSTALL, DEBIAN_LINKS, PROGRAMS } from '../programs/registry.ts';
import { bootKernel } from '../vfs/boot.ts';

export interface LanSpec {
  /** The host's own network card. */
  readonly card: { readonly mac: string; readonly address: string; readonly gateway: string };
  /** A cloud's network: passes only frames from the address it gave. */
  readonly lockMacs: boolean;
  /** Nobody else is there when false, as on the reference engine. */
  readonly peopled: boolean;
  /** Names the router's DNS knows beside those of the LAN, with the pages that web servers there have. */
  readonly internet: Readonly<Record<string, { readonly address: string; readonly page: string | null }>>;
}

const EXAMPLE_PAGE = `<!doctype html><html lang="en"><head><title>Example Domain</title></head><body><div><h1>Example Domain</h1><p>This domain is for use in documentation examples without needing permission.</p></div></body></html>
`;

const CARD = { mac: '52:54:00:a1:00:10', address: '192.168.1.10/24', gateway: '192.168.1.1' };
export const HOME_LAN: LanSpec = {
  card: CARD,
  lockMacs: false,
  peopled: true,
  internet: {
    'example.com': { address: '93.184.215.14', page: EXAMPLE_PAGE },
    'mirror.example': {
      address: '198.51.100.20',
      page: '<html><body><h1>mirror.example</h1></body></html>\n',
    },
    'dns.google': { address: '8.8.8.8', page: null },
    'one.one.one.one': { address: '1.1.1.1', page: null },
  },
};
/** The same, in a data centre that knows which addresses it gave out. */
export const CLOUD_LAN: LanSpec = { ...HOME_LAN, lockMacs: true };
/** A cable with nothing at its other end, as the reference engine has it. */
export const EMPTY_LAN: LanSpec = { ...HOME_LAN, peopled: false, internet: {} };

const WAN_ROUTER = '203.0.113.2/24';
const WAN_GATEWAY = '203.0.113.1';

/** Plugs the host in and boots the machines around it. */
export function joinLan(host: Kernel, spec: LanSpec, seed: string): void {
  const segment = new Segment('the LAN', { lockMacs: spec.lockMacs });
  const { mac, address, gateway } = spec.card;
  plugIn(host, { name: 'eth0', segment, mac, addresses: [address], gateway, broadcast: false });
  if (!spec.peopled) return;
  const wan = new Segment("the provider's line");
  const boot = (name: string, tree: TreeSpec, services: readonly string[], cards: readonly NetworkCard[]) =>
    bootNeighbour(host, { name, seed, tree, services, cards });
  const hostname = host.initialNamespaces.uts.hostname;
  boot(
    'laptop',
    laptopTree(),
    ['sshd'],
    [{ name: 'eth0', segment, mac: '52:54:00:a1:00:20', addresses: ['192.168.1.20/24'], gateway }],
  );
  const router = boot(
    'router',
    routerTree(spec, hostname),
    ['dnsmasq'],
    [
      { name: 'eth0', segment, mac: '52:54:00:a1:00:01', addresses: [`${gateway}/24`] },
      { name: 'eth1', segment: wan, mac: '52:54:00:b2:00:02', addresses: [WAN_ROUTER], gateway: WAN_GATEWAY },
    ],
  );
  const control = stateControl(router);
  control.setForwarding(true);
  control.addRule('nat', 'POSTROUTING', parseRule(['-o', 'eth1', '-j', 'MASQUERADE']));
  const addresses = Object.values(spec.internet).map((one) => `${one.address}/32`);
  boot(
    'internet',
    internetTree(spec),
    ['webserver', 'dnsmasq'],
    [
      {
        name: 'eth0',
        segment: wan,
        mac: '52:54:00:b2:00:01',
        addresses: [`${WAN_GATEWAY}/24`, ...addresses],
      },
    ],
  );
}

const stateControl = (kernel: Kernel) => {
  const init = kernel.initialNamespaces.pid.init;
  if (init === null || kernel.network === null) throw new Error('a machine of the LAN has not booted');
  return kernel.network.control(init, kernel.initialNamespaces.net);
};

interface Neighbour {
  readonly name: string;
  readonly seed: string;
  readonly tree: TreeSpec;
  readonly services: readonly string[];
  readonly cards: readonly NetworkCard[];
}

function bootNeighbour(host: Kernel, { name, seed, tree, services, cards }: Neighbour): Kernel {
  const own = new Map<string, ProgramMain>([
    ['init', initOf(services)],
    ['sshd', sshd],
    ['dnsmasq', dnsServer],
    ['webserver', webServer],
  ]);
  const kernel = bootKernel({
    seed: `${seed}/${name}`,
    bootRealtimeMs: host.clock.bootRealtimeMs,
    uname: {
      release: '6.12.48+deb13-amd64',
      version: '#1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1 (2025-09-20)',
      machine: 'x86_64',
    },
    hostname: name,
    programs: (program_) => own.get(program_) ?? PROGRAMS.get(program_) ?? null,
    network: (made) => new LinuxNetwork(made),
    clock: host.clock,
    root: tree,
  });
  for (const card of cards) plugIn(kernel, card);
  kernel.spawn({ path: '/sbin/init', argv: ['init'] });
  host.companions.push(kernel);
  return kernel;
}

/** PID 1 of such a machine: starts its services, reaps what ends. */
const initOf = (services: readonly string[]): ProgramMain =>
  function* init(sys: Sys): Program {
    sys.mount({ source: 'proc', target: '/proc', type: 'proc' });
    sys.sigaction('CHLD', { kind: 'ignore' });
    for (const service of services)
      sys.clone({}, (child) => child.execve(`/usr/sbin/${service}`, [service], new Map()));
    for (;;) yield* sys.sleep(86_400_000);
  };

const BASE: TreeSpec = {
  bin: link('usr/bin'),
  sbin: link('usr/sbin'),
  dev: dir({ null: device('char-device', 1, 3, 0o666) }),
  proc: dir({}),
  root: dir({}, { mode: 0o700 }),
  tmp: dir({}, { mode: 0o1777 }),
};

const etc = (hosts: string) =>
  dir({
    hosts: text(`127.0.0.1\tlocalhost\n${hosts}`),
    'resolv.conf': text('nameserver 192.168.1.1\n'),
    passwd: text('root:x:0:0:root:/root:/bin/bash\n'),
    group: text('root:x:0:\n'),
  });

const server = (...names: readonly string[]) =>
  dir({
    bin: dir({}),
    sbin: dir(Object.fromEntries(['init', ...names].map((name) => [name, program(name, 200_000)]))),
  });

function laptopTree(): TreeSpec {
  const below = (folder: string) => {
    const files = DEBIAN_INSTALL.filter(
      ({ path }) => path.startsWith(`/usr/${folder}/`) && path.split('/').length === 4,
    );
    const links = Object.entries(DEBIAN_LINKS).filter(([path]) => path.startsWith(`/usr/${folder}/`));
    const nameOf = (path: string) => path.split('/').at(-1) ?? path;
    return {
      ...Object.fromEntries(files.map((file) => [nameOf(file.path), program(file.program, file.sizeBytes)])),
      ...Object.fromEntries(links.map(([path, target]) => [nameOf(path), link(target)])),
    };
  };
  const own = { init: program('init', 200_000), sshd: program('sshd', 900_000) };
  return {
    ...BASE,
    etc: etc('127.0.1.1\tlaptop\n'),
    usr: dir({ bin: dir(below('bin')), sbin: dir({ ...below('sbin'), ...own }) }),
  };
}

function routerTree(spec: LanSpec, hostname: string): TreeSpec {
  const [hostAddress = ''] = spec.card.address.split('/');
  const lan = `192.168.1.1\trouter\n192.168.1.20\tlaptop\n${hostAddress}\t${hostname}\n`;
  const names = Object.entries(spec.internet).map(([name, { address }]) => `${address}\t${name}\n`);
  return { ...BASE, etc: etc(lan + names.join('')), usr: server('dnsmasq') };
}

function internetTree(spec: LanSpec): TreeSpec {
  const names = Object.entries(spec.internet).map(([name, { address }]) => `${address}\t${name}\n`);
  const sites = Object.entries(spec.internet).flatMap(([name, { page }]) =>
    page === null ? [] : [[name, dir({ 'index.html': text(page) })] as const],
  );
  return {
    ...BASE,
    etc: etc(names.join('')),
    srv: dir(Object.fromEntries(sites)),
    usr: server('webserver', 'dnsmasq'),
  };
}
