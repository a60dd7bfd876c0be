import type { TaskActivity } from '../domain/lesson.ts';
import { remembered } from '../domain/look.ts';
import type { Query } from '../domain/observation.ts';
import { type Observation, observation } from '../domain/observed-facts.ts';
import { startQueries } from '../domain/task-start.ts';
import type { Machine } from '../machine/machine.ts';

/** How the containers were that a task compares with, from its beginning on, on each machine that is open. */
export interface TaskMemory {
  /**
   * Looks before the learner does anything; a task that has begun on this machine already stays as it is. null: no machine
   * may be looked at yet, but those that are opened later are.
   */
  begin(machine: Machine | null, task: TaskActivity): void;
  /** The machine was changed by somebody else than the learner: every task that has begun begins anew on it. */
  beginAnew(machine: Machine): Promise<void>;
  /** What is remembered once this was seen, too. */
  after(machine: Machine, task: TaskActivity, seen: readonly Observation[]): Promise<readonly Observation[]>;
  forget(): void;
}

type Memories = Map<string, Promise<readonly Observation[]>>;

export function createTaskMemory(): TaskMemory {
  const tasks = new Map<string, TaskActivity>();
  const machines = new Map<Machine, Memories>();
  const memoriesOf = (machine: Machine): Memories => {
    const memories = machines.get(machine) ?? new Map();
    machines.set(machine, memories);
    return memories;
  };
  return {
    begin: (machine, task) => {
      const queries = startQueries(task);
      if (queries.length === 0) return;
      tasks.set(task.id, task);
      if (machine === null || memoriesOf(machine).has(task.id)) return;
      memoriesOf(machine).set(task.id, look(machine, queries));
    },
    beginAnew: async (machine) => {
      const memories = memoriesOf(machine);
      for (const task of tasks.values()) memories.set(task.id, look(machine, startQueries(task)));
      await Promise.all(memories.values());
    },
    after: async (machine, task, seen) => {
      const memories = memoriesOf(machine);
      const before = memories.get(task.id);
      if (before === undefined) return [];
      const now = before.then((since) => remembered(since, seen));
      memories.set(task.id, now);
      return now;
    },
    forget: () => {
      tasks.clear();
      machines.clear();
    },
  };
}

export function look(machine: Machine, queries: readonly Query[]): Promise<readonly Observation[]> {
  return Promise.all(queries.map(async (query) => observation(query, await machine.observe(query))));
}
