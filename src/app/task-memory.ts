import type { TaskActivity } from '../domain/lesson.ts';
import { remembered } from '../domain/look.ts';
import type { Query } from '../domain/observation.ts';
import { type Observation, observation } from '../domain/observed-facts.ts';
import { startQueries } from '../domain/task-start.ts';
import type { Machine } from '../machine/machine.ts';

/** How the containers were that a task compares with, from its beginning on; of the machine that is open. */
export interface TaskMemory {
  /** Looks before the learner does anything; a task that has begun already stays as it is. */
  begin(machine: Machine, task: TaskActivity): void;
  /** What is remembered once this was seen, too. */
  after(task: TaskActivity, seen: readonly Observation[]): Promise<readonly Observation[]>;
  /** The machine was changed by somebody else than the learner: every task that has begun begins anew. */
  beginAnew(machine: Machine): void;
  forget(): void;
}

export function createTaskMemory(): TaskMemory {
  const begun = new Map<string, { task: TaskActivity; since: Promise<readonly Observation[]> }>();
  const start = (machine: Machine, task: TaskActivity): void => {
    begun.set(task.id, { task, since: look(machine, startQueries(task)) });
  };
  return {
    begin: (machine, task) => {
      if (!begun.has(task.id) && startQueries(task).length > 0) start(machine, task);
    },
    after: async (task, seen) => {
      const entry = begun.get(task.id);
      if (entry === undefined) return [];
      entry.since = entry.since.then((since) => remembered(since, seen));
      return entry.since;
    },
    beginAnew: (machine) => {
      for (const { task } of [...begun.values()]) start(machine, task);
    },
    forget: () => begun.clear(),
  };
}

export function look(machine: Machine, queries: readonly Query[]): Promise<readonly Observation[]> {
  return Promise.all(queries.map(async (query) => observation(query, await machine.observe(query))));
}
