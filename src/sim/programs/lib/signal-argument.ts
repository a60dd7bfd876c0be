/** Reads the signal of kill, killall, pkill and timeout: `-9`, `-KILL`, `-s TERM`. Models kill(1) of procps and busybox. */
import { parseSignal, type Signal } from '../../kernel/signals.ts';

export type SignalChoice =
  | { readonly kind: 'signal'; readonly signal: Signal | 0; readonly rest: readonly string[] }
  | { readonly kind: 'bad'; readonly text: string };

/** Takes a leading signal off the arguments; TERM when there is none. */
export function takeSignal(args: readonly string[]): SignalChoice {
  const [first = '', second = ''] = args;
  const separate = first === '-s' || first === '--signal' || first === '-n';
  const joined =
    /^--signal=(.*)$/.exec(first)?.[1] ??
    /^-s(.+)$/.exec(first)?.[1] ??
    /^-(\d+|[A-Z][A-Z0-9+]*)$/.exec(first)?.[1];
  if (!separate && joined === undefined) return { kind: 'signal', signal: 'TERM', rest: args };
  const text = separate ? second : (joined ?? '');
  const rest = args.slice(separate ? 2 : 1);
  if (text === '0') return { kind: 'signal', signal: 0, rest };
  const signal = parseSignal(text);
  return signal === null ? { kind: 'bad', text } : { kind: 'signal', signal, rest };
}
