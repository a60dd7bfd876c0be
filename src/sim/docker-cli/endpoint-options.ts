/** Which networks a new container is to be on, and with what addresses and names there (docker/cli `container/opts.go` parseNetworkOpts). */
import { isUserNetwork, plainWish } from '../engine/endpoints.ts';
import type { EndpointWish } from '../engine/model.ts';
import { CliError } from './cli.ts';
import type { Flags } from './flags.ts';

const refuse = (words: string): CliError => new CliError(words, 125);
const listOrNull = (flags: Flags, name: string): readonly string[] | null =>
  flags.has(name) ? flags.list(name) : null;

export interface Networking {
  readonly networkMode: string;
  readonly endpoints: readonly EndpointWish[];
  /** Links of the default bridge; those of user networks are in `endpoints`. */
  readonly links: readonly string[] | null;
}

export function networkingOf(flags: Flags): Networking {
  const words = [...flags.list('network'), ...flags.list('net')];
  const wishes = (words.length === 0 ? ['bridge'] : words).map(parseNetwork);
  const [first = plainWish('bridge'), ...others] = wishes;
  const isOwn = isUserDefined(first.network);
  if (others.length > 0 && wishes.some(({ network }) => !isUserDefined(network))) {
    throw refuse('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  }
  const aliases = [...flags.list('network-alias'), ...flags.list('net-alias')];
  if (aliases.length > 0 && !isOwn) {
    throw refuse('network-scoped aliases are only supported for user-defined networks');
  }
  const links = listOrNull(flags, 'link');
  const wish: EndpointWish = {
    ...first,
    aliases: aliases.length > 0 ? aliases : first.aliases,
    ipv4Address: flags.text('ip') ?? first.ipv4Address,
    macAddress: macOf(flags.text('mac-address') ?? first.macAddress),
    links: isOwn ? (links?.map(withAlias) ?? null) : null,
  };
  return {
    networkMode: first.network,
    endpoints: first.network.startsWith('container:') ? [] : [wish, ...others],
    links: isOwn ? null : links,
  };
}

const isUserDefined = (name: string): boolean => isUserNetwork(name) && !/^container(:|$)/.test(name);
const withAlias = (link: string): string => (link.includes(':') ? link : `${link}:${link}`);

function macOf(text: string): string {
  if (text !== '' && !/^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}$/.test(text)) {
    throw refuse(`${text} is not a valid mac address`);
  }
  return text.toLowerCase().replaceAll('-', ':');
}

/** `NAME`, or `name=NAME,alias=A,ip=ADDRESS,mac-address=MAC,gw-priority=N`. */
function parseNetwork(word: string): EndpointWish {
  if (word.trim() === '') throw refuse('no name set for network');
  if (!word.includes('=')) return plainWish(word === 'default' ? 'bridge' : word);
  const fields = word.split(',').map((field): [string, string] => {
    const at = field.indexOf('=');
    if (at < 0) throw refuse(`invalid field ${field}`);
    return [field.slice(0, at).toLowerCase().trim(), field.slice(at + 1).trim()];
  });
  const unknown = fields.find(
    ([key]) => !['name', 'alias', 'ip', 'mac-address', 'gw-priority'].includes(key),
  );
  if (unknown !== undefined) throw refuse(`invalid field key ${unknown[0]}`);
  const last = (key: string): string => fields.filter(([one]) => one === key).at(-1)?.[1] ?? '';
  const aliases = fields.filter(([key]) => key === 'alias').map(([, value]) => value);
  return {
    ...plainWish(last('name')),
    aliases: aliases.length === 0 ? null : aliases,
    ipv4Address: last('ip'),
    macAddress: macOf(last('mac-address')),
    gwPriority: Number(last('gw-priority')),
  };
}
