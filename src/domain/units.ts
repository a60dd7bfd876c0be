/** What units measure, and how many of the first of their kind one is. Data: IEC 80000-13 (KiB), SI (kB). */
type Dimension = 'bytes' | 'time' | 'share';

interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
}

const unit = (dimension: Dimension, factor: number, names: string): readonly (readonly [string, Unit])[] =>
  names.split(' ').map((name) => [name, { dimension, factor }]);

/** Docker reads `64m` as 64 MiB, and so does everybody who writes a bare k, m or g for bytes. */
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ...unit('bytes', 1, 'b byte bytes'),
  ...unit('bytes', 1e3, 'kb kilobyte kilobytes'),
  ...unit('bytes', 1e6, 'mb megabyte megabytes'),
  ...unit('bytes', 1e9, 'gb gigabyte gigabytes'),
  ...unit('bytes', 1e12, 'tb terabyte terabytes'),
  ...unit('bytes', 2 ** 10, 'kib k kibibyte kibibytes'),
  ...unit('bytes', 2 ** 20, 'mib m mebibyte mebibytes'),
  ...unit('bytes', 2 ** 30, 'gib g gibibyte gibibytes'),
  ...unit('bytes', 2 ** 40, 'tib t tebibyte tebibytes'),
  ...unit('time', 1e-9, 'ns nanosecond nanoseconds'),
  ...unit('time', 1e-6, 'us µs μs microsecond microseconds'),
  ...unit('time', 1e-3, 'ms msec msecs millisecond milliseconds'),
  ...unit('time', 1, 's sec secs second seconds'),
  ...unit('time', 60, 'min mins minute minutes'),
  ...unit('time', 3600, 'h hr hrs hour hours'),
  ...unit('share', 1, '% percent'),
]);

/**
 * How many of `wanted` one `said` is, or null when nobody can tell. Capitals do not count, nor an s at the end;
 * `own` are units which the question itself explains. `m` is minutes where time is asked for, and MiB where bytes are.
 */
export function conversion(
  said: string,
  wanted: string,
  own: Readonly<Record<string, number>>,
): number | null {
  const word = plain(said);
  const names = Object.keys(own);
  const name = names.find((known) => known === said.trim()) ?? names.find((known) => plain(known) === word);
  if (name !== undefined) return own[name] ?? null;
  if (plain(wanted) === word) return 1;
  const to = UNITS.get(plain(wanted)) ?? UNITS.get(singular(plain(wanted)));
  const from = word === 'm' && to?.dimension === 'time' ? UNITS.get('min') : UNITS.get(word);
  if (to === undefined || from === undefined) return singular(word) === singular(plain(wanted)) ? 1 : null;
  return from.dimension === to.dimension ? from.factor / to.factor : null;
}

/** Which number is asked for, with an example: `number in MiB, such as 3, or with its own unit, such as 0.5 GiB`. */
export function wantedNumber(wanted: string | null): string {
  if (wanted === null) return 'number, such as 3';
  const dimension = UNITS.get(plain(wanted))?.dimension;
  if (dimension === 'share') return 'number of percent, such as 3 or 3%';
  if (dimension === undefined) return `number of ${wanted}, such as 3`;
  const other = dimension === 'time' ? (/^m/.test(plain(wanted)) ? '2 s' : '250 ms') : otherBytes(wanted);
  return `number in ${wanted}, such as 3, or with its own unit, such as ${other}`;
}

const otherBytes = (wanted: string): string => (/^gi?b?/.test(plain(wanted)) ? '512 MiB' : '0.5 GiB');

const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.]+/g, '');

const singular = (word: string): string => (word.length > 2 ? word.replace(/s$/, '') : word);
