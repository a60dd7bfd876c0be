import { isScalar } from 'yaml';
import type { PredictActivity } from '../domain/lesson.ts';
import { itemHash } from './content-hash.ts';
import { concepts, conceptsOf, options } from './decode-options.ts';
import { type ActivityFence, DEFAULT_TIMEOUT_MS } from './fence.ts';
import { object, optional, orElse, required } from './yaml-objects.ts';
import { describe, duration, identifier, line, markdown } from './yaml-scalars.ts';
import { complain, type Decoded, INVALID, parseYaml, type Spot } from './yaml-source.ts';

const predictBody = object({
  command: required(line),
  prompt: required(markdown),
  options: required(options),
  notice: orElse(markdown, null),
  timeout: optional(duration),
  world: optional(identifier),
  concepts: optional(concepts),
  expect: optional(exitCode),
});

function exitCode(spot: Spot): Decoded<number | 'any'> {
  const value = isScalar(spot.node) ? spot.node.value : null;
  if (value === 'any') return value;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255) return value;
  return complain(spot, `expected an exit code from 0 to 255, or any, found ${describe(spot.node)}`);
}

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
  const expect = body.expect === undefined ? {} : { expect: body.expect };
  return { ...content, ...expect, hash: itemHash(content) };
}
