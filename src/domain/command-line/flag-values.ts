import { canonicalSignal } from './signal-names.ts';

const SIZES = ['memory', 'memory-reservation', 'memory-swap', 'shm-size'];
const SIGNALS = ['signal', 'stop-signal'];
const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** One spelling for all that mean the same to docker: `64m` and `64MB`, `TERM` and `SIGTERM`, `0.5` and `.50`. */
export function canonicalFlagValue(flag: string, value: string): string {
  if (SIZES.includes(flag)) return bytes(value) ?? value;
  if (SIGNALS.includes(flag)) return canonicalSignal(value) ?? value;
  if (flag === 'cpus' && /^\d*\.?\d+$/.test(value)) return String(Number(value));
  if (flag === 'format') return value.replace(/\{\{\s*(.*?)\s*\}\}/g, '{{$1}}');
  return value;
}

function bytes(value: string): string | null {
  const match = /^(\d+)([bkmg]?)(?:i?b)?$/i.exec(value);
  const factor = UNITS[match?.[2]?.toLowerCase() ?? ''];
  return match === null || factor === undefined ? null : String(Number(match[1]) * factor);
}
