import type { Key } from 'ink';

/** A key as the keymap names it: `up`, `enter`, `ctrl-g`, `alt-b`, `space`, or the character itself. */
export type KeyName = string;

const special: readonly (readonly [keyof Key, KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pgup'],
  ['pageDown', 'pgdn'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  // Terminals send 0x7F for backspace, which Ink calls delete (stack.md, trap 6).
  ['delete', 'backspace'],
];

/** The keys one input event stands for: several when they came faster than they could be told apart. */
export function keyNames(input: string, key: Key): readonly KeyName[] {
  const found = special.find(([property]) => key[property] === true);
  if (found !== undefined) {
    const [, name] = found;
    if (name === 'tab' && key.shift) return ['shift-tab'];
    if ((key.ctrl || key.meta) && (name === 'left' || name === 'right')) return [`alt-${name}`];
    if (key.meta && name === 'backspace') return ['ctrl-w'];
    return [name];
  }
  if (key.ctrl) return [`ctrl-${input}`];
  if (key.meta && input.length === 1) return [`alt-${input}`];
  return [...input].map(characterName);
}

function characterName(char: string): KeyName {
  const named: Readonly<Record<string, KeyName>> = {
    '\r': 'enter',
    '\n': 'enter',
    '\t': 'tab',
    '\u001b': 'esc',
    '\u007f': 'backspace',
    '\b': 'backspace',
    ' ': 'space',
  };
  const name = named[char];
  if (name !== undefined) return name;
  const code = char.charCodeAt(0);
  return code < 32 ? `ctrl-${String.fromCharCode(code + 96)}` : char;
}

/** The text a key types; null when it types none. */
export function typedText(name: KeyName): string | null {
  if (name === 'space') return ' ';
  return [...name].length === 1 ? name : null;
}
