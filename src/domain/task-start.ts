import type { Assertion } from './goal.ts';
import type { TaskActivity } from './lesson.ts';
import type { Query } from './observation.ts';

/** What must be observed when a task begins, so that its goal and hints can compare with it; often nothing. */
export function startQueries(task: Pick<TaskActivity, 'goal' | 'hints'>): readonly Query[] {
  const assertions = [...task.goal, ...task.hints.flatMap(({ when }) => when ?? [])];
  const names = assertions.flatMap((assertion) => (comparesWithStart(assertion) ? [assertion.name] : []));
  return [...new Set(names)].map((name) => ({ kind: 'container', name }));
}

function comparesWithStart(
  assertion: Assertion,
): assertion is Extract<Assertion, { readonly kind: 'container' }> {
  if (assertion.kind !== 'container') return false;
  const { sameContainer, newContainer, startedAgain, notRestarted } = assertion;
  return [sameContainer, newContainer, startedAgain, notRestarted].some((wanted) => wanted !== undefined);
}
