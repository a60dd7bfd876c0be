/** ifconfig of busybox 1.38: shows devices, brings them up and down. Left out: setting addresses (refused: `ip addr` does it). */
import type { AddressInfo, LinkInfo } from '../../kernel/net.ts';
import type { Program } from '../../kernel/sys.ts';
import { busybox, type Context, Failure, words } from '../lib/program.ts';

export const busyboxIfconfig = busybox({ short: 'a', run: main });

function* main(context: Context): Program {
  const { sys } = context;
  const [name, verb] = context.operands;
  const links = sys.netlink().links();
  if (name === undefined) {
    const shown = links.filter(({ up }) => up || context.has('a')).sort((a, b) => (a.name < b.name ? -1 : 1));
    yield* context.out(shown.map(linkText).join(''));
    return 0;
  }
  const link = links.find((one) => one.name === name);
  if (verb === undefined) {
    if (link === undefined)
      throw new Failure(`${name}: error fetching interface information: Device not found`);
    yield* context.out(linkText(link));
    return 0;
  }
  if (verb !== 'up' && verb !== 'down') {
    throw new Failure(
      `'${verb}' is real, but this simulator does not model it; ip addr and ip link do the same`,
    );
  }
  if (link === undefined) throw new Failure('SIOCGIFFLAGS: No such device');
  try {
    sys.netlink().setLink(name, { up: verb === 'up' });
  } catch (error) {
    throw new Failure(`SIOCSIFFLAGS: ${words(error)}`);
  }
  return 0;
}

function linkText(link: LinkInfo): string {
  const loopback = link.kind === 'loopback';
  const hardware = loopback ? 'Local Loopback  ' : `Ethernet  HWaddr ${link.mac.toUpperCase()}  `;
  const flags = [
    ...(link.up ? ['UP'] : []),
    loopback ? 'LOOPBACK' : 'BROADCAST',
    ...(link.up && link.lowerUp ? ['RUNNING'] : []),
    ...(loopback ? [] : ['MULTICAST']),
  ].join(' ');
  const { counters: of } = link;
  const lines = [
    `Link encap:${hardware}`,
    ...link.addresses.map(addressText),
    `${flags}  MTU:${link.mtu}  Metric:1`,
    `RX packets:${of.rxPackets} errors:0 dropped:${of.rxDropped} overruns:0 frame:0`,
    `TX packets:${of.txPackets} errors:0 dropped:${of.txDropped} overruns:0 carrier:0`,
    `collisions:0 txqueuelen:${link.txQueueLength} `,
    `RX bytes:${of.rxBytes} (${human(of.rxBytes)})  TX bytes:${of.txBytes} (${human(of.txBytes)})`,
  ];
  return `${lines.map((line, at) => `${(at === 0 ? link.name : '').padEnd(9)} ${line}\n`).join('')}\n`;
}

function addressText({ family, address, prefix, broadcast, scope }: AddressInfo): string {
  if (family === 'inet6')
    return `inet6 addr: ${address}/${prefix} Scope:${scope === 'host' ? 'Host' : 'Link'}`;
  return `inet addr:${address}${broadcast === '' ? '' : `  Bcast:${broadcast}`}  Mask:${maskText(prefix)}`;
}

const maskText = (length: number): string =>
  [0, 8, 16, 24].map((start) => 256 - 2 ** (8 - Math.min(8, Math.max(0, length - start)))).join('.');

function human(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = bytes;
  let at = 0;
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024;
    at += 1;
  }
  return `${value.toFixed(1)} ${units[at]}`;
}
