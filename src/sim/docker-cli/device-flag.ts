/** `--device PATH[:PATH[:MODE]]` and its kin, as the client looks at them (docker/cli `container/opts.go` validateDevice, parseDevice). */
import { CliError } from './cli.ts';

const MODE = /^(?!.*(.).*\1)[rwm]+$/;
const refused = (words: string): CliError => new CliError(words, 125);

/** Throws CliError for what is no path, or no mode. */
export function checkDevices(words: readonly string[]): void {
  for (const word of words) checkDevice(word);
}

function checkDevice(word: string): void {
  const parts = word.split(':');
  const [source = '', second, mode] = parts;
  if (word === '' || parts.length > 3) throw refused(`bad format for path: ${word}`);
  if (mode !== undefined && !MODE.test(mode)) throw refused(`bad mode specified: ${mode}`);
  const inside = second === undefined || (mode === undefined && MODE.test(second)) ? source : second;
  if (!inside.startsWith('/')) throw refused(`${inside} is not an absolute path`);
}

/** What is wrong with a value of --device-cgroup-rule, or null. */
export const deviceRuleProblem = (value: string): string | null =>
  /^[acb] (\d+|\*):(\d+|\*) [rwm]{1,3}$/.test(value) ? null : `invalid device cgroup format '${value}'`;

/** What is wrong with a value of --device-read-bps and the like, or null. */
export function deviceRateProblem(flag: string, value: string): string | null {
  const [path = '', rate, ...rest] = value.split(':');
  if (rate === undefined || rest.length > 0) return `bad format: ${value}`;
  if (!path.startsWith('/dev/')) return `bad format for device path: ${value}`;
  if (flag.endsWith('iops')) {
    const words = `invalid rate for device: ${value}. The correct format is <device-path>:<number>. Number must be a positive integer`;
    return /^\d+$/.test(rate) ? null : words;
  }
  const words = `invalid rate for device: ${value}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`;
  return /^\d+([kmgt]i?b?|b)?$/i.test(rate) ? null : words;
}
