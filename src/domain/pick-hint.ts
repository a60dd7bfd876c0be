import type { RanCommand } from './goal.ts';
import { judgeGoal, questionsOf } from './judge-goal.ts';
import type { Hint, TaskActivity } from './lesson.ts';
import type { Query } from './observation.ts';
import type { Observation } from './observed-facts.ts';

/** Everything that must be observed to check a task and to pick a hint for it. */
export function questionsOfTask(task: TaskActivity): readonly Query[] {
  return questionsOf(task.goal, ...task.hints.flatMap(({ when }) => (when === null ? [] : [when])));
}

/**
 * The hint to show next, or null when there is none. One that fits what the learner has done comes first, then those
 * that always fit, in order; one made for another mistake does not come.
 */
export function pickHint(
  task: Pick<TaskActivity, 'hints'>,
  observations: readonly Observation[],
  ran: readonly RanCommand[],
  shown: readonly string[],
  since: readonly Observation[] = [],
): Hint | null {
  const left = task.hints.filter(({ id }) => !shown.includes(id));
  return (
    left.find((hint) => fits(hint, observations, ran, since)) ??
    left.find(({ when }) => when === null) ??
    null
  );
}

/** A hint that what the learner has done calls for by itself, or null. */
export function hintThatFits(
  task: Pick<TaskActivity, 'hints'>,
  observations: readonly Observation[],
  ran: readonly RanCommand[],
  shown: readonly string[],
  since: readonly Observation[] = [],
): Hint | null {
  return task.hints.find((hint) => !shown.includes(hint.id) && fits(hint, observations, ran, since)) ?? null;
}

function fits(
  { when }: Hint,
  observations: readonly Observation[],
  ran: readonly RanCommand[],
  since: readonly Observation[],
): boolean {
  return when !== null && judgeGoal(when, observations, ran, since).kind === 'pass';
}
