import type { QuestionActivity } from '../domain/lesson.ts';
import type { ChoiceQuestion, FillInQuestion, Question } from '../domain/question.ts';
import { contentHash } from './content-hash.ts';
import { concepts, conceptsOf, options } from './decode-options.ts';
import { decodeShortQuiz, isShortQuiz } from './decode-short-quiz.ts';
import type { ActivityFence } from './fence.ts';
import { listOf, object, optional, orElse, pairsOf, required } from './yaml-objects.ts';
import { describe, line, markdown, oneOf } from './yaml-scalars.ts';
import { complain, INVALID, parseYaml, type Spot } from './yaml-source.ts';

const choiceBody = object({
  type: required(oneOf(['choice'])),
  prompt: required(markdown),
  options: required(options),
  concepts: optional(concepts),
});

const fillInBody = object({
  type: required(oneOf(['fill-in'])),
  prompt: required(markdown),
  reading: orElse(oneOf(['text', 'number', 'command']), 'text' as const),
  answer: required(line),
  alternatives: orElse(listOf(line), [] as const),
  wrong: orElse(listOf(object({ answer: required(line), why: required(markdown) })), [] as const),
  why: required(markdown),
  concepts: optional(concepts),
});

const anyType = oneOf(['choice', 'fill-in']);

/** ```` ```quiz ````, in YAML or as a short list. Null when it has a fault, which is reported. */
export function decodeQuiz(fence: ActivityFence): QuestionActivity | null {
  const question = isShortQuiz(fence.body) ? decodeShortQuiz(fence) : decodeFullQuiz(fence);
  if (question === null) return null;
  const content = { kind: 'question' as const, id: fence.id, question };
  return { ...content, hash: contentHash(content) };
}

function decodeFullQuiz(fence: ActivityFence): Question | null {
  const spot = parseYaml(fence.body, fence.bodyLine, 'quiz', fence.problems);
  if (spot === null) return null;
  const pairs = pairsOf(spot);
  const type = pairs?.get('type');
  if (pairs === null || type === undefined) {
    complain(
      spot,
      pairs === null ? `expected keys with values, found ${describe(spot.node)}` : 'type is missing',
    );
    return null;
  }
  switch (anyType(type)) {
    case 'choice':
      return decodeChoice(spot, fence);
    case 'fill-in':
      return decodeFillIn(spot, fence);
    default:
      return null;
  }
}

function decodeChoice(spot: Spot, fence: ActivityFence): ChoiceQuestion | null {
  const body = choiceBody(spot);
  if (body === INVALID) return null;
  return {
    kind: 'choice',
    id: fence.id,
    prompt: body.prompt,
    options: body.options,
    concepts: conceptsOf(spot, body.concepts, fence.concepts),
  };
}

function decodeFillIn(spot: Spot, fence: ActivityFence): FillInQuestion | null {
  const body = fillInBody(spot);
  if (body === INVALID) return null;
  return {
    kind: 'fill-in',
    id: fence.id,
    prompt: body.prompt,
    reading: body.reading,
    answer: body.answer,
    alternatives: body.alternatives,
    wrong: body.wrong,
    why: body.why,
    concepts: conceptsOf(spot, body.concepts, fence.concepts),
  };
}
