import type { Machine } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { type Bench, notRun } from './bench.ts';
import { converse, type Opening, talkIn } from './converse.ts';
import type { Effect } from './effect.ts';
import { stream } from './gather.ts';
import type { Dispatch } from './runtime.ts';

export type RunEffect = Extract<Effect, { readonly kind: 'run-command' }>;

/** Runs the line on the open machine and tells how that goes, its end last. */
export async function runCommand(bench: Bench, effect: RunEffect, dispatch: Dispatch): Promise<void> {
  const { machine } = bench;
  const { run: id, commandLine } = effect;
  if (machine === null) {
    const because = 'there is no machine to run it on';
    dispatch({ kind: 'command-ended', run: id, exit: notRun });
    return dispatch({ kind: 'machine-failed', because });
  }
  const plan = machine.plan(commandLine);
  if (plan.kind === 'refused') {
    return dispatch({ kind: 'command-refused', run: id, refusal: plan.refusal });
  }
  const opening = bench.terminal === null ? null : await talkIn(machine, commandLine);
  if (opening === null || bench.terminal === null) return runHere(bench, machine, effect, dispatch);
  return talk(bench, machine, bench.terminal, effect, opening, dispatch);
}

/** In the lesson's own pane. */
async function runHere(
  bench: Bench,
  machine: Machine,
  { run: id, commandLine, timeoutMs }: RunEffect,
  dispatch: Dispatch,
): Promise<void> {
  const started = machine.run(commandLine);
  bench.run = started;
  let late = false;
  const forget =
    timeoutMs === null
      ? null
      : bench.timer.after(timeoutMs, () => {
          late = true;
          started.stop();
        });
  try {
    await stream(bench.timer, id, started.output, dispatch);
  } finally {
    const exit = await started.exit;
    forget?.();
    if (bench.run === started) bench.run = null;
    dispatch({ kind: 'command-ended', run: id, exit: late ? { ...exit, kind: 'timed-out' } : exit });
  }
}

/** On the whole terminal, for as long as the person likes. */
async function talk(
  bench: Bench,
  machine: Machine,
  terminal: LentTerminal,
  { run: id, commandLine }: RunEffect,
  opening: Opening,
  dispatch: Dispatch,
): Promise<void> {
  const begun = converse(machine, terminal, commandLine, opening);
  const running = { ...begun, hasTerminal: true };
  bench.run = running;
  const { exit, left, tail, said } = await begun.exit;
  if (bench.run === running) bench.run = null;
  const [sentence] = said;
  if (exit.kind === 'refused' && sentence !== undefined) {
    return dispatch({ kind: 'command-refused', run: id, refusal: { rule: 'not-allowed', sentence } });
  }
  dispatch({ kind: 'command-talked', run: id, left, tail });
  dispatch({ kind: 'command-ended', run: id, exit });
}
