import type { TaskActivity } from '../domain/lesson.ts';
import type { Machine } from '../machine/machine.ts';
import type { Bench } from './bench.ts';
import { type Consent, isAgreed, noConsent, strongest } from './consent.ts';
import type { Effect } from './effect.ts';
import type { Dispatch } from './runtime.ts';

type Asked = Extract<Effect, { readonly kind: 'run-command' | 'replay' }>;

/**
 * Whether these lines may run on this machine now. Where the learner has not agreed they are asked instead, and what
 * was asked for comes back with the answer: nothing runs past this on a yes that was not given.
 */
export async function mayRun(
  bench: Bench,
  machine: Machine,
  asked: Asked,
  lines: readonly string[],
  dispatch: Dispatch,
): Promise<boolean> {
  const plans = lines.map((line) => machine.plan(line)).filter((plan) => plan.kind === 'runs');
  const effect = strongest(plans.map((plan) => plan.effect));
  const agreed: Consent = asked.agreed ?? noConsent;
  if (effect !== undefined && !isAgreed(agreed, effect)) {
    dispatch({ kind: 'consent-wanted', asked, shown: plans.map(({ shown }) => shown), effect });
    return false;
  }
  if (effect !== undefined) await lookAround(bench, machine);
  return true;
}

/** Whether the machine may be looked at behind the learner's back, as for a hint. */
export const mayLook = (bench: Bench, machine: Machine): boolean =>
  machine.identity.kind === 'simulated' || bench.mayLook;

/** Remembers how things are before a task; before there is a yes to looking, right after that. */
export function beginTask(bench: Bench, task: TaskActivity): void {
  const { machine } = bench;
  bench.memory.begin(machine !== null && mayLook(bench, machine) ? machine : null, task);
  for (const side of bench.sides.values()) bench.memory.begin(side, task);
}

/** The line must not overtake the first look. */
async function lookAround(bench: Bench, machine: Machine): Promise<void> {
  if (mayLook(bench, machine)) return;
  bench.mayLook = true;
  await bench.memory.beginAnew(machine);
}
