/** Numbers of x86 and ARM Linux, signal(7). */
const NUMBERS: Readonly<Record<string, string>> = {
  '1': 'HUP',
  '2': 'INT',
  '3': 'QUIT',
  '6': 'ABRT',
  '9': 'KILL',
  '10': 'USR1',
  '12': 'USR2',
  '13': 'PIPE',
  '14': 'ALRM',
  '15': 'TERM',
  '17': 'CHLD',
  '18': 'CONT',
  '19': 'STOP',
  '20': 'TSTP',
};
const NAMES = new Set(Object.values(NUMBERS));

/** `KILL` for `9`, `SIGKILL`, `kill`; null for what is no signal of the table. */
export function canonicalSignal(word: string): string | null {
  const name = word.toUpperCase().replace(/^SIG/, '');
  return NUMBERS[name] ?? (NAMES.has(name) ? name : null);
}
