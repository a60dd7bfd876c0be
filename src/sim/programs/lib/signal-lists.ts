/** Models the three lists of signals that `kill -l` prints in bash, dash and busybox. Left out: nothing. See signal(7). */
import { SIGNALS } from '../../kernel/signals.ts';

const names = Object.entries(SIGNALS).sort((one, other) => one[1] - other[1]);

function realTime(): readonly (readonly [string, number])[] {
  return Array.from({ length: 31 }, (_, index) => {
    const number = 34 + index;
    if (number <= 49) return [number === 34 ? 'RTMIN' : `RTMIN+${number - 34}`, number] as const;
    return [number === 64 ? 'RTMAX' : `RTMAX-${64 - number}`, number] as const;
  });
}

/** Five to a line, numbers in front, as bash and procps' table print them. */
export function bashSignalList(): string {
  const cells = [...names, ...realTime()].map(
    ([name, number]) => `${String(number).padStart(2)}) SIG${name}`,
  );
  let text = '';
  cells.forEach((cell, index) => {
    const last = index === cells.length - 1;
    text += cell + (last ? '\t\n' : index % 5 === 4 ? '\n' : '\t');
  });
  return text;
}

/** One to a line by number, unnamed ones as their number. */
export function dashSignalList(): string {
  const byNumber = new Map<number, string>([...names, ...realTime()].map(([name, number]) => [number, name]));
  byNumber.delete(16);
  return Array.from({ length: 65 }, (_, number) => `${byNumber.get(number) ?? number}\n`).join('');
}

export const busyboxSignalList = (): string =>
  names.map(([name, number]) => `${String(number).padStart(2)}) ${name === 'IO' ? 'POLL' : name}\n`).join('');
