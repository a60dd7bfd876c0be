import type { FaultQuestion, MatchQuestion, OrderQuestion } from '../domain/question.ts';
import { concepts, difficulty } from './decode-options.ts';
import { common } from './decode-question.ts';
import type { ActivityFence } from './fence.ts';
import { descend, listOf, object, optional, orElse, required } from './yaml-objects.ts';
import { boolean, markdown, oneOf, text } from './yaml-scalars.ts';
import { complain, type Decoder, INVALID, type Spot } from './yaml-source.ts';

const forAll = { concepts: optional(concepts), difficulty: optional(difficulty) };

/** As many as have a key of their own. */
const MOST_ITEMS = 9;
const MOST_PARTNERS = 8;

/** Markdown on one line: it stands beside others. */
const entry: Decoder<string> = (spot) => {
  const value = markdown(spot);
  if (value === INVALID) return INVALID;
  return value.includes('\n') ? complain(spot, 'expected one line, found several') : value.trim();
};

/** One line as it stands, with the spaces it begins with. */
const codeLine: Decoder<string> = (spot) => {
  const value = text(spot);
  return value !== INVALID && value.includes('\n')
    ? complain(spot, 'expected one line, found several')
    : value;
};

const orderBody = object({
  type: required(oneOf(['order'])),
  prompt: required(markdown),
  items: required(listOf(entry, 3)),
  why: required(markdown),
  mistakes: orElse(
    listOf(object({ before: required(entry), after: required(entry), why: required(markdown) })),
    [] as const,
  ),
  ...forAll,
});

export function decodeOrder(spot: Spot, fence: ActivityFence): OrderQuestion | null {
  const body = orderBody(spot);
  if (body === INVALID) return null;
  const { items, why } = body;
  let sound = noneTwice(items, descend(spot, 'items'));
  if (items.length > MOST_ITEMS) {
    sound = false;
    complain(descend(spot, 'items'), `expected at most ${MOST_ITEMS}, found ${items.length}`);
  }
  const mistakes = body.mistakes.map((mistake, index) => {
    const place = descend(spot, 'mistakes', index);
    const [before, after] = [items.indexOf(mistake.before), items.indexOf(mistake.after)];
    const complaint = complaintAboutMistake(mistake.before, before, mistake.after, after);
    if (complaint !== null) {
      sound = false;
      complain(place, complaint);
    }
    return { before, after, why: mistake.why };
  });
  return sound ? { kind: 'order', ...common(spot, body, fence), items, why, mistakes } : null;
}

function complaintAboutMistake(first: string, before: number, second: string, after: number): string | null {
  if (before < 0) return `there is no item "${first}"`;
  if (after < 0) return `there is no item "${second}"`;
  return before > after ? null : `"${first}" before "${second}" is the right order, not a mistake`;
}

const matchBody = object({
  type: required(oneOf(['match'])),
  prompt: required(markdown),
  pairs: required(
    listOf(object({ left: required(entry), right: required(entry), why: required(markdown) }), 2),
  ),
  extra: orElse(listOf(entry), [] as const),
  ...forAll,
});

export function decodeMatch(spot: Spot, fence: ActivityFence): MatchQuestion | null {
  const body = matchBody(spot);
  if (body === INVALID) return null;
  const { pairs, extra } = body;
  const rights = new Set(pairs.map(({ right }) => right));
  let sound = noneTwice(
    pairs.map(({ left }) => left),
    descend(spot, 'pairs'),
  );
  const refuse = (place: Spot, sentence: string): void => {
    sound = false;
    complain(place, sentence);
  };
  if (rights.size < 2) refuse(descend(spot, 'pairs'), 'expected at least 2 different rights');
  const fits = extra.find((right) => rights.has(right));
  if (fits !== undefined) refuse(descend(spot, 'extra'), `"${fits}" fits one of the pairs`);
  if (rights.size + extra.length > MOST_PARTNERS || pairs.length > MOST_ITEMS)
    refuse(
      descend(spot, 'pairs'),
      `expected at most ${MOST_ITEMS} pairs and ${MOST_PARTNERS} different rights`,
    );
  return sound ? { kind: 'match', ...common(spot, body, fence), pairs, extra } : null;
}

const faultBody = object({
  type: required(oneOf(['fault'])),
  prompt: required(markdown),
  lines: required(
    listOf(
      object({ text: required(codeLine), fault: orElse(boolean, false), why: orElse(markdown, null) }),
      2,
    ),
  ),
  why: required(markdown),
  ...forAll,
});

export function decodeFault(spot: Spot, fence: ActivityFence): FaultQuestion | null {
  const body = faultBody(spot);
  if (body === INVALID) return null;
  const faults = body.lines.filter(({ fault }) => fault).length;
  if (faults !== 1) {
    complain(
      descend(spot, 'lines'),
      `expected one line with fault: true, found ${faults === 0 ? 'none' : faults}`,
    );
    return null;
  }
  return { kind: 'fault', ...common(spot, body, fence), lines: body.lines, why: body.why };
}

function noneTwice(texts: readonly string[], spot: Spot): boolean {
  const plain = texts.map((one) => one.toLowerCase().replace(/\s+/g, ' '));
  const twice = plain.find((one, index) => plain.indexOf(one) !== index);
  if (twice === undefined) return true;
  complain(spot, `"${twice}" stands there twice`);
  return false;
}
