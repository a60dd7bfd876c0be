/** ip of iproute2 7.3: addresses, links, routes, neighbours. Left out: rules, tunnels, named namespaces, JSON, -d. ip(8). */
import { strerror } from '../../kernel/errno.ts';
import type { AddressInfo, LinkInfo, NeighbourInfo, NetControl, RouteInfo } from '../../kernel/net.ts';
import { type Program, type ProgramMain, type Sys, SysError } from '../../kernel/sys.ts';
import { err, out } from '../lib/io.ts';
import { applyChange } from './ip-changes.ts';
import { IpError, type IpOptions, type IpRequest, readRequest } from './ip-request.ts';
import { IP_USAGE } from './ip-usages.ts';
import { linkBroadcast, linkFlags, linkType, operState, queueing, shownName } from './link-words.ts';

export const iproute: ProgramMain = function* ip(sys: Sys, argv: readonly string[]): Program {
  const options: IpOptions = {
    family: 'any',
    oneLine: false,
    brief: false,
    statistics: false,
    details: false,
  };
  let at = 1;
  for (; argv[at]?.startsWith('-'); at += 1) {
    const word = argv[at] ?? '';
    if (word === '-V' || word === '-Version') {
      yield* out(sys, 'ip utility, iproute2-7.3.0, libbpf 1.7.0\n');
      return 0;
    }
    if (!readOption(word, options)) {
      yield* err(sys, `ip: option '${word}' is not modelled by this simulator; -4 -6 -o -br -s are\n`);
      return 255;
    }
  }
  const [object, ...words] = argv.slice(at);
  if (object === undefined || object === 'help') {
    yield* err(sys, IP_USAGE);
    return 255;
  }
  return yield* perform(sys, options, object, words);
};

function readOption(word: string, options: IpOptions): boolean {
  if (word === '-4') options.family = 'inet';
  else if (word === '-6') options.family = 'inet6';
  else if ('-oneline'.startsWith(word)) options.oneLine = true;
  else if (word.length > 2 && '-brief'.startsWith(word)) options.brief = true;
  else if ('-statistics'.startsWith(word) || word === '-stats') options.statistics = true;
  else return /^-c(olor)?(=\w+)?$/.test(word) || word === '-N';
  return true;
}

function* perform(sys: Sys, options: IpOptions, object: string, words: readonly string[]): Program {
  try {
    const request = readRequest(object, words);
    const text = answer(sys.netlink(), options, request);
    yield* out(sys, text);
    return 0;
  } catch (error) {
    if (error instanceof IpError) return yield* refuse(sys, error);
    if (error instanceof NoDevice) {
      yield* err(sys, `${error.message}\n`);
      return error.status;
    }
    if (!(error instanceof SysError)) throw error;
    yield* err(sys, `RTNETLINK answers: ${strerror(error.errno)}\n`);
    return 2;
  }
}

function* refuse(sys: Sys, { kind, word }: IpError): Program {
  const missing =
    word === 'type'
      ? 'Not enough information: "type" argument is required'
      : `Not enough information: "${word}" argument is required.`;
  const words = {
    object: `Object "${word}" is unknown, try "ip help".`,
    argument: `Command "${word}" is unknown, try "ip help".`,
    missing,
    'not-modelled': `ip: "${word}" is real, but this simulator does not model it`,
  } as const;
  yield* err(sys, `${words[kind]}\n`);
  return kind === 'object' ? 1 : 255;
}

class NoDevice extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

function answer(control: NetControl, options: IpOptions, request: IpRequest): string {
  switch (request.kind) {
    case 'show-addresses':
    case 'show-links':
      return linksText(control, options, request);
    case 'show-routes':
      return options.family === 'inet6' ? '' : control.routes().map(routeText).join('');
    case 'show-neighbours':
      return neighboursText(control.neighbours(), request);
    case 'route-get':
      return routeGetText(control, request.address);
    default: {
      const device = 'device' in request ? request.device : null;
      const known = device === null || control.links().some(({ name }) => name === device);
      if (!known) throw new NoDevice(`Cannot find device "${device}"`);
      applyChange(control, request);
      return '';
    }
  }
}

function linksText(
  control: NetControl,
  options: IpOptions,
  request: Extract<IpRequest, { kind: 'show-addresses' | 'show-links' }>,
): string {
  const { device, onlyUp, type, master } = request;
  const all = control.links();
  if (master !== null && !all.some(({ name }) => name === master))
    throw new NoDevice(`Error: argument "${master}" is wrong: Device does not exist\n`, 255);
  const links = all.filter((link) => {
    const named = device === null || link.name === device;
    const ofKind = type === null || link.kind === type;
    return named && ofKind && (!onlyUp || link.up) && (master === null || link.master === master);
  });
  if (device !== null && links.length === 0) throw new NoDevice(`Device "${device}" does not exist.`);
  const withAddresses = request.kind === 'show-addresses';
  return links.map((link) => linkText(link, options, withAddresses)).join('');
}

function linkText(link: LinkInfo, options: IpOptions, withAddresses: boolean): string {
  const addresses = link.addresses.filter(
    ({ family }) => options.family === 'any' || family === options.family,
  );
  if (withAddresses && options.family !== 'any' && addresses.length === 0) return '';
  if (options.brief) return briefText(link, addresses, withAddresses);
  if (withAddresses && options.oneLine) return addresses.map((one) => oneLineAddress(link, one)).join('');
  const lines = [linkLine(link, withAddresses)];
  if (!withAddresses || options.family === 'any') lines.push(hardwareLine(link));
  if (withAddresses) lines.push(...addresses.flatMap((one) => [addressLine(link, one), FOREVER]));
  if (options.statistics) lines.push(...statisticsLines(link));
  return options.oneLine ? `${lines.join('\\')}\n` : lines.map((line) => `${line}\n`).join('');
}

const FOREVER = '       valid_lft forever preferred_lft forever';

function linkLine(link: LinkInfo, withAddresses: boolean): string {
  const master = link.master === null ? '' : ` master ${link.master}`;
  const mode = withAddresses ? '' : ' mode DEFAULT';
  return (
    `${link.index}: ${shownName(link)}: <${linkFlags(link)}> mtu ${link.mtu} qdisc ${queueing(link)}${master}` +
    ` state ${operState(link)}${mode} group default qlen ${link.txQueueLength}`
  );
}

function hardwareLine(link: LinkInfo): string {
  const netns = link.link?.netnsid ?? null;
  return `    link/${linkType(link)} ${link.mac} brd ${linkBroadcast(link)}${netns === null ? '' : ` link-netnsid ${netns}`}`;
}

function addressWords(link: LinkInfo, { family, address, prefix, broadcast, scope }: AddressInfo): string {
  if (family === 'inet') {
    return `inet ${address}/${prefix}${broadcast === '' ? '' : ` brd ${broadcast}`} scope ${scope} ${link.name}`;
  }
  return `inet6 ${address}/${prefix} scope ${scope} proto ${scope === 'host' ? 'kernel_lo' : 'kernel_ll'} `;
}

const addressLine = (link: LinkInfo, address: AddressInfo): string => `    ${addressWords(link, address)}`;
const oneLineAddress = (link: LinkInfo, address: AddressInfo): string =>
  `${link.index}: ${link.name}    ${addressWords(link, address)}\\${FOREVER}\n`;

function briefText(link: LinkInfo, addresses: readonly AddressInfo[], withAddresses: boolean): string {
  const start = `${shownName(link).padEnd(16)} ${operState(link).padEnd(14)} `;
  if (!withAddresses) return `${start}${link.mac} <${linkFlags(link)}> \n`;
  return `${start}${addresses.map(({ address, prefix }) => `${address}/${prefix} `).join('')}\n`;
}

function statisticsLines({ counters: of }: LinkInfo): string[] {
  const row = (values: readonly number[]) => {
    const [bytes = 0, packets = 0, ...rest] = values;
    const start = `    ${String(bytes).padStart(10)} ${String(packets).padStart(7)}`;
    return (
      start +
      rest
        .map((value) => ` ${String(value).padStart(7)}`)
        .join('')
        .replace(/^ {2}/, ' ')
    );
  };
  return [
    '    RX:  bytes packets errors dropped  missed   mcast           ',
    `${row([of.rxBytes, of.rxPackets]).padEnd(22)}      0 ${String(of.rxDropped).padStart(7)}       0       0 `,
    '    TX:  bytes packets errors dropped carrier collsns           ',
    `${row([of.txBytes, of.txPackets]).padEnd(22)}      0 ${String(of.txDropped).padStart(7)}       0       0 `,
  ];
}

function routeText(route: RouteInfo): string {
  const words = [
    route.destination,
    ...(route.gateway === null ? [] : ['via', route.gateway]),
    'dev',
    route.device,
    ...(route.protocol === 'boot' ? [] : ['proto', route.protocol]),
    ...(route.scope === 'link' ? ['scope', 'link'] : []),
    ...(route.source === null ? [] : ['src', route.source]),
    ...(route.metric === 0 ? [] : ['metric', String(route.metric)]),
    ...(route.linkDown ? ['linkdown'] : []),
  ];
  return `${words.join(' ')} \n`;
}

function neighboursText(
  neighbours: readonly NeighbourInfo[],
  { device, address: wanted }: { readonly device: string | null; readonly address: string | null },
): string {
  if (wanted !== null && !/^[\d.]+$|:/.test(wanted))
    throw new NoDevice(`Error: any valid prefix is expected rather than "${wanted}".`);
  const shown = neighbours.filter(
    (one) => (device === null || one.device === device) && (wanted === null || one.address === wanted),
  );
  return shown
    .map(({ address, device: dev, mac, state }) => {
      const place = device === null ? ` dev ${dev}` : '';
      return `${address}${place}${mac === null ? '' : ` lladdr ${mac}`} ${state} \n`;
    })
    .join('');
}

function routeGetText(control: NetControl, address: string): string {
  const { gateway, device, source, local } = control.routeTo(address);
  const via = gateway === null ? '' : ` via ${gateway}`;
  return `${local ? 'local ' : ''}${address}${via} dev ${device} src ${source} uid 0 \n    cache ${local ? '<local> ' : ''}\n`;
}
