/**
 * Models how chmod, mkdir -m and find -perm read a mode (chmod(1), POSIX XCU chmod): octal, or clauses such as `u+x,g=rw`. Invariant:
 * pure; a clause without letters for whom obeys the umask. Left out: symbolic modes on more than twelve bits.
 */
const WHO: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007 };
const SHIFTS: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

export interface ModeBase {
  readonly mode: number;
  readonly directory: boolean;
  readonly umask: number;
}

/** The new permission bits, or null when the text is no mode. */
export function parseMode(text: string, base: ModeBase): number | null {
  if (/^[0-7]{1,5}$/.test(text)) return Number.parseInt(text, 8) & 0o7777;
  if (!/^([ugoa]*([-+=]([rwxXst]*|[ugo]))+)(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*$/.test(text)) return null;
  return text.split(',').reduce((mode, clause) => applyClause(clause, mode, base), base.mode);
}

function applyClause(clause: string, start: number, base: ModeBase): number {
  const letters = /^[ugoa]*/.exec(clause)?.[0] ?? '';
  const all = letters === '' || letters.includes('a');
  const who = all ? ['u', 'g', 'o'] : [...letters];
  const allowed = letters === '' ? ~base.umask : ~0;
  let mode = start;
  for (const [, operator = '', bits = ''] of clause.slice(letters.length).matchAll(/([-+=])([^-+=]*)/g)) {
    const mask = who.reduce((sum, letter) => sum | (WHO[letter] ?? 0), 0);
    const value = bitsOf(bits, who, mode, base.directory) & allowed;
    if (operator === '-') mode &= ~value;
    else mode = (operator === '=' ? mode & ~mask & ~specialMask(who) : mode) | value;
  }
  return mode;
}

const specialMask = (who: readonly string[]): number =>
  (who.includes('u') ? 0o4000 : 0) | (who.includes('g') ? 0o2000 : 0);

function bitsOf(bits: string, who: readonly string[], mode: number, directory: boolean): number {
  const copied = SHIFTS[bits];
  const triple = copied === undefined ? tripleOf(bits, mode, directory) : (mode >> copied) & 7;
  let value = who.reduce((sum, letter) => sum | (triple << (SHIFTS[letter] ?? 0)), 0);
  if (bits.includes('s')) value |= specialMask(who);
  if (bits.includes('t')) value |= 0o1000;
  return value;
}

function tripleOf(bits: string, mode: number, directory: boolean): number {
  const execute = bits.includes('x') || (bits.includes('X') && (directory || (mode & 0o111) !== 0));
  return (bits.includes('r') ? 4 : 0) | (bits.includes('w') ? 2 : 0) | (execute ? 1 : 0);
}
