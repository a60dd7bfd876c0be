/**
 * Identifiers as the engine makes them: 64 hexadecimal digits from the machine's own chance (moby
 * `stringid`), MAC addresses of endpoints, and the short ids of overlay links. Left out: nothing.
 */
import type { Sys } from '../kernel/sys.ts';

export const SHORT_ID_LENGTH = 12;

/** Hexadecimal digits by the machine's seeded chance. */
export function randomHex(sys: Sys, digits: number): string {
  let text = '';
  while (text.length < digits) text += Math.floor(sys.random() * 16).toString(16);
  return text;
}

/** A full id; its first 12 digits are never all decimal, or they would look like a number (stringid.GenerateRandomID). */
export function randomId(sys: Sys): string {
  for (;;) {
    const id = randomHex(sys, 64);
    if (/[a-f]/.test(id.slice(0, SHORT_ID_LENGTH))) return id;
  }
}

export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, SHORT_ID_LENGTH);

/** A locally administered unicast address, as libnetwork gives endpoints since Docker 28. */
export function randomMac(sys: Sys): string {
  const bytes = Array.from({ length: 6 }, () => Math.floor(sys.random() * 256));
  bytes[0] = ((bytes[0] ?? 0) & 0xfc) | 0x02;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The 26 letters of /var/lib/docker/overlay2/l: base 32 of 128 bits. */
export function randomLink(sys: Sys): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from({ length: 26 }, () => letters[Math.floor(sys.random() * 32)]).join('');
}
