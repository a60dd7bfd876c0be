import { type Activity, itemsOf, type Lesson } from '../domain/lesson.ts';

/** Where a concept is taught, practised and asked: pages and items as `lesson/id`. */
export interface ConceptPlaces {
  readonly concept: string;
  /** Lessons, not exams, that have anything of it. */
  readonly lessons: readonly string[];
  /** Pages that say they explain it. */
  readonly pages: readonly string[];
  readonly tasks: readonly string[];
  /** Questions and predictions. */
  readonly questions: readonly string[];
}

interface Gathered {
  readonly lessons: Set<string>;
  readonly pages: string[];
  readonly tasks: string[];
  readonly questions: string[];
}

/** Every concept that is named anywhere, in the order of the alphabet. */
export function conceptMap(lessons: readonly Lesson[]): readonly ConceptPlaces[] {
  const all = new Map<string, Gathered>();
  const at = (lesson: Lesson, concept: string): Gathered => {
    const place = all.get(concept) ?? { lessons: new Set(), pages: [], tasks: [], questions: [] };
    all.set(concept, place);
    if (lesson.isExam !== true) place.lessons.add(lesson.id);
    return place;
  };
  for (const lesson of lessons) {
    for (const page of lesson.pages) {
      for (const concept of page.concepts ?? []) at(lesson, concept).pages.push(`${lesson.id}/${page.id}`);
    }
    for (const item of itemsOf(lesson)) {
      const list = item.kind === 'task' ? 'tasks' : 'questions';
      for (const concept of conceptsOf(item)) at(lesson, concept)[list].push(`${lesson.id}/${item.id}`);
    }
  }
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([concept, place]) => ({ concept, ...place, lessons: [...place.lessons] }));
}

function conceptsOf(item: Activity): readonly string[] {
  switch (item.kind) {
    case 'run':
      return [];
    case 'task':
      return item.concepts;
    case 'predict':
    case 'question':
      return item.question.concepts;
  }
}

/** What a concept lacks, in one sentence; null: nothing. An exam asks and teaches nothing. */
export function holeIn({ concept, lessons, tasks, questions }: ConceptPlaces): string | null {
  if (questions.length === 0) {
    return `${concept} has a ${tasks.length > 0 ? 'task' : 'page'} and no question`;
  }
  return lessons.length === 0 ? `${concept} is asked in an exam and taught in no lesson` : null;
}

/** The map as lines to read, its holes last. */
export function printConcepts(map: readonly ConceptPlaces[]): readonly string[] {
  const rows = map.flatMap(({ concept, lessons, pages, tasks, questions }) => [
    `${concept}: ${lessons.join(', ') || 'no lesson'}`,
    ...[['pages', pages] as const, ['tasks', tasks] as const, ['questions', questions] as const]
      .filter(([, places]) => places.length > 0)
      .map(([what, places]) => `  ${what}: ${places.join(', ')}`),
  ]);
  const holes = map.map(holeIn).filter((hole) => hole !== null);
  return [...rows, `concepts: ${map.length}, holes: ${holes.length}`, ...holes.map((hole) => `  ${hole}`)];
}
