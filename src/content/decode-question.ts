import type { Question } from '../domain/question.ts';
import { conceptsOf } from './decode-options.ts';
import type { ActivityFence } from './fence.ts';
import type { Spot } from './yaml-source.ts';

/** The keys that every type of question may have, as decoded. */
interface CommonKeys {
  readonly prompt: string;
  readonly concepts?: readonly string[];
  readonly difficulty?: NonNullable<Question['difficulty']>;
}

/** What all questions have, out of the decoded body and the fence it stands in. */
export function common(
  spot: Spot,
  body: CommonKeys,
  fence: ActivityFence,
): Omit<CommonKeys, 'concepts'> & {
  readonly id: ActivityFence['id'];
  readonly concepts: readonly string[];
} {
  return {
    id: fence.id,
    prompt: body.prompt,
    concepts: conceptsOf(spot, body.concepts, fence.concepts),
    ...(body.difficulty === undefined ? {} : { difficulty: body.difficulty }),
  };
}
