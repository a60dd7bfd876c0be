import type { ItemSummary, LessonSummary } from '../app/ports.ts';
import { type Activity, itemsOf, type Lesson } from '../domain/lesson.ts';

/** What the index of the course says of a lesson, so that the map is drawn without opening it. */
export function summarise(lesson: Lesson): LessonSummary {
  const { pages, summary: _summary, furtherReading: _reading, glossary: _glossary, ...whole } = lesson;
  const { untranslated: _untranslated, ...rest } = whole;
  const items = itemsOf(lesson);
  const asksQuestion = (item: Activity): boolean => item.kind === 'question' || item.kind === 'predict';
  return {
    ...rest,
    pageIds: pages.map((page) => page.id),
    items: items.map(itemSummary),
    labs: items.filter((item) => item.kind === 'task').length,
    questions: items.filter(asksQuestion).length,
  };
}

/** What the index says of one item. */
export function itemSummary(item: Activity): ItemSummary {
  const { id, kind, hash } = item;
  switch (item.kind) {
    case 'run':
      return { id, kind, hash, concepts: [] };
    case 'task':
      return { id, kind, hash, concepts: item.concepts };
    case 'predict':
    case 'question': {
      const { kind: type, concepts, difficulty } = item.question;
      return { id, kind, hash, concepts, type, ...(difficulty === undefined ? {} : { difficulty }) };
    }
  }
}
