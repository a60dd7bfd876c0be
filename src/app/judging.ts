import type { RanCommand, Verdict } from '../domain/goal.ts';
import { judgeGoal } from '../domain/judge-goal.ts';
import type { Hint, TaskActivity } from '../domain/lesson.ts';
import { type Observation, observation } from '../domain/observed-facts.ts';
import { hintThatFits, pickHint, questionsOfTask } from '../domain/pick-hint.ts';
import type { Machine } from '../machine/machine.ts';

/** Looks at the machine and judges; the hint is one that what was done calls for by itself. */
export async function checkGoal(
  machine: Machine,
  task: TaskActivity,
  ran: readonly RanCommand[],
): Promise<{ readonly verdict: Verdict; readonly hint: Hint | null }> {
  const seen = await look(machine, task);
  return { verdict: judgeGoal(task.goal, seen, ran), hint: hintThatFits(task, seen, ran, []) };
}

/** The hint to show next when it is asked for: one that fits the machine as it is now comes first; null: none is left. */
export async function freshHint(
  machine: Machine | null,
  task: TaskActivity,
  ran: readonly RanCommand[],
  shown: readonly string[],
): Promise<Hint | null> {
  const seen = machine === null ? [] : await look(machine, task);
  return pickHint(task, seen, ran, shown);
}

function look(machine: Machine, task: TaskActivity): Promise<readonly Observation[]> {
  const asked = questionsOfTask(task).map(async (query) => observation(query, await machine.observe(query)));
  return Promise.all(asked);
}
