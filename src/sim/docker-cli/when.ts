/** Times as --since and --until read them: seconds since the epoch, RFC 3339, or a duration back from now. */
import { parseGoDuration } from './units.ts';

/** Milliseconds since the epoch; null when nothing was given. */
export function parseWhen(word: string | null, nowMs: number): number | null {
  if (word === null || word === '') return null;
  if (/^\d+(\.\d+)?$/.test(word)) return Number(word) * 1000;
  const duration = parseGoDuration(word);
  if (duration !== null) return nowMs - duration / 1e6;
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?Z?$/.exec(word);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  return ((days * 24 + Number(hour)) * 60 + Number(minute)) * 60_000 + Number(second) * 1000;
}

/** Howard Hinnant's days_from_civil. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719468;
}
