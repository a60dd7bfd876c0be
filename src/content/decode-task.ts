import type { Hint, TaskActivity, WrongAttempt } from '../domain/lesson.ts';
import { itemHash } from './content-hash.ts';
import { goal } from './decode-goal.ts';
import { concepts, conceptsOf } from './decode-options.ts';
import type { ActivityFence } from './fence.ts';
import { descend, listOf, object, optional, orElse, required } from './yaml-objects.ts';
import { describe, identifier, line, markdown, text } from './yaml-scalars.ts';
import { complain, type Decoder, INVALID, parseYaml, type Spot } from './yaml-source.ts';

/** A command line, several in a block, or a list of them. */
const commandLines: Decoder<readonly string[]> = (spot) => {
  const value = isListNode(spot) ? listOf(line, 1)(spot) : text(spot);
  if (value === INVALID) return INVALID;
  if (typeof value !== 'string') return value;
  const lines = value.split('\n').map((one) => one.trim());
  return lines.filter((one) => one !== '');
};

const hint = object({ id: required(identifier), text: required(markdown), when: optional(goal) });
const attempt = object({ commands: required(commandLines), hint: required(identifier) });

const taskBody = object({
  prompt: required(markdown),
  world: optional(identifier),
  goal: required(goal),
  hints: orElse(listOf(hint), [] as const),
  solutions: required(listOf(commandLines, 1)),
  attempts: orElse(listOf(attempt), [] as const),
  concepts: optional(concepts),
});

/** ```` ```task ````: a state to reach. Null when the body has a fault, which is reported. */
export function decodeTask(fence: ActivityFence): TaskActivity | null {
  const spot = parseYaml(fence.body, fence.bodyLine, 'task', fence.problems);
  if (spot === null) return null;
  const body = taskBody(spot);
  if (body === INVALID) return null;
  const hints = body.hints.map(
    ({ id, text: words, when }): Hint => ({ id, text: words, when: when ?? null }),
  );
  reportHintReferences(spot, hints, body.attempts);
  const content = {
    kind: 'task' as const,
    id: fence.id,
    ...(body.world === undefined ? {} : { world: body.world }),
    prompt: body.prompt,
    goal: body.goal,
    hints,
    solutions: body.solutions,
    attempts: body.attempts,
    concepts: conceptsOf(spot, body.concepts, fence.concepts),
  };
  return { ...content, hash: itemHash(content) };
}

function reportHintReferences(spot: Spot, hints: readonly Hint[], attempts: readonly WrongAttempt[]): void {
  const ids = hints.map((one) => one.id);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) !== index)
      complain(descend(spot, 'hints', index, 'id'), `the id "${id}" is used twice`);
  }
  for (const [index, { hint: wanted }] of attempts.entries()) {
    const found = hints.find((one) => one.id === wanted);
    const at = descend(spot, 'attempts', index, 'hint');
    if (found === undefined) {
      complain(at, `there is no hint "${wanted}"; the hints are ${ids.join(', ') || 'none'}`);
    } else if (found.when === null) {
      complain(at, `the hint "${wanted}" has no when, so no attempt can bring it up`);
    }
  }
}

function isListNode(spot: Spot): boolean {
  return describe(spot.node) === 'a list';
}
