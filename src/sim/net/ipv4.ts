/**
 * Models IPv4 addresses and prefixes, ip(7), RFC 4632, as unsigned 32-bit numbers. Invariant: `parse` takes what
 * inet_pton(3) takes and nothing else. Left out: IPv6 routing; see `linkLocal` in mac.ts for the one kind shown.
 */
export type Ipv4 = number;
export interface Prefix {
  readonly network: Ipv4;
  readonly length: number;
}

export const ANY: Ipv4 = 0;
export const LOOPBACK: Ipv4 = 0x7f000001;
export const BROADCAST: Ipv4 = 0xffffffff;

export function parseIpv4(text: string): Ipv4 | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export const formatIpv4 = (ip: Ipv4): string => [24, 16, 8, 0].map((shift) => (ip >>> shift) & 255).join('.');
export const maskOf = (length: number): Ipv4 => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0);
export const networkOf = (ip: Ipv4, length: number): Ipv4 => (ip & maskOf(length)) >>> 0;
export const broadcastOf = (ip: Ipv4, length: number): Ipv4 => (ip | ~maskOf(length)) >>> 0;
export const contains = (prefix: Prefix, ip: Ipv4): boolean =>
  networkOf(ip, prefix.length) === prefix.network;
export const isLoopback = (ip: Ipv4): boolean => ip >>> 24 === 127;
export const formatPrefix = ({ network, length }: Prefix): string => `${formatIpv4(network)}/${length}`;

/** `10.0.0.0/8`, `10.1.2.3` (a /32), `default`. Host bits are kept in `address`. */
export function parseCidr(text: string): { readonly address: Ipv4; readonly length: number } | null {
  if (text === 'default' || text === 'any') return { address: 0, length: 0 };
  const [address = '', length = '32', more] = text.split('/');
  const ip = parseIpv4(address);
  if (ip === null || more !== undefined || !/^\d{1,2}$/.test(length) || Number(length) > 32) return null;
  return { address: ip, length: Number(length) };
}
