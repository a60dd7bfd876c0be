const factors: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, min: 60_000, s: 1_000 };

/** `20m`, `90s`, `1h30m`, `20 min`; a bare number is minutes. Milliseconds; null when it says no time above zero. */
export function readDuration(text: string): number | null {
  const said = text.trim().toLowerCase();
  const isTime = /^(?:\d+|(?:\d+\s*(?:h|min|m|s)\s*)+)$/.test(said);
  if (!isTime) return null;
  const parts = [...said.matchAll(/(\d+)\s*(h|min|m|s)?/g)];
  const sum = parts.reduce(
    (total, [, amount, unit = 'm']) => total + Number(amount) * (factors[unit] ?? 0),
    0,
  );
  return sum > 0 && Number.isSafeInteger(sum) ? sum : null;
}
