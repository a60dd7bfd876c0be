import { setTimeout as wait } from 'node:timers/promises';
import type { Query } from '../domain/observation.ts';
import { type Observation, observation } from '../domain/observed-facts.ts';
import type { Machine } from '../machine/machine.ts';

const POLL_MS = 200;

/** Asks the machine all of the queries. */
export async function lookAt(machine: Machine, queries: readonly Query[]): Promise<readonly Observation[]> {
  return Promise.all(queries.map(async (query) => observation(query, await machine.observe(query))));
}

/** Looks again until `enough` or until the state has had `settleMs` to settle; the last outcome counts. */
export async function lookUntil<T>(
  machine: Machine,
  queries: readonly Query[],
  settleMs: number,
  judge: (seen: readonly Observation[]) => T,
  enough: (outcome: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + settleMs;
  for (;;) {
    const outcome = judge(await lookAt(machine, queries));
    if (enough(outcome) || performance.now() >= deadline) return outcome;
    await wait(POLL_MS);
  }
}
