import { assertNever } from '../domain/assert-never.ts';
import type { QuestionActivity } from '../domain/lesson.ts';
import type { Question } from '../domain/question.ts';
import { itemHash } from './content-hash.ts';
import { decodeFault, decodeMatch, decodeOrder } from './decode-arranging.ts';
import { decodeChoice, decodeMultiple, decodeOutput, decodeTrueFalse } from './decode-choosing.ts';
import { decodeShortQuiz, isShortQuiz } from './decode-short-quiz.ts';
import { decodeFillIn, decodeNumeric } from './decode-typed.ts';
import type { ActivityFence } from './fence.ts';
import { pairsOf } from './yaml-objects.ts';
import { describe, oneOf } from './yaml-scalars.ts';
import { complain, INVALID, parseYaml } from './yaml-source.ts';

const anyType = oneOf([
  'choice',
  'multiple',
  'true-false',
  'fill-in',
  'numeric',
  'order',
  'match',
  'output',
  'fault',
]);

/** ```` ```quiz ````, in YAML or as a short list. Null when it has a fault, which is reported. */
export function decodeQuiz(fence: ActivityFence): QuestionActivity | null {
  const question = isShortQuiz(fence.body) ? decodeShortQuiz(fence) : decodeFullQuiz(fence);
  if (question === null) return null;
  const content = { kind: 'question' as const, id: fence.id, question };
  return { ...content, hash: itemHash(content) };
}

function decodeFullQuiz(fence: ActivityFence): Question | null {
  const spot = parseYaml(fence.body, fence.bodyLine, 'quiz', fence.problems);
  if (spot === null) return null;
  const pairs = pairsOf(spot);
  const typeSpot = pairs?.get('type');
  if (pairs === null || typeSpot === undefined) {
    complain(
      spot,
      pairs === null ? `expected keys with values, found ${describe(spot.node)}` : 'type is missing',
    );
    return null;
  }
  const type = anyType(typeSpot);
  if (type === INVALID) return null;
  switch (type) {
    case 'choice':
      return decodeChoice(spot, fence);
    case 'multiple':
      return decodeMultiple(spot, fence);
    case 'true-false':
      return decodeTrueFalse(spot, fence);
    case 'fill-in':
      return decodeFillIn(spot, fence);
    case 'numeric':
      return decodeNumeric(spot, fence);
    case 'order':
      return decodeOrder(spot, fence);
    case 'match':
      return decodeMatch(spot, fence);
    case 'output':
      return decodeOutput(spot, fence);
    case 'fault':
      return decodeFault(spot, fence);
    default:
      return assertNever(type);
  }
}
