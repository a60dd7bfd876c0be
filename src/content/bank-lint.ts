import { itemsOf, type Lesson } from '../domain/lesson.ts';
import type { Option } from '../domain/question.ts';
import type { Problem } from './problem.ts';
import type { LessonPlace } from './read-lessons.ts';

/** How people who know nothing fare over all questions with one best answer. */
export interface BankReport {
  /** One line with the rates. */
  readonly rates: string;
  readonly problems: readonly Problem[];
}

/** How far from chance a guesser may come, as a share of all questions. */
const TOLERANCE = 0.05;
/** With fewer questions luck alone moves the rates further than that. */
const ENOUGH_QUESTIONS = 60;
const NAMED = 8;

interface Asked {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly options: readonly Option[];
}

/** Guesses by something that can be counted, the more the likelier. */
interface Guesser {
  readonly name: string;
  readonly score: (option: string, index: number, all: readonly string[]) => number;
  /** What helps when it does too well, and when too badly. */
  readonly cure: readonly [tooWell: string, tooBadly: string];
}

const GUESSERS: readonly Guesser[] = [
  {
    name: 'longest option',
    score: (option) => option.length,
    cure: ['the right option is the longest', 'the right option is never the longest'],
  },
  {
    name: 'first',
    score: (_option, index) => -index,
    cure: ['the right option is written first', 'the right option is never written first'],
  },
  {
    name: 'most specific',
    score: (option) => words(option).length + 2 * numbers(option),
    cure: [
      'the right option has the most words and numbers',
      'the right option never has the most words and numbers',
    ],
  },
  {
    name: 'odd one out',
    score: (option, index, all) => -likeness(option, all.toSpliced(index, 1)),
    cure: [
      'the right option is the least like the others',
      'the right option is never the least like the others',
    ],
  },
];

/** Measures the bank as a whole; every guesser must stay within 5 points of chance. */
export function lintBank(
  lessons: readonly Lesson[],
  places: ReadonlyMap<Lesson['id'], LessonPlace>,
): BankReport {
  const asked = lessons.flatMap((lesson) => askedIn(lesson, places.get(lesson.id)));
  if (asked.length === 0) return { rates: 'guessers: no questions with one best answer', problems: [] };
  const chance = mean(asked.map(({ options }) => 1 / options.length));
  const results = GUESSERS.map((guesser) => ({
    guesser,
    rate: mean(asked.map((one) => passes(guesser, one))),
  }));
  const rates = results.map(({ guesser, rate }) => `${guesser.name} ${percent(rate)}`).join(', ');
  const enough = asked.length >= ENOUGH_QUESTIONS;
  const off = results.filter(({ rate }) => enough && Math.abs(rate - chance) > TOLERANCE);
  return {
    rates:
      `guessers over ${asked.length} questions (chance ${percent(chance)}): ${rates}` +
      (enough ? '' : `; not judged below ${ENOUGH_QUESTIONS}`),
    problems: off.map(({ guesser, rate }) => problemWith(guesser, rate, chance, asked)),
  };
}

function askedIn(lesson: Lesson, place: LessonPlace | undefined): readonly Asked[] {
  return itemsOf(lesson).flatMap((item) => {
    if (item.kind !== 'question' && item.kind !== 'predict') return [];
    const { question } = item;
    if (question.kind !== 'choice' && question.kind !== 'true-false') return [];
    const options = question.kind === 'choice' ? question.options : question.reasons;
    const file = place?.file ?? lesson.folder;
    return [{ file, line: place?.lineOf.get(item.id) ?? 1, id: item.id, options }];
  });
}

/** The share of tries in which the guesser is right: among equals it takes one by chance. */
function passes({ score }: Guesser, { options }: Asked): number {
  const texts = options.map(({ text }) => text);
  const scores = texts.map(score);
  const best = Math.max(...scores);
  const taken = options.filter((_, index) => scores[index] === best);
  return taken.filter(({ correct }) => correct).length / taken.length;
}

function problemWith(guesser: Guesser, rate: number, chance: number, asked: readonly Asked[]): Problem {
  const tooWell = rate > chance;
  const worst = asked
    .map((one) => ({ one, excess: passes(guesser, one) - 1 / one.options.length }))
    .filter(({ excess }) => (tooWell ? excess > 0 : excess < 0))
    .sort((a, b) => (tooWell ? b.excess - a.excess : a.excess - b.excess))
    .map(({ one }) => one);
  const [first] = worst;
  const named = worst.slice(0, NAMED).map(({ file, line, id }) => `${id} (${file}:${line})`);
  const left = worst.length - named.length;
  const more = left > 0 ? ` and ${left} more` : '';
  return {
    file: first?.file ?? 'lessons',
    line: first?.line ?? 1,
    sentence:
      `bank: whoever guesses "${guesser.name}" passes ${percent(rate)} where chance is ${percent(chance)}; ` +
      `too often ${guesser.cure[tooWell ? 0 : 1]}: ${named.join(', ')}${more}`,
  };
}

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const numbers = (text: string): number => (text.match(/\d+(?:[.,]\d+)*/g) ?? []).length;

/** The mean share of words that a text has in common with each of the others. */
function likeness(text: string, others: readonly string[]): number {
  const own = new Set(words(text));
  return mean(
    others.map((other) => {
      const theirs = new Set(words(other));
      const all = new Set([...own, ...theirs]);
      return all.size === 0 ? 1 : [...own].filter((word) => theirs.has(word)).length / all.size;
    }),
  );
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const percent = (share: number): string => `${Math.round(share * 100)}%`;
