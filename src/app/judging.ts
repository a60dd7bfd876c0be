import type { RanCommand, Verdict } from '../domain/goal.ts';
import { judgeGoal } from '../domain/judge-goal.ts';
import type { Hint, TaskActivity } from '../domain/lesson.ts';
import { hintThatFits, pickHint, questionsOfTask } from '../domain/pick-hint.ts';
import type { Machine } from '../machine/machine.ts';
import { look, type TaskMemory } from './task-memory.ts';

/** Looks at the machine and judges; the hint is one that what was done calls for by itself. */
export async function checkGoal(
  machine: Machine,
  task: TaskActivity,
  ran: readonly RanCommand[],
  memory: TaskMemory,
): Promise<{ readonly verdict: Verdict; readonly hint: Hint | null }> {
  const seen = await look(machine, questionsOfTask(task));
  const since = await memory.after(machine, task, seen);
  return { verdict: judgeGoal(task.goal, seen, ran, since), hint: hintThatFits(task, seen, ran, [], since) };
}

/** The hint to show next when it is asked for: one that fits the machine as it is now comes first; null: none is left. */
export async function freshHint(
  machine: Machine | null,
  task: TaskActivity,
  ran: readonly RanCommand[],
  shown: readonly string[],
  memory: TaskMemory,
): Promise<Hint | null> {
  const seen = machine === null ? [] : await look(machine, questionsOfTask(task));
  const since = machine === null ? [] : await memory.after(machine, task, seen);
  return pickHint(task, seen, ran, shown, since);
}
