/** `-p` words: [hostIp:][hostPort:]containerPort[/protocol], each port a number or a range (docker/go-connections `nat.ParsePortSpec`). */
import type { PortBinding } from '../engine/model.ts';
import { CliError } from './cli.ts';

interface Range {
  readonly low: number;
  readonly high: number;
}

const refuse = (words: string): CliError => new CliError(words, 125);

/** Null when that is no port and no range. */
function parseRange(text: string): Range | null {
  const [low = '', high = low, ...more] = text.split('-');
  if (more.length > 0 || !isPort(low) || !isPort(high) || Number(high) < Number(low)) return null;
  return { low: Number(low), high: Number(high) };
}

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 65535;

export function parsePublished(word: string): readonly PortBinding[] {
  const [address = '', protocol = 'tcp'] = word.split('/');
  const parts = address.split(':');
  const inner = parts.pop() ?? '';
  const outer = parts.pop() ?? '';
  const hostIp = hostAddress(parts.join(':'));
  if (hostIp !== '' && !isAddress(hostIp)) throw refuse(`Invalid ip address: ${hostIp}`);
  if (inner === '') throw refuse(`No port specified: ${word}<empty>`);
  const container = parseRange(inner);
  if (container === null) throw refuse(`Invalid containerPort: ${inner}`);
  const host = outer === '' ? null : parseRange(outer);
  if (outer !== '' && host === null) throw refuse(`Invalid hostPort: ${outer}`);
  if (host !== null && !isSameLength(container, host) && container.low !== container.high) {
    throw refuse(`Invalid ranges specified for container and host Ports: ${inner} and ${outer}`);
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) throw refuse(`Invalid proto: ${protocol}`);
  const single = container.low === container.high && host !== null && host.low !== host.high;
  return Array.from({ length: container.high - container.low + 1 }, (_, at) => ({
    containerPort: `${container.low + at}/${protocol.toLowerCase()}`,
    hostIp,
    hostPort: single ? outer : host === null ? '' : String(host.low + at),
  }));
}

/** Go's net.SplitHostPort takes off the brackets of IPv6, and complains of colons outside them. */
function hostAddress(raw: string): string {
  if (raw.includes(':') && !/^\[.*\]$/.test(raw)) {
    throw refuse(`Invalid ip address ${raw}: address ${raw}:: too many colons in address`);
  }
  return raw.replace(/^\[|\]$/g, '');
}

const isSameLength = (a: Range, b: Range): boolean => a.high - a.low === b.high - b.low;

const isAddress = (text: string): boolean =>
  text.includes(':') ||
  (/^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256));

/** `--expose`: `80` is `80/tcp`; a range is each of its ports. */
export function exposedPorts(word: string): readonly string[] {
  const [range = '', protocol = 'tcp'] = word.split('/');
  const parsed = parseRange(range);
  if (parsed === null) {
    const wrong = range.split('-').find((part) => !isPort(part)) ?? range;
    throw refuse(
      `invalid range format for --expose: ${word}, error: strconv.ParseUint: parsing "${wrong}": invalid syntax`,
    );
  }
  return Array.from({ length: parsed.high - parsed.low + 1 }, (_, at) => `${parsed.low + at}/${protocol}`);
}
