import type { Activity, Lesson } from '../domain/lesson.ts';
import type { OutputWhy } from '../domain/output-why.ts';
import type { Question } from '../domain/question.ts';

/** `es` of `lesson.es.md`; null for every other name. */
export const languageOf = (name: string): string | null => /^lesson\.([a-z]{2})\.md$/.exec(name)?.[1] ?? null;

export interface TranslationFault {
  /** The item it is about; null: the lesson as a whole. */
  readonly item: string | null;
  readonly sentence: string;
}

/** Where a translation differs from its original in more than words: pages, ids, commands, goals, what is right. */
export function complaintsAboutTranslation(
  original: Lesson,
  translated: Lesson,
): readonly TranslationFault[] {
  const faults: TranslationFault[] = [];
  const complain = (item: string | null, sentence: string): void => void faults.push({ item, sentence });
  if (translated.id !== original.id)
    complain(null, `lesson.name: expected "${original.id}", as in lesson.md, found "${translated.id}"`);
  const ids = (lesson: Lesson): readonly string[] => lesson.pages.map(({ id }) => id);
  const missing = ids(original).filter((id) => !ids(translated).includes(id));
  for (const id of missing) complain(null, `the page "${id}" of lesson.md is missing; name it with {#${id}}`);
  for (const id of ids(translated).filter((one) => !ids(original).includes(one)))
    complain(null, `the page "${id}" is not in lesson.md; give it the id it has there, as {#id}`);
  if (faults.length === 0 && ids(original).join() !== ids(translated).join())
    complain(null, 'the pages stand in another order than in lesson.md');
  if (faults.length > 0) return faults;
  for (const [index, { activity }] of original.pages.entries()) {
    const twin = translated.pages[index]?.activity ?? null;
    const sentence = complaintAboutActivity(activity, twin);
    if (sentence !== null) complain(twin?.id ?? null, sentence);
  }
  return faults;
}

function complaintAboutActivity(original: Activity | null, twin: Activity | null): string | null {
  const name = (activity: Activity | null): string =>
    activity === null ? 'nothing to do' : `the ${activity.kind} "${activity.id}"`;
  if (name(original) !== name(twin))
    return `expected ${name(original)}, as in lesson.md, found ${name(twin)}`;
  if (original === null || twin === null || same(deeds(original), deeds(twin))) return null;
  return `${twin.id}: differs from lesson.md in more than words (commands, goals or what is right)`;
}

/** What of an activity is not words. */
function deeds(activity: Activity): unknown {
  switch (activity.kind) {
    case 'run':
      return [activity.command, activity.expect, activity.timeoutMs, patterns(activity)];
    case 'predict':
      return [
        activity.command,
        activity.expect ?? 0,
        activity.timeoutMs,
        patterns(activity),
        rightness(activity.question),
      ];
    case 'task':
      return [
        activity.goal,
        activity.solutions,
        activity.attempts,
        activity.hints.map(({ id, when }) => [id, when]),
        activity.concepts,
        patterns(activity),
      ];
    case 'question':
      return [rightness(activity.question), activity.question.concepts];
  }
}

const patterns = ({ whys = [] }: { readonly whys?: readonly OutputWhy[] }): readonly string[] =>
  whys.map(({ pattern }) => pattern);

function rightness(question: Question): unknown {
  switch (question.kind) {
    case 'choice':
    case 'multiple':
      return [question.kind, question.options.map(({ correct }) => correct)];
    case 'true-false':
      return [question.kind, question.answer, question.reasons.map(({ correct }) => correct)];
    case 'fill-in':
      return [question.kind, question.reading, question.reading === 'text' ? null : question.answer];
    case 'numeric':
      return [question.kind, question.answer, question.unit, question.tolerance];
    case 'order':
      return [question.kind, question.items.length];
    case 'match':
      return [question.kind, question.pairs.length, question.extra.length];
    case 'fault':
      return [question.kind, question.lines.map(({ fault }) => fault)];
  }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The translation with the hashes of the original, so that what was done in one language is done in the other. */
export function asTranslation(original: Lesson, translated: Lesson, language: string): Lesson {
  const pages = translated.pages.map((page, index) => {
    const hash = original.pages[index]?.activity?.hash;
    if (page.activity === null || hash === undefined) return page;
    return { ...page, activity: { ...page.activity, hash } };
  });
  return { ...translated, pages, language };
}
