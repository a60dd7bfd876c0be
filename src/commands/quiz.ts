import { defaultCount, type QuizMode, type QuizWish } from '../app/quiz/quiz-state.ts';
import { readDuration } from '../domain/quiz/duration.ts';
import { itemsOnTopics } from '../domain/quiz/topic.ts';
import { joined } from '../domain/wording.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { tutorial } from './tutorial.ts';

/** `vmvscontainer quiz [TOPIC...]`: a quiz on the screen. Needs a terminal; words it cannot read are exit code 2. */
export const quiz: Command = async (context, args) => {
  const read = readWish(args);
  const json = args.flags.has('--json');
  const said = typeof read === 'string' ? read : await obstacle(context, read, json);
  if (said !== null) {
    context.io.complain(`vmvscontainer: ${said}\n`);
    return 2;
  }
  if (json && typeof read !== 'string') return (await import('./quiz-json.ts')).quizJson(context, read);
  return typeof read === 'string' ? 2 : tutorial(context, { screenReader: null, quiz: read });
};

/** What the words mean; a sentence when they mean nothing. */
function readWish({ operands = [], flags, values }: Arguments): QuizWish | string {
  const mode: QuizMode = flags.has('--placement') ? 'placement' : flags.has('--exam') ? 'exam' : 'practice';
  const count = values?.get('--count') ?? null;
  if (count !== null && !/^[1-9]\d{0,3}$/.test(count))
    return `--count takes a number of questions from 1 to 9999, such as ${defaultCount[mode]}, not "${count}".`;
  const time = values?.get('--time') ?? null;
  const timeMs = time === null ? null : readDuration(time);
  if (time !== null && timeMs === null)
    return `--time takes a time such as 20m, 90s or 1h30m, not "${time}".`;
  if (time !== null && mode !== 'exam') return '--time is for an exam: add --exam.';
  if (mode === 'placement' && (operands.length > 0 || count !== null))
    return 'a placement asks of the whole course: it takes no topic and no --count.';
  if (mode === 'placement' && flags.has('--json'))
    return 'what a placement asks hangs on the answers: it has no --json.';
  return {
    mode,
    topics: operands,
    count: count === null ? null : Number(count),
    seed: values?.get('--seed') ?? null,
    timeMs,
  };
}

/** Why this quiz cannot be held here; null: it can. */
async function obstacle(
  { io, ports }: CommandContext,
  wish: QuizWish,
  json: boolean,
): Promise<string | null> {
  const library = await ports.lessons();
  const lessons = await Promise.all(library.list().map(({ id }) => library.open(id)));
  const found = itemsOnTopics(lessons, wish.topics);
  if (found.kind === 'unknown') {
    const near = joined(found.near.map((topic) => `"${topic}"`)).replace(/ and (?="[^"]*"$)/, ' or ');
    const onward =
      near === ''
        ? 'a topic is a lesson (vmvscontainer lessons lists them), a concept or a word of the questions.'
        : `did you mean ${near}?`;
    return `there is no question on "${found.topic}"; ${onward}`;
  }
  return json || io.interactive
    ? null
    : 'a quiz needs a terminal; vmvscontainer quiz --json prints the questions without one.';
}
