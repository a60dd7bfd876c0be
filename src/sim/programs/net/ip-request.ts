/**
 * What a command line of `ip` asks for, ip(8): one grammar for iproute2 and busybox, whose answers differ. Invariant: words are
 * matched by their beginnings as ip does; what is not known here is handed back as an error, never ignored.
 */
import type { LinkChange, NewLink, NewRoute } from '../../kernel/net.ts';

export interface IpOptions {
  family: 'any' | 'inet' | 'inet6';
  oneLine: boolean;
  brief: boolean;
  statistics: boolean;
  details: boolean;
}
export type IpRequest =
  | {
      readonly kind: 'show-addresses' | 'show-links';
      readonly device: string | null;
      readonly onlyUp: boolean;
      readonly type: string | null;
      readonly master: string | null;
    }
  | { readonly kind: 'show-routes' }
  | { readonly kind: 'show-neighbours'; readonly device: string | null; readonly address: string | null }
  | { readonly kind: 'route-get'; readonly address: string }
  | {
      readonly kind: 'change-address';
      readonly add: boolean;
      readonly cidr: string;
      readonly device: string;
      readonly broadcast: boolean;
    }
  | { readonly kind: 'flush-addresses'; readonly device: string }
  | { readonly kind: 'add-link'; readonly link: NewLink }
  | { readonly kind: 'delete-link'; readonly device: string }
  | { readonly kind: 'set-link'; readonly device: string; readonly change: LinkChange }
  | { readonly kind: 'change-route'; readonly how: 'add' | 'delete' | 'replace'; readonly route: NewRoute };

/** `object`: nothing of that name; `argument`: a word that does not belong; `missing`: something is not said. */
export class IpError extends Error {
  readonly kind: 'object' | 'argument' | 'missing' | 'not-modelled';
  readonly word: string;
  constructor(kind: IpError['kind'], word: string) {
    super(`${kind} ${word}`);
    this.kind = kind;
    this.word = word;
  }
}

const begins = (word: string | undefined, whole: string): boolean =>
  word !== undefined && word !== '' && whole.startsWith(word);

/** Throws IpError. */
export function readRequest(object: string, words: readonly string[]): IpRequest {
  if (begins(object, 'address')) return addressRequest(words);
  if (begins(object, 'link')) return linkRequest(words);
  if (begins(object, 'route')) return routeRequest(words);
  if (begins(object, 'neighbour') || begins(object, 'neighbor')) return neighbourRequest(words);
  const real = [
    'rule',
    'netns',
    'tunnel',
    'maddress',
    'monitor',
    'tuntap',
    'vrf',
    'xfrm',
    'nexthop',
    'netconf',
  ];
  if (real.some((name) => begins(object, name))) throw new IpError('not-modelled', object);
  throw new IpError('object', object);
}

/** `dev`, `via` ... with their values; the first word without a key is `rest`. */
function pairs(words: readonly string[], keys: readonly string[], flags: readonly string[] = []) {
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (flags.includes(word)) values.set(word, '');
    else if (keys.includes(word)) {
      at += 1;
      values.set(word, words[at] ?? '');
    } else rest.push(word);
  }
  return { values, rest };
}

const isShow = (verb: string | undefined): boolean =>
  verb === undefined || ['show', 'list', 'lst'].some((word) => word.startsWith(verb));

function showRequest(kind: 'show-addresses' | 'show-links', words: readonly string[]): IpRequest {
  const { values, rest } = pairs(words, ['dev', 'type', 'master', 'scope', 'to'], ['up']);
  for (const key of ['scope', 'to']) if (values.has(key)) throw new IpError('not-modelled', key);
  return {
    kind,
    device: values.get('dev') ?? rest[0] ?? null,
    onlyUp: values.has('up'),
    type: values.get('type') ?? null,
    master: values.get('master') ?? null,
  };
}

function addressRequest([verb, ...words]: readonly string[]): IpRequest {
  if (isShow(verb)) return showRequest('show-addresses', words);
  const { values, rest } = pairs(words, ['dev', 'brd', 'broadcast', 'label', 'scope', 'local']);
  const device = values.get('dev');
  if (verb === 'flush') return { kind: 'flush-addresses', device: device ?? rest[0] ?? '' };
  const add = begins(verb, 'add') || verb === 'replace';
  if (!add && !begins(verb, 'delete')) throw new IpError('argument', verb ?? '');
  const cidr = values.get('local') ?? rest[0];
  if (device === undefined || cidr === undefined) throw new IpError('missing', 'dev');
  return {
    kind: 'change-address',
    add,
    cidr,
    device,
    broadcast: values.has('brd') || values.has('broadcast'),
  };
}

function linkRequest([verb, ...words]: readonly string[]): IpRequest {
  if (isShow(verb)) return showRequest('show-links', words);
  if (begins(verb, 'set')) return linkSet(words);
  const { values, rest } = pairs(words, ['dev', 'name', 'link', 'type', 'address', 'mode', 'peer']);
  const name = values.get('name') ?? values.get('dev') ?? rest[0] ?? '';
  if (begins(verb, 'delete')) return { kind: 'delete-link', device: name };
  if (!begins(verb, 'add')) throw new IpError('argument', verb ?? '');
  return { kind: 'add-link', link: newLink(name, values, words) };
}

function newLink(name: string, values: ReadonlyMap<string, string>, words: readonly string[]): NewLink {
  const type = values.get('type');
  const mac = values.get('address');
  const withMac = mac === undefined ? {} : { mac };
  switch (type) {
    case undefined:
      throw new IpError('missing', 'type');
    case 'dummy':
    case 'bridge':
      return { kind: type, name, ...withMac };
    case 'veth':
      return newVeth(name, withMac, values, words);
    case 'macvlan':
    case 'ipvlan': {
      const mode = values.get('mode') ?? (type === 'macvlan' ? 'bridge' : 'l2');
      if (mode !== (type === 'macvlan' ? 'bridge' : 'l2')) throw new IpError('not-modelled', `mode ${mode}`);
      return { kind: type, name, parent: values.get('link') ?? '', ...withMac };
    }
    default:
      throw new IpError('not-modelled', `type ${type}`);
  }
}

/** `add NAME type veth peer [name] NAME`. */
function newVeth(
  name: string,
  withMac: { readonly mac?: string },
  values: ReadonlyMap<string, string>,
  words: readonly string[],
): NewLink {
  const at = words.indexOf('peer');
  if (at < 0) return { kind: 'veth', name, ...withMac, peer: { name: 'veth0' } };
  const peer = words[at + 1] === 'name' ? words[at + 2] : values.get('peer');
  const own = ['name', 'dev'].includes(words[0] ?? '') ? words[1] : words[0];
  return { kind: 'veth', name: own ?? '', ...withMac, peer: { name: peer ?? 'veth0' } };
}

function linkSet(words: readonly string[]): IpRequest {
  const { values, rest } = pairs(
    words,
    ['dev', 'mtu', 'name', 'address', 'master', 'netns', 'promisc'],
    ['up', 'down', 'nomaster'],
  );
  const [device = values.get('dev') ?? '', unknown] = values.has('dev') ? [values.get('dev'), rest[0]] : rest;
  if (unknown !== undefined) throw new IpError('argument', unknown);
  const change: LinkChange = {
    ...(values.has('up') ? { up: true } : values.has('down') ? { up: false } : {}),
    ...optional(values, 'name', (name) => ({ name })),
    ...optional(values, 'address', (mac) => ({ mac })),
    ...optional(values, 'mtu', (mtu) => ({ mtu: Number(mtu) })),
    ...optional(values, 'master', (master) => ({ master })),
    ...(values.has('nomaster') ? { master: null } : {}),
    ...optional(values, 'netns', (pid) => ({ netnsOf: Number(pid) })),
    ...optional(values, 'promisc', (on) => ({ promisc: on === 'on' })),
  };
  return { kind: 'set-link', device, change };
}

function optional<T>(
  values: ReadonlyMap<string, string>,
  key: string,
  make: (value: string) => T,
): T | object {
  const value = values.get(key);
  return value === undefined ? {} : (make(value) as T & object);
}

function routeRequest([verb, ...words]: readonly string[]): IpRequest {
  if (isShow(verb)) {
    if (words.length > 0) throw new IpError('not-modelled', words[0] ?? '');
    return { kind: 'show-routes' };
  }
  if (verb === 'get') return { kind: 'route-get', address: words[0] ?? '' };
  const how = begins(verb, 'add')
    ? 'add'
    : begins(verb, 'delete')
      ? 'delete'
      : begins(verb, 'replace')
        ? 'replace'
        : null;
  if (how === null) throw new IpError('argument', verb ?? '');
  const { values, rest } = pairs(words, ['via', 'dev', 'src', 'metric', 'proto', 'scope', 'table']);
  if (values.has('table')) throw new IpError('not-modelled', 'table');
  const route: NewRoute = {
    destination: rest[0] ?? '',
    ...optional(values, 'via', (gateway) => ({ gateway })),
    ...optional(values, 'dev', (device) => ({ device })),
    ...optional(values, 'src', (source) => ({ source })),
    ...optional(values, 'metric', (metric) => ({ metric: Number(metric) })),
  };
  return { kind: 'change-route', how, route };
}

function neighbourRequest([verb, ...words]: readonly string[]): IpRequest {
  if (!isShow(verb)) throw new IpError('not-modelled', verb ?? '');
  const { values, rest } = pairs(words, ['dev', 'to']);
  const address = values.get('to') ?? rest[0] ?? null;
  if (address?.includes('/')) throw new IpError('not-modelled', address);
  return { kind: 'show-neighbours', device: values.get('dev') ?? null, address };
}
