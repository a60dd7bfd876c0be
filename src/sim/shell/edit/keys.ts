/** Models how keys arrive from a terminal (console_codes(4), xterm): single characters, control characters and escape sequences. Left out: Alt. */
export type Key =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind:
        | 'enter'
        | 'interrupt'
        | 'end-of-file'
        | 'backspace'
        | 'delete'
        | 'left'
        | 'right'
        | 'home'
        | 'end'
        | 'up'
        | 'down'
        | 'kill-before'
        | 'kill-after'
        | 'kill-word'
        | 'clear'
        | 'complete'
        | 'nothing';
    };

type Plain = Exclude<Key['kind'], 'text'>;

const CONTROL: Readonly<Record<string, Plain>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\x03': 'interrupt',
  '\x04': 'end-of-file',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x02': 'left',
  '\x06': 'right',
  '\x01': 'home',
  '\x05': 'end',
  '\x10': 'up',
  '\x0e': 'down',
  '\x15': 'kill-before',
  '\x0b': 'kill-after',
  '\x17': 'kill-word',
  '\x0c': 'clear',
  '\t': 'complete',
};
const SEQUENCES: Readonly<Record<string, Plain>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
};

/** The first key of what was typed and how much of it that is; null while an escape sequence is not complete. */
export function firstKey(typed: string): { readonly key: Key; readonly length: number } | null {
  const first = [...typed.slice(0, 2)][0] ?? '';
  if (first === '\x1b') {
    const sequence = /^\x1b(?:\[([0-9;]*[A-Za-z~])|O([A-Za-z])|([^[O]))/.exec(typed);
    if (sequence === null) return typed.length < 8 ? null : { key: { kind: 'nothing' }, length: 1 };
    return {
      key: { kind: SEQUENCES[sequence[1] ?? sequence[2] ?? ''] ?? 'nothing' },
      length: sequence[0].length,
    };
  }
  const control = CONTROL[first];
  if (control !== undefined) return { key: { kind: control }, length: 1 };
  if (first < ' ') return { key: { kind: 'nothing' }, length: 1 };
  return { key: { kind: 'text', text: first }, length: first.length };
}
