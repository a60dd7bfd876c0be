import { type Answer, type Judgement, type MatchQuestion, rightsOf } from './question.ts';
import { readChoice } from './read-choice.ts';
import { listed, reasoned } from './reasons.ts';

/** Right when every left has its right. */
export function judgeMatch(question: MatchQuestion, answer: Answer): Judgement {
  const rights = rightsOf(question);
  const given = givenBy(question, answer);
  if (given === null)
    return { verdict: 'wrong', explanation: 'This question is answered with a partner for each entry.' };
  const wrong: string[] = [];
  const right: string[] = [];
  for (const [index, pair] of question.pairs.entries()) {
    const chosen = rights[given[index] ?? -1];
    const shown = `${pair.left} → ${pair.right}`;
    if (chosen === pair.right) right.push(reasoned(shown, pair.why));
    else wrong.push(reasoned(`${shown}${chosen === undefined ? '' : ` (not: ${chosen})`}`, pair.why));
  }
  return {
    verdict: wrong.length === 0 ? 'right' : 'wrong',
    explanation: [
      ...listed('This is how it is:', wrong),
      ...listed(wrong.length === 0 ? 'All of them:' : 'These you had right:', right),
    ].join('\n\n'),
  };
}

function givenBy(question: MatchQuestion, answer: Answer): readonly (number | null)[] | null {
  if (answer.kind === 'pairs') return answer.rights;
  return answer.kind === 'text' ? readPairs(answer.text, question) : null;
}

/**
 * Partners by left, null where none is named: `1b 2a`, `1=b, 2=a`, `left: right` on lines of their own, or just `b a`,
 * in the order of the lefts. null when a part of it cannot be read.
 */
export function readPairs(
  text: string,
  question: MatchQuestion,
  shown: readonly number[] = rightsOf(question).map((_, index) => index),
): readonly (number | null)[] | null {
  const { pairs } = question;
  const short = shortPairs(text, question, shown);
  if (short !== null) return short;
  for (const separator of [/\n/, /[,;\n]/, /[\s,;]+/]) {
    const parts = text
      .normalize('NFKC')
      .replace(/\s*(->|→|=>|=)\s*/g, '=')
      .split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const read = parts.map((part, place) =>
      readPair(part, question, shown, parts.length === pairs.length ? place : null),
    );
    if (read.length === 0 || read.some((pair) => pair === null)) continue;
    const given: (number | null)[] = pairs.map(() => null);
    for (const pair of read) if (pair !== null) given[pair.left] = pair.right;
    return given;
  }
  return null;
}

/** `1a2b3b`, `1) a 2) b`, `1 and a, 2 and b`, `abb`, `a/b/b`: nothing but numbers and letters, each number once. */
function shortPairs(
  text: string,
  { pairs }: MatchQuestion,
  shown: readonly number[],
): readonly (number | null)[] | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\band\b/g, ' ');
  if (/^[a-z](?:[\s,/]*[a-z])*$/.test(plain)) {
    const letters = plain.replace(/[\s,/]/g, '');
    const rights = [...letters].map((letter) => shown[letter.charCodeAt(0) - 97] ?? null);
    return rights.length === pairs.length && !rights.includes(null) ? rights : null;
  }
  const found = [...plain.matchAll(/\(?(\d)\s*[).:=>\u2192-]*\s*\(?([a-z])(?![a-z])\)?[\s,;]*/g)];
  const isWhole = found.map(([part]) => part).join('') === plain;
  const lefts = found.map(([, number]) => Number(number) - 1);
  if (!isWhole || new Set(lefts).size < lefts.length || lefts.some((left) => !(left in pairs))) return null;
  const given: (number | null)[] = pairs.map(() => null);
  for (const [, number, letter = ''] of found) {
    const right = shown[letter.charCodeAt(0) - 97];
    if (right === undefined) return null;
    given[Number(number) - 1] = right;
  }
  return given;
}

interface Pair {
  readonly left: number;
  readonly right: number;
}

function readPair(
  part: string,
  question: MatchQuestion,
  shown: readonly number[],
  place: number | null,
): Pair | null {
  const rights = rightsOf(question);
  const lefts = question.pairs.map((pair) => pair.left);
  const short = /^(\d{1,2})[\s=:.)-]*([a-z])$/i.exec(part);
  const cut = part.indexOf('=') > 0 ? part.indexOf('=') : part.indexOf(':');
  const [said, partner] = short === null ? [part.slice(0, cut), part.slice(cut + 1)] : [short[1], short[2]];
  if (short !== null || cut > 0) {
    const left = leftOf(said ?? '', lefts);
    const right = readChoice(partner ?? '', rights, shown);
    if (left !== null && right !== null) return { left, right };
  }
  const right = readChoice(part, rights, shown);
  return place === null || right === null ? null : { left: place, right };
}

/** By its text, else by the number that stands before it. */
function leftOf(said: string, lefts: readonly string[]): number | null {
  const inOrder = [...lefts.keys()];
  const place = /^\d{1,2}$/.test(said.trim()) ? Number(said) - 1 : -1;
  return readChoice(said, lefts, inOrder) ?? (place in lefts ? place : null);
}
