import type { Lesson } from '../lesson.ts';
import { nearest } from '../nearest.ts';
import { conceptsOf, type QuizItem, quizItems } from './quiz-item.ts';

export type TopicFound =
  | { readonly kind: 'found'; readonly items: readonly QuizItem[] }
  /** `near`: the topics that were perhaps meant, the nearest first; may be empty. */
  | { readonly kind: 'unknown'; readonly topic: string; readonly near: readonly string[] };

/**
 * The questions of the topics, each in the first of these senses that gives any: a lesson (`pid1`, `30`, `30-pid1`), a
 * concept (`net.publish`) or an area of concepts (`net`), a lesson's tag or a word in a concept's name (`signals`), a
 * word in a question's text. Without topics all questions; those of the final exam only when it is named.
 */
export function itemsOnTopics(lessons: readonly Lesson[], topics: readonly string[]): TopicFound {
  const bank = quizItems(lessons);
  const exams = new Set(lessons.filter(({ isExam }) => isExam === true).map(({ id }) => id));
  const open = bank.filter(({ lesson }) => !exams.has(lesson));
  if (topics.length === 0) return { kind: 'found', items: open };
  const found: QuizItem[] = [];
  for (const topic of topics) {
    const items = onTopic(lessons, bank, open, topic.toLowerCase());
    if (items.length === 0) return { kind: 'unknown', topic, near: nearTopics(lessons, open, topic) };
    found.push(...items);
  }
  return { kind: 'found', items: [...new Set(found)] };
}

function onTopic(
  lessons: readonly Lesson[],
  bank: readonly QuizItem[],
  open: readonly QuizItem[],
  topic: string,
): readonly QuizItem[] {
  const lesson = lessons.find((entry) => isNamed(entry, topic));
  if (lesson !== undefined) return bank.filter((item) => item.lesson === lesson.id);
  const tagged = new Set(lessons.filter(({ tags }) => tags.includes(topic)).map(({ id }) => id));
  const senses: readonly ((item: QuizItem) => boolean)[] = [
    (item) => conceptsOf(item).some((concept) => concept === topic || concept.startsWith(`${topic}.`)),
    (item) =>
      tagged.has(item.lesson) ||
      conceptsOf(item).some((concept) => concept.split(/[.-]/).some((part) => part === topic)),
    (item) => words(item).has(topic),
  ];
  return senses.map((sense) => open.filter(sense)).find((items) => items.length > 0) ?? [];
}

/** By its name, its folder or its number, in lower case. */
export const isNamed = ({ id, folder, order }: Lesson, topic: string): boolean =>
  id === topic || folder === topic || (/^\d+$/.test(topic) && order === Number(topic));

const words = ({ activity }: QuizItem): ReadonlySet<string> =>
  new Set(
    JSON.stringify(activity.question)
      .toLowerCase()
      .split(/[^a-z0-9_-]+/),
  );

const mostNear = 3;

/** At most three; a beginning of a topic counts as near. */
function nearTopics(lessons: readonly Lesson[], bank: readonly QuizItem[], topic: string): readonly string[] {
  const wanted = topic.toLowerCase();
  const concepts = new Set(bank.flatMap(conceptsOf));
  const parts = [...concepts].flatMap((concept) => concept.split(/[.-]/));
  const named = lessons.flatMap(({ id, tags }) => [id, ...tags]);
  const known = [...new Set<string>([...named, ...concepts, ...parts])];
  const begun = wanted.length < 2 ? [] : known.filter((name) => name.startsWith(wanted));
  const near = [...begun];
  while (near.length < mostNear) {
    const next = nearest(
      wanted,
      known.filter((name) => !near.includes(name)),
    );
    if (next === null) break;
    near.push(next);
  }
  return near.slice(0, mostNear);
}
