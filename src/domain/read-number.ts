import { numberInWords } from './number-words.ts';

const FILLERS = [
  'it',
  'is',
  "it's",
  'its',
  'about',
  'exactly',
  'code',
  'exit',
  'status',
  'exited',
  'with',
  'the',
  'a',
  'pid',
];
const SIGNALS = /^\(?sig[a-z0-9]+\)?$/;
/** Units a learner may add, by the word that the question must have for them to be harmless. */
const UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  sec: 'second',
  secs: 'second',
  ms: 'millisecond',
  min: 'minute',
};

/**
 * The whole number an answer states, or null when it states none, or not one only. `143`, `143.`, `exit code
 * 143`, `1,430`, `one hundred and forty-three`, `128 + 15`. Words around it must be fillers or stand in the question.
 */
export function readNumber(answer: string, prompt: string): number | null {
  const text = answer
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\u2212/g, '-')
    .trim()
    .replace(/^["'`*]+|["'`*]+$/g, '')
    .replace(/[.,;:!?]+$/, '')
    .replace(/^["'`*]+|["'`*]+$/g, '')
    .trim();
  return sum(text) ?? wordsAmongWords(text, prompt) ?? numberAmongWords(text, prompt);
}

/** `128 + 15`, and `128+15=143` when it adds up. */
function sum(text: string): number | null {
  const match = /^(\d+)\s*\+\s*(\d+)(?:\s*=\s*(\d+))?$/.exec(text);
  if (match === null) return null;
  const total = Number(match[1]) + Number(match[2]);
  return match[3] === undefined || Number(match[3]) === total ? total : null;
}

/** `ten seconds`, `exit code zero`. */
function wordsAmongWords(text: string, prompt: string): number | null {
  const harmless = wordsOf(prompt);
  const mayGo = (word: string | undefined): boolean =>
    word !== undefined && numberInWords(word) === null && isHarmless(word, harmless);
  const words = text.split(/\s+/);
  const read = (): number | null => numberInWords(words.join(' '));
  while (read() === null && mayGo(words.at(-1))) words.pop();
  while (read() === null && mayGo(words[0])) words.shift();
  return read();
}

function numberAmongWords(text: string, prompt: string): number | null {
  const pieces = text
    .replace(/(?<=\d)(?=[a-z])/g, ' ')
    .replace(/(?<=\d)[ _](?=\d{3}(?!\d))/g, '')
    .split(/[\s:=]+/)
    .map((word) => word.replace(/^[(/,;]+|[)/,;]+$/g, ''));
  const numbers = pieces.filter((word) => /\d/.test(word) && !SIGNALS.test(word));
  const others = pieces.filter((word) => word !== '' && !numbers.includes(word));
  const [only] = numbers;
  if (only === undefined || numbers.length > 1) return null;
  const harmless = wordsOf(prompt);
  return others.every((word) => isHarmless(word, harmless)) ? wholeNumber(only) : null;
}

function wholeNumber(word: string): number | null {
  const plain = /^[+-]?\d{1,3}(,\d{3})+$/.test(word) ? word.replaceAll(',', '') : word;
  if (!/^[+-]?\d+(\.0+)?$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isSafeInteger(value) ? value : null;
}

const NEVER_HARMLESS = [
  'not',
  'no',
  'or',
  'and',
  'to',
  'than',
  'over',
  'under',
  'minus',
  'plus',
  'times',
  'hundred',
  'thousand',
];

/** Whether a word around a number changes nothing: a filler, or one the question itself has (`wordsOf` it). */
export function isHarmless(word: string, prompt: ReadonlySet<string>): boolean {
  if (NEVER_HARMLESS.includes(word)) return false;
  if (FILLERS.includes(word) || SIGNALS.test(word)) return true;
  const unit = Object.hasOwn(UNITS, word) ? (UNITS[word] ?? word) : word;
  return prompt.has(singular(unit));
}

/** The words of a question, in the singular. */
export function wordsOf(prompt: string): ReadonlySet<string> {
  return new Set((prompt.toLowerCase().match(/[a-z]+/g) ?? []).map(singular));
}

function singular(word: string): string {
  return word.replace(/(?<=s)es$|(?<=[^s])s$/, '');
}
