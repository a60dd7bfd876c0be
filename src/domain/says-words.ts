import { wordsOf } from './read-number.ts';
import { sameText } from './same-text.ts';

export interface Asked {
  readonly prompt: string;
  /** It is said when one of these is. */
  readonly answers: readonly string[];
  /** Known answers that are other ones. */
  readonly others: readonly string[];
}

/**
 * Whether somebody who typed this says one of the answers: in the same words (`sameText`), in a sentence (`it is called
 * virtio`), with words of the question beside it (`the ipvlan driver`), with a second name for it (`15, SIGTERM`), with
 * something in brackets that does not say another (`SIGTERM (15)`), or, for several words, with signs between them
 * (`1) see 2) use`). Nothing with a not or an or in it is taken apart.
 */
export function saysWords(typed: string, asked: Asked): boolean {
  const said = typed
    .normalize('NFKC')
    .replace(/[\u2018\u2019]/g, "'")
    .trim();
  if (asked.answers.some((answer) => sameText(answer, said))) return true;
  if (asked.others.some((other) => sameText(other, said)) || isDoubtful(said)) return false;
  const core = withoutLead(said);
  return [core, ...shortened(core, asked)].some(
    (part) =>
      isOne(part, asked.answers) ||
      glossed(part, asked) ||
      allNames(part, asked) ||
      asked.answers.some((answer) => sameSequence(answer, part)),
  );
}

const isOne = (said: string, answers: readonly string[]): boolean =>
  said !== '' &&
  answers.some((answer) => sameText(answer, said) || sameText(singular(answer), singular(said)));

const isDoubtful = (said: string): boolean =>
  /\b(?:not|no|nor|or|neither|never|without|except|isn't|instead|rather|maybe)\b(?!\.? ?\d)/i.test(said);

/** `it is called X` to `X`. */
const withoutLead = (said: string): string =>
  said
    .replace(/^[\s.\u2026]+|[\s.!\u2026]+$/g, '')
    .replace(
      /^(?:i think )?(?:it|that|they|this|these|the (?:answer|word|name))(?:'s|'re| is| are| was| were)(?: called| named)?:?\s+/i,
      '',
    )
    .replace(/^(?:no\.?|number|#)\s*(?=\d)/i, '');

/** Words of four letters and more without the s of their plural. */
const singular = (text: string): string => text.replace(/\b([a-z]{2,}[^su\W])s\b/gi, '$1');

const FILLERS = new Set(['a', 'an', 'the', 'one', 'is', 'called', 'named', 'word', 'on', 'at', 'its']);
/** By a word of the question: what it may be called in the answer. */
const SYNONYMS: Readonly<Record<string, string>> = {
  process: 'program',
  command: 'program',
  folder: 'path',
  directory: 'path',
  ns: 'namespace',
  number: 'signal',
};

/** With words of the question off its ends, one after the other. */
function shortened(said: string, { prompt }: Asked): readonly string[] {
  const known = wordsOf(prompt);
  const mayGo = (word: string): boolean => {
    const plain = word.toLowerCase().replace(/[^a-z]/g, '');
    const is = (one: string): boolean => known.has(one.replace(/(?<=s)es$|(?<=[^s])s$/, ''));
    return plain !== '' && (FILLERS.has(plain) || is(plain) || is(SYNONYMS[plain] ?? ''));
  };
  const words = said.split(/\s+/);
  const found: string[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let to = words.length; to > from; to -= 1) {
      if (from + words.length - to > 0) found.push(words.slice(from, to).join(' '));
      if (!mayGo(words[to - 1] ?? '')) break;
    }
    if (!mayGo(words[from] ?? '')) break;
  }
  return found;
}

/** `SIGTERM (15)`, `sleep(1)`: what stands in brackets is another name for it, a page of the manual, or words that name nothing else. */
function glossed(said: string, { answers, others }: Asked): boolean {
  const [, name = '', gloss = ''] =
    /^(.*[^\s(])\s*(?:\(|,? (?:such as|like|for example|e\.g\.) )([^()]+)\)?$/s.exec(said) ?? [];
  if (name === '' || !isOne(name, answers)) return false;
  if (isOne(gloss, answers)) return true;
  if (others.some((other) => sameText(other, gloss))) return false;
  return /^[1-8]$/.test(gloss) ? /^[a-z][\w.-]*\(/.test(said) : !/^\W*\d+\W*$/.test(gloss);
}

/** `15 SIGTERM`, `SIGTERM = 15`: every part is a name for it. */
function allNames(said: string, { answers }: Asked): boolean {
  const parts = said
    .split(/\s*[,;:=]\s*|\s+/)
    .filter((part) => part !== '' && !/^(?:signal|a|the)$/i.test(part));
  return parts.length > 1 && parts.every((part) => isOne(part.replace(/^\(|\)$/g, ''), answers));
}

/** Several plain words in the same order, whatever signs, counts, articles or `and` stand between them. */
function sameSequence(answer: string, said: string): boolean {
  if (!/^[a-z]+(?:[\s,;&+]+[a-z]+)+$/i.test(answer)) return false;
  const wanted = sequence(answer);
  return wanted.length > 1 && wanted.join(' ') === sequence(said).join(' ');
}

function sequence(text: string): readonly string[] {
  const plain = singular(text.toLowerCase()).replace(/["'`*]/g, '');
  const counted = [...plain.matchAll(/\(?(\d)\)?\s*[.:=)-]?\s*(?:an? |the )?([a-z]+)/g)];
  const words = plain
    .replace(/(?:->|=>|\u2192|\b(?:and|then|an?|the)\b)/g, ' ')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  if (counted.length !== words.length) return words;
  return [...counted].sort((a, b) => Number(a[1]) - Number(b[1])).map(([, , word = '']) => word);
}
