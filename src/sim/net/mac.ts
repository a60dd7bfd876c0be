/**
 * Models Ethernet addresses: text as `02:42:ac:11:00:02`. Invariant: a random one is unicast and locally administered, as
 * eth_random_addr() of the Linux kernel makes them.
 */
export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff';
export const NO_MAC = '00:00:00:00:00:00';

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

export function randomMac(random: () => number): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(random() * 256));
  bytes[0] = ((bytes[0] ?? 0) & 0xfe) | 0x02;
  return bytes.map(hex).join(':');
}

/** The link-local IPv6 address a device gives itself when it comes up (addrgenmode eui64, RFC 4291 appendix A). */
export function linkLocal(mac: string): string {
  const bytes = mac.split(':').map((part) => Number.parseInt(part, 16));
  const id = [(bytes[0] ?? 0) ^ 2, bytes[1], bytes[2], 0xff, 0xfe, bytes[3], bytes[4], bytes[5]].map(
    (byte) => byte ?? 0,
  );
  const groups = [0, 2, 4, 6].map((at) => (((id[at] ?? 0) << 8) | (id[at + 1] ?? 0)).toString(16));
  return `fe80::${groups.join(':')}`;
}
