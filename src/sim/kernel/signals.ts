/** signal(7): numbers as on x86-64 and arm64. Real-time signals are left out: nothing in the course sends one. */
export const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
} as const;

/** A signal's name without SIG. */
export type Signal = keyof typeof SIGNALS;

export const signalNumber = (signal: Signal): number => SIGNALS[signal];

/** The signal with this number, or null. */
export function signalByNumber(number: number): Signal | null {
  const found = Object.entries(SIGNALS).find(([, value]) => value === number);
  return found === undefined ? null : (found[0] as Signal);
}

/** As kill(1) and docker read it: `TERM`, `SIGTERM`, `sigterm`, `15`. Null when there is no such signal. */
export function parseSignal(text: string): Signal | null {
  if (/^\d+$/.test(text)) return signalByNumber(Number(text));
  const name = text.toUpperCase().replace(/^SIG/, '');
  return name in SIGNALS ? (name as Signal) : null;
}
