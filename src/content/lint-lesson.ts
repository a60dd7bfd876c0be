import { type Activity, itemsOf, type Lesson } from '../domain/lesson.ts';
import { lintQuestion } from './lint-question.ts';
import type { Problem } from './problem.ts';
import type { LessonPlace } from './read-lessons.ts';

/** What decodes and yet teaches badly: questions that give themselves away, and names that may clash. */
export function lintLesson(lesson: Lesson, place: LessonPlace): readonly Problem[] {
  return itemsOf(lesson).flatMap((item) => {
    const line = place.lineOf.get(item.id) ?? 1;
    return [...complaintsAboutQuestion(item), ...complaintsAboutNames(item)].map((sentence) => ({
      file: place.file,
      line,
      sentence: `${item.id}: ${sentence}`,
    }));
  });
}

function complaintsAboutQuestion(item: Activity): readonly string[] {
  return item.kind === 'question' || item.kind === 'predict' ? lintQuestion(item.question) : [];
}

const NAMED = /--name[= ]["']?([A-Za-z0-9_.-]+)/g;

/** Labs run beside the learner's own containers. */
function complaintsAboutNames(item: Activity): readonly string[] {
  const names = commandsOf(item).flatMap((command) =>
    [...command.matchAll(NAMED)].map((match) => match[1] ?? ''),
  );
  const strange = [...new Set(names)].filter((name) => !name.startsWith('vvc-'));
  return strange.map(
    (name) => `the container "${name}" may clash with one of the learner's; call it vvc-${name}`,
  );
}

function commandsOf(item: Activity): readonly string[] {
  switch (item.kind) {
    case 'run':
    case 'predict':
      return [item.command];
    case 'task':
      return [...item.solutions.flat(), ...item.attempts.flatMap((attempt) => attempt.commands)];
    case 'question':
      return [];
  }
}
