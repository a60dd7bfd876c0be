/** ip of busybox 1.38: addresses, links, routes, neighbours. Left out: rules, tunnels. */
import { strerror } from '../../kernel/errno.ts';
import type { AddressInfo, LinkInfo, NeighbourInfo, NetControl, RouteInfo } from '../../kernel/net.ts';
import { type Program, type ProgramMain, type Sys, SysError } from '../../kernel/sys.ts';
import { BUSYBOX_USAGES } from '../lib/busybox-usages.ts';
import { err, out } from '../lib/io.ts';
import { BUSYBOX_BANNER } from '../lib/program.ts';
import { applyChange } from './ip-changes.ts';
import { IpError, type IpOptions, type IpRequest, readRequest } from './ip-request.ts';
import { linkBroadcast, linkFlags, linkType, queueing, shownName } from './link-words.ts';

export const busyboxIp: ProgramMain = function* ip(sys: Sys, argv: readonly string[]): Program {
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
    if (word === '-4') options.family = 'inet';
    else if (word === '-6') options.family = 'inet6';
    else if ('-oneline'.startsWith(word)) options.oneLine = true;
    else return yield* usage(sys, word === '--help' ? 0 : 1);
  }
  const [object, ...words] = argv.slice(at);
  if (object === undefined) return yield* usage(sys, 1);
  try {
    yield* out(sys, answer(sys.netlink(), options, readRequest(object, words)));
    return 0;
  } catch (error) {
    return yield* complain(sys, error);
  }
};

function* usage(sys: Sys, status: number): Program {
  yield* err(sys, `${BUSYBOX_BANNER}\n${BUSYBOX_USAGES.ip ?? ''}`);
  return status;
}

function* complain(sys: Sys, error: unknown): Program {
  if (error instanceof IpError) {
    if (error.kind === 'object') return yield* usage(sys, 1);
    const words = {
      argument: `invalid argument '${error.word}' to 'ip'`,
      missing: `"${error.word}" is required`,
      'not-modelled': `'${error.word}' is real, but this simulator does not model it`,
    } as const;
    yield* err(
      sys,
      `ip: ${error.word === 'dev' && error.kind === 'missing' ? 'need at least destination address' : words[error.kind]}\n`,
    );
    return 1;
  }
  if (error instanceof IpFailure) {
    yield* err(sys, `ip: ${error.message}\n`);
    return error.status;
  }
  if (!(error instanceof SysError)) throw error;
  yield* err(sys, `ip: RTNETLINK answers: ${strerror(error.errno)}\n`);
  return 2;
}

class IpFailure extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

function answer(control: NetControl, options: IpOptions, request: IpRequest): string {
  switch (request.kind) {
    case 'show-addresses':
    case 'show-links':
      return linksText(control, options, request.device, request.kind === 'show-addresses');
    case 'show-routes':
      return options.family === 'inet6' ? '' : control.routes().map(routeText).join('');
    case 'show-neighbours':
      return control
        .neighbours()
        .filter((one) => !isAddress(request.address) || one.address === request.address)
        .map(neighbourText)
        .join('');
    case 'route-get': {
      const { gateway, device, source, local } = control.routeTo(request.address);
      const via = gateway === null ? '' : ` via ${gateway}`;
      return `${local ? 'local ' : ''}${request.address}${via} dev ${device}  src ${source} \n`;
    }
    default:
      change(control, request);
      return '';
  }
}

function change(control: NetControl, request: Parameters<typeof applyChange>[1]): void {
  const device = 'device' in request ? request.device : null;
  const known = device === null || control.links().some(({ name }) => name === device);
  if (!known && request.kind === 'set-link') throw new IpFailure('SIOCGIFFLAGS: No such device', 2);
  if (!known) throw new IpFailure(`can't find device '${device}'`, 1);
  try {
    applyChange(control, request);
  } catch (error) {
    if (request.kind !== 'set-link' || !(error instanceof SysError)) throw error;
    throw new IpFailure(`SIOCSIFFLAGS: ${strerror(error.errno)}`, 2);
  }
}

function linksText(
  control: NetControl,
  options: IpOptions,
  device: string | null,
  withAddresses: boolean,
): string {
  const links = control.links().filter(({ name }) => device === null || name === device);
  if (device !== null && links.length === 0)
    throw new IpFailure(`can't find device '${device}'`, withAddresses ? 1 : 2);
  return links.map((link) => linkText(link, options, withAddresses)).join('');
}

function linkText(link: LinkInfo, options: IpOptions, withAddresses: boolean): string {
  const addresses = link.addresses.filter(
    ({ family }) => options.family === 'any' || family === options.family,
  );
  if (withAddresses && options.family !== 'any' && addresses.length === 0) return '';
  if (withAddresses && options.oneLine) {
    return addresses
      .map((one) => `${link.index}: ${link.name}    ${addressWords(link, one)}\\${FOREVER}\n`)
      .join('');
  }
  const lines = [linkLine(link)];
  if (!withAddresses || options.family === 'any') {
    lines.push(`    link/${linkType(link)} ${link.mac} brd ${linkBroadcast(link)}`);
  }
  if (withAddresses) lines.push(...addresses.flatMap((one) => [`    ${addressWords(link, one)}`, FOREVER]));
  return options.oneLine ? `${lines.join('\\')}\n` : lines.map((line) => `${line}\n`).join('');
}

const FOREVER = '       valid_lft forever preferred_lft forever';

/** M-DOWN: the other end is not up, or not in this namespace and so not known to be. */
function linkLine(link: LinkInfo): string {
  const flags = linkFlags(link) + (link.link !== null && link.link.name === null ? ',M-DOWN' : '');
  const master = link.master === null ? '' : `master ${link.master} `;
  const queue = link.txQueueLength === 0 ? '' : `qlen ${link.txQueueLength}`;
  return `${link.index}: ${shownName(link)}: <${flags}> mtu ${link.mtu} qdisc ${queueing(link)} ${master}${queue}`;
}

function addressWords(link: LinkInfo, { family, address, prefix, broadcast, scope }: AddressInfo): string {
  if (family === 'inet6') return `inet6 ${address}/${prefix} scope ${scope} `;
  return `inet ${address}/${prefix}${broadcast === '' ? '' : ` brd ${broadcast}`} scope ${scope} ${link.name}`;
}

function routeText({ destination, gateway, device, scope, source, metric }: RouteInfo): string {
  const via = gateway === null ? '' : `via ${gateway} `;
  const link = scope === 'link' ? 'scope link ' : '';
  const from = source === null ? '' : ` src ${source} `;
  return `${destination} ${via}dev ${device} ${link}${from}${metric === 0 ? '' : ` metric ${metric} `}\n`;
}

/** A word that is no address busybox passes over in silence, and shows all. */
const isAddress = (word: string | null): boolean => word !== null && /^[\d.]+$|:/.test(word);

function neighbourText({ address, device, mac, state }: NeighbourInfo): string {
  return `${address} dev ${device}${mac === null ? ' ' : ` lladdr ${mac}`} used 0/0/0 probes ${mac === null ? 6 : 1} ${state}\n`;
}
