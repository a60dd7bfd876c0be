import { defaultCount, type QuizWish } from '../app/quiz/quiz-state.ts';
import { pickItems } from '../domain/quiz/pick-items.ts';
import { sheetQuestion } from '../domain/quiz/question-sheet.ts';
import { itemsOnTopics } from '../domain/quiz/topic.ts';
import type { CommandContext } from './command.ts';
import { programVersion } from './version.ts';

/**
 * `vmvscontainer quiz --json`: the questions of one quiz without their answers. Which ones hangs on the seed alone, not
 * on what the learner knows, so everybody who is given the seed gets the same. The keys are a contract; `grade-answers`
 * judges what is answered.
 */
export async function quizJson({ io, ports }: CommandContext, wish: QuizWish): Promise<number> {
  const library = await ports.lessons();
  const lessons = await Promise.all(library.list().map(({ id }) => library.open(id)));
  const found = itemsOnTopics(lessons, wish.topics);
  if (found.kind === 'unknown') throw new Error(`no question on ${found.topic}`);
  const seed = wish.seed ?? (await ports.clock()).now().toString(36);
  const count = wish.count ?? defaultCount[wish.mode];
  const questions = pickItems(found.items, { count, seed }).map(sheetQuestion);
  io.write(`${JSON.stringify({ course: `course@${programVersion()}`, seed, questions }, null, 2)}\n`);
  return 0;
}
