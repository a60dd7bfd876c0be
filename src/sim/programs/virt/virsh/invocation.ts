/** virsh's own options, virsh(1), before the first command. */
interface Common {
  readonly uri: string | null;
  readonly quiet: boolean;
}
type Outcome =
  | { readonly kind: 'run'; readonly words: readonly string[] }
  | { readonly kind: 'version'; readonly long: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };
export type Invocation = Common & Outcome;

/** Short letter and long name of each option, and whether it has an argument. */
const OPTIONS: readonly (readonly [letter: string, name: string, argument: boolean])[] = [
  ['c', 'connect', true],
  ['d', 'debug', true],
  ['e', 'escape', true],
  ['h', 'help', false],
  ['k', 'keepalive-interval', true],
  ['K', 'keepalive-count', true],
  ['l', 'log', true],
  ['q', 'quiet', false],
  ['r', 'readonly', false],
  ['t', 'timing', false],
  ['v', 'version', false],
  ['V', 'long-version', false],
];

interface Given {
  readonly letter: string;
  readonly value: string | undefined;
  /** Words it took. */
  readonly took: number;
}

export function readInvocation(args: readonly string[]): Invocation {
  let common: Common = { uri: null, quiet: false };
  for (let at = 0; ; ) {
    const word = args[at] ?? '';
    if (word === '--') return { ...common, kind: 'run', words: args.slice(at + 1) };
    if (!word.startsWith('-') || word === '-') return { ...common, kind: 'run', words: args.slice(at) };
    const given = readOption(word, args[at + 1]);
    if (typeof given === 'string') return { ...common, kind: 'wrong', message: given };
    const ending = endingOf(given);
    if (ending !== null) return { ...common, ...ending };
    if (given.letter === 'c') common = { ...common, uri: given.value ?? '' };
    if (given.letter === 'q') common = { ...common, quiet: true };
    at += given.took;
  }
}

/** What was given, or what is wrong with it. */
function readOption(word: string, next: string | undefined): Given | string {
  const [name, attached] = word.startsWith('--')
    ? splitLong(word)
    : [word.slice(0, 2), word.slice(2) || undefined];
  const option = OPTIONS.find((one) => name === `-${one[0]}` || name === `--${one[1]}`);
  if (option === undefined) return `unsupported option '${word}'. See --help.`;
  const [letter, long, argument] = option;
  if (!argument) return { letter, value: attached, took: 1 };
  const value = attached ?? next;
  if (value === undefined) return `option '-${letter}'/'--${long}' requires an argument`;
  return { letter, value, took: attached === undefined ? 2 : 1 };
}

function endingOf({ letter, value }: Given): Outcome | null {
  if (letter === 'h') return { kind: 'help' };
  if (letter === 'v' || letter === 'V') return { kind: 'version', long: letter === 'V' || value === 'long' };
  return null;
}

function splitLong(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}
