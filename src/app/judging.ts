import type { RanCommand, Verdict } from '../domain/goal.ts';
import { judgeGoal } from '../domain/judge-goal.ts';
import type { Hint, TaskActivity } from '../domain/lesson.ts';
import { observation } from '../domain/observed-facts.ts';
import { hintThatFits, questionsOfTask } from '../domain/pick-hint.ts';
import type { Machine } from '../machine/machine.ts';

/** Looks at the machine and judges; the hint is one that what was done calls for by itself. */
export async function checkGoal(
  machine: Machine,
  task: TaskActivity,
  ran: readonly RanCommand[],
): Promise<{ readonly verdict: Verdict; readonly hint: Hint | null }> {
  const asked = questionsOfTask(task).map(async (query) => observation(query, await machine.observe(query)));
  const seen = await Promise.all(asked);
  return { verdict: judgeGoal(task.goal, seen, ran), hint: hintThatFits(task, seen, ran, []) };
}
