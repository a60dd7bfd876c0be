import type { Option } from '../domain/question.ts';
import { listOf, object, orElse, required } from './yaml-objects.ts';
import { boolean, line, markdown } from './yaml-scalars.ts';
import { complain, type Decoder, INVALID, type Spot } from './yaml-source.ts';

/** Dotted names such as `pid1.signals`. */
export const concepts = listOf<string>((spot) => {
  const value = line(spot);
  return value === INVALID || isConcept(value)
    ? value
    : complain(spot, `expected a concept such as pid1.signals, found "${value}"`);
});

export function isConcept(word: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/.test(word);
}

const option = object({ text: required(markdown), correct: orElse(boolean, false), why: required(markdown) });

/** At least two options, exactly one of them correct, none twice. */
export const options: Decoder<readonly Option[]> = (spot) => {
  const list = listOf(option, 2)(spot);
  if (list === INVALID) return INVALID;
  const complaint = complaintAboutOptions(list);
  return complaint === null ? list : complain(spot, complaint);
};

/** One sentence on what is wrong with a list of options as a whole, or null. */
export function complaintAboutOptions(list: readonly Option[]): string | null {
  if (list.length < 2) return `expected at least 2 options, found ${list.length}`;
  const correct = list.filter((candidate) => candidate.correct).length;
  if (correct === 0) return 'expected one correct option, found none; mark it with correct: true or [x]';
  if (correct > 1) return `expected one correct option, found ${correct}`;
  const texts = list.map((candidate) => candidate.text.toLowerCase().replace(/\s+/g, ' '));
  const twice = texts.find((candidate, index) => texts.indexOf(candidate) !== index);
  return twice === undefined ? null : `the option "${twice}" stands there twice`;
}

/** Concepts may stand in the body or in the info string, not in both. */
export function conceptsOf(
  spot: Spot,
  inBody: readonly string[] | undefined,
  inInfo: readonly string[],
): readonly string[] {
  if (inBody !== undefined && inInfo.length > 0) {
    complain(spot, 'concepts stand both in the info string and below it; keep one');
  }
  for (const word of inInfo.filter((candidate) => !isConcept(candidate))) {
    complain(spot, `concepts: expected a concept such as pid1.signals, found "${word}"`);
  }
  return inBody ?? inInfo;
}
