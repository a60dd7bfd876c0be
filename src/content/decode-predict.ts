import type { PredictActivity } from '../domain/lesson.ts';
import { itemHash } from './content-hash.ts';
import { concepts, conceptsOf, options } from './decode-options.ts';
import { type ActivityFence, DEFAULT_TIMEOUT_MS } from './fence.ts';
import { object, optional, orElse, required } from './yaml-objects.ts';
import { duration, identifier, line, markdown } from './yaml-scalars.ts';
import { complain, INVALID, parseYaml } from './yaml-source.ts';

const predictBody = object({
  command: required(line),
  prompt: required(markdown),
  options: required(options),
  notice: orElse(markdown, null),
  timeout: optional(duration),
  world: optional(identifier),
  concepts: optional(concepts),
});

/** ```` ```predict ````: first the answer, then the command runs. Null when it has a fault, which is reported. */
export function decodePredict(fence: ActivityFence): PredictActivity | null {
  const spot = parseYaml(fence.body, fence.bodyLine, 'predict', fence.problems);
  if (spot === null) return null;
  const body = predictBody(spot);
  if (body === INVALID) return null;
  if (body.timeout !== undefined && fence.timeoutMs !== null) {
    complain(spot, 'timeout stands both in the info string and below it; keep one');
  }
  const content = {
    kind: 'predict' as const,
    id: fence.id,
    ...(body.world === undefined ? {} : { world: body.world }),
    command: body.command,
    timeoutMs: body.timeout ?? fence.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    question: {
      kind: 'choice' as const,
      id: fence.id,
      prompt: body.prompt,
      options: body.options,
      concepts: conceptsOf(spot, body.concepts, fence.concepts),
    },
    notice: body.notice,
  };
  return { ...content, hash: itemHash(content) };
}
