import type { LessonId } from '../ids.ts';
import type { Lesson } from '../lesson.ts';
import { shuffled } from '../shuffled.ts';
import { baseLevel, keyOf, type QuizItem, standsAlone } from './quiz-item.ts';

/**
 * A placement asks a few questions of each part of the course, one part after the other. The level asked for begins low,
 * goes up by one after a right answer and down by one after anything else, and is carried from part to part. A part is
 * known up to the highest level at which it was answered, if all that was asked of it, and at least two questions, was
 * right: a guess alone does that once in ten times or less. Lessons of the part at that level or below may be skipped.
 */
export interface PlacementPart {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

export interface Placed {
  readonly item: QuizItem;
  readonly right: boolean;
}

export interface PartOutcome {
  readonly title: string;
  readonly asked: number;
  readonly right: number;
  readonly skippable: readonly LessonId[];
}

/** By the number that a lesson's folder begins with; each part goes up to the next one's. */
const parts: readonly (readonly [from: number, title: string])[] = [
  [0, 'Containers and virtual machines'],
  [20, 'Namespaces and cgroups'],
  [30, 'Processes and images'],
  [50, 'Resources and data'],
  [70, 'Networks'],
  [80, 'Security, portability, choosing'],
];

const firstLevel = 2;
const highestLevel = 6;
const fewestAsked = 2;

/** The parts of a course that have lessons; the final exam is in none. */
export function placementParts(lessons: readonly Lesson[]): readonly PlacementPart[] {
  return parts
    .map(([from, title], index) => {
      const to = parts[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
      const own = lessons.filter(({ order, isExam }) => isExam !== true && order >= from && order < to);
      return { title, lessons: own };
    })
    .filter(({ lessons: own }) => own.length > 0);
}

/** The question to ask after these, of `total` in all; null: there is none left to ask. */
export function nextToPlace(
  course: readonly PlacementPart[],
  bank: readonly QuizItem[],
  placed: readonly Placed[],
  { total, seed }: { readonly total: number; readonly seed: string },
): QuizItem | null {
  if (placed.length >= total) return null;
  const level = levelAfter(placed);
  const asked = new Set(placed.map(({ item }) => keyOf(item)));
  const free = shuffled(bank.length, seed)
    .flatMap((index) => bank.slice(index, index + 1))
    .filter((item) => standsAlone(item) && !asked.has(keyOf(item)));
  const turn = Math.floor((placed.length * course.length) / total);
  const byTurn = [...course.slice(turn), ...course.slice(0, turn)];
  for (const { lessons } of byTurn) {
    const own = free.filter((item) => lessons.some(({ id }) => id === item.lesson));
    const off = (item: QuizItem): number => Math.abs(item.level - level);
    const [nearest] = [...own].sort((a, b) => off(a) - off(b) || a.level - b.level);
    if (nearest !== undefined) return nearest;
  }
  return null;
}

const levelAfter = (placed: readonly Placed[]): number =>
  placed.reduce(
    (level, { right }) => Math.max(1, Math.min(highestLevel, level + (right ? 1 : -1))),
    firstLevel,
  );

/** What the answers say of each part. */
export function placementOutcome(
  course: readonly PlacementPart[],
  placed: readonly Placed[],
): readonly PartOutcome[] {
  return course.map(({ title, lessons }) => {
    const own = placed.filter(({ item }) => lessons.some(({ id }) => id === item.lesson));
    const right = own.filter((answer) => answer.right);
    const isKnown = own.length >= fewestAsked && right.length === own.length;
    const known = isKnown ? Math.max(...right.map(({ item }) => item.level)) : 0;
    const skippable = lessons.filter(({ difficulty }) => baseLevel(difficulty) <= known);
    return { title, asked: own.length, right: right.length, skippable: skippable.map(({ id }) => id) };
  });
}
