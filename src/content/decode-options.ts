import type { Option } from '../domain/question.ts';
import { listOf, object, orElse, required } from './yaml-objects.ts';
import { boolean, line, markdown, oneOf, text } from './yaml-scalars.ts';
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
export const options: Decoder<readonly Option[]> = checkedBy(option, complaintAboutOptions);

/** At least three options, at least one right and one wrong, none twice. */
export const severalOptions: Decoder<readonly Option[]> = checkedBy(option, complaintAboutSeveral);

const outputOption = object({
  text: required(text),
  correct: orElse(boolean, false),
  why: required(markdown),
});

/** As options, but each text is what a command prints, shown as a block of code. */
export const outputOptions: Decoder<readonly Option[]> = (spot) => {
  const list = checkedBy(outputOption, complaintAboutOptions)(spot);
  return list === INVALID ? INVALID : list.map((one) => ({ ...one, text: codeBlock(one.text) }));
};

/** Text as a fence that its own backticks cannot end. */
export function codeBlock(code: string, language = 'text'): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${code}\n${ticks}`;
}

export const difficulty = oneOf(['easy', 'medium', 'hard']);

function checkedBy(
  one: Decoder<Option>,
  complaintAbout: (list: readonly Option[]) => string | null,
): Decoder<readonly Option[]> {
  return (spot) => {
    const list = listOf(one, 2)(spot);
    if (list === INVALID) return INVALID;
    const complaint = complaintAbout(list);
    return complaint === null ? list : complain(spot, complaint);
  };
}

/** One sentence on what is wrong with a list of options of which several may be right, or null. */
export function complaintAboutSeveral(list: readonly Option[]): string | null {
  if (list.length < 3) return `expected at least 3 options, found ${list.length}`;
  const correct = list.filter((candidate) => candidate.correct).length;
  if (correct === 0) return 'expected correct options, found none; mark them with correct: true or [x]';
  if (correct === list.length) return 'expected a wrong option too, found none';
  return complaintAboutRepeats(list);
}

/** One sentence on what is wrong with a list of options as a whole, or null. */
export function complaintAboutOptions(list: readonly Option[]): string | null {
  if (list.length < 2) return `expected at least 2 options, found ${list.length}`;
  const correct = list.filter((candidate) => candidate.correct).length;
  if (correct === 0) return 'expected one correct option, found none; mark it with correct: true or [x]';
  if (correct > 1) return `expected one correct option, found ${correct}`;
  return complaintAboutRepeats(list);
}

/** As many as have a letter on the screen. */
const MOST_OPTIONS = 8;

function complaintAboutRepeats(list: readonly Option[]): string | null {
  if (list.length > MOST_OPTIONS) return `expected at most ${MOST_OPTIONS} options, found ${list.length}`;
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
