import { printProblem } from './problem.ts';
import { readLessons } from './read-lessons.ts';
import { summarise } from './summarise.ts';

/**
 * The course below `dir` as files for the build: `index.json`, a list of LessonSummary, and `<name>.json`, a
 * Lesson each. Throws with all problems when a lesson has one: a faulty course is not built.
 */
export function builtCourse(dir: string): ReadonlyMap<string, string> {
  const { lessons, problems } = readLessons(dir);
  if (problems.length > 0) throw new Error(problems.map(printProblem).join('\n'));
  const files = new Map([['index.json', JSON.stringify(lessons.map(summarise))]]);
  for (const lesson of lessons) files.set(`${lesson.id}.json`, JSON.stringify(lesson));
  return files;
}
