/**
 * Times as Go prints them. A stamp is milliseconds since the epoch with a fraction; JSON shows it as
 * RFC 3339 with up to nine digits, trailing zeros cut (time.RFC3339Nano).
 */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

function nanosecondsOf(stampMs: number): string {
  const millis = Math.floor(stampMs);
  const rest = Math.floor((stampMs - millis) * 1e6);
  return String((((millis % 1000) + 1000) % 1000) * 1_000_000 + rest).padStart(9, '0');
}

/** Days since 1970-01-01 to year, month, day (Howard Hinnant's civil_from_days). */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

function parts(stampMs: number): { date: string; time: string } {
  const seconds = Math.floor(stampMs / 1000);
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const { year, month, day } = civilFromDays(days);
  return {
    date: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`,
    time: `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`,
  };
}

/** `2026-11-20T18:21:05.316705615Z`; null is Go's zero time. */
export function rfc3339Nano(stampMs: number | null): string {
  if (stampMs === null) return ZERO_TIME;
  const { date, time } = parts(stampMs);
  const fraction = nanosecondsOf(stampMs).replace(/0+$/, '');
  return `${date}T${time}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** All nine digits, as logs and events print them (time.RFC3339Nano padded). */
export function rfc3339NanoFixed(stampMs: number): string {
  const { date, time } = parts(stampMs);
  return `${date}T${time}.${nanosecondsOf(stampMs)}Z`;
}

/** `2026-11-20T18:22:06Z`. */
export function rfc3339(stampMs: number): string {
  const { date, time } = parts(stampMs);
  return `${date}T${time}Z`;
}

/** Go's time.String() in UTC, as `docker ps --format {{.CreatedAt}}` shows it. */
export function goTimeString(stampMs: number): string {
  const { date, time } = parts(stampMs);
  return `${date} ${time} +0000 UTC`;
}
