import { isPulling } from '../domain/command-line/pulling.ts';
import type { CommandExit, Machine, OutputChunk } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { mayRun } from './ask-consent.ts';
import { type Bench, notRun } from './bench.ts';
import { cannotRunHere, noAnswer, notPulled } from './cannot-run.ts';
import { converse, type Opening, talkIn } from './converse.ts';
import type { Effect, SideRun } from './effect.ts';
import { stream } from './gather.ts';
import type { Dispatch } from './runtime.ts';
import { sentence } from './sentence.ts';
import { sideMachine } from './side-machine.ts';

export type RunEffect = Extract<Effect, { readonly kind: 'run-command' }>;

/** Runs the line where it belongs and tells how that goes, its end last. */
export async function runCommand(bench: Bench, effect: RunEffect, dispatch: Dispatch): Promise<void> {
  const { machine } = bench;
  const { run: id, commandLine, side } = effect;
  if (side?.when === 'always') return runAside(bench, effect, side, side.because ?? '', dispatch);
  if (machine === null) {
    const because = 'there is no machine to run it on';
    dispatch({ kind: 'command-ended', run: id, exit: notRun });
    return dispatch({ kind: 'machine-failed', because });
  }
  const plan = machine.plan(commandLine);
  if (plan.kind === 'refused') {
    const { refusal } = plan;
    if (side !== undefined && refusesAll(machine, side))
      return runAside(bench, effect, side, refusal.sentence, dispatch);
    return dispatch({ kind: 'command-refused', run: id, refusal });
  }
  const early = waiting(bench);
  if (!(await mayRun(bench, machine, effect, [commandLine], dispatch))) return early.over();
  return runOn(bench, machine, effect, side ?? null, dispatch, early);
}

interface Early {
  readonly stopped: () => boolean;
  over(): void;
}

/** Before a line has started there may already be somebody who wants it stopped. */
function waiting(bench: Bench): Early {
  let stopped = false;
  const run = {
    exit: Promise.resolve(),
    stop: () => {
      stopped = true;
    },
  };
  bench.run = run;
  const over = (): void => {
    if (bench.run === run) bench.run = null;
  };
  return { stopped: () => stopped, over };
}

/** Whether the machine refuses every way the lesson has to do this, so that nobody can do it there. */
const refusesAll = (machine: Machine, { authored }: SideRun): boolean =>
  authored.length > 0 &&
  authored.every((lines) => lines.some((line) => machine.plan(line).kind === 'refused'));

/** On a simulated machine beside the learner's own, which is brought to where the lesson is first. */
async function runAside(
  bench: Bench,
  effect: RunEffect,
  side: SideRun,
  because: string,
  dispatch: Dispatch,
): Promise<void> {
  const refused = (text: string): void =>
    dispatch({
      kind: 'command-refused',
      run: effect.run,
      refusal: { rule: 'not-understood', sentence: text },
    });
  const early = waiting(bench);
  let machine: Machine | null;
  try {
    machine = await sideMachine(bench, side);
  } catch (error) {
    return refused(`The simulated machine could not be opened: ${sentence(error)}`);
  }
  if (machine === null) return;
  const { identity } = machine;
  const moved = { world: side.world, because, identity, engineGone: because === noAnswer };
  dispatch({ kind: 'command-moved', run: effect.run, ...moved });
  const plan = machine.plan(effect.commandLine);
  if (plan.kind === 'refused') return refused(plan.refusal.sentence);
  return runOn(bench, machine, effect, null, dispatch, early);
}

async function runOn(
  bench: Bench,
  machine: Machine,
  effect: RunEffect,
  side: SideRun | null,
  dispatch: Dispatch,
  early: Early = waiting(bench),
): Promise<void> {
  const opening = bench.terminal === null ? null : await talkIn(machine, effect.commandLine);
  if (opening !== null && bench.terminal !== null && !early.stopped())
    return talk(bench, machine, { terminal: bench.terminal, opening, side }, effect, dispatch);
  const { exit, printed } = await runHere(bench, machine, effect, dispatch, early);
  const because = side && exit.kind === 'exited' && cannotRunHere(effect.commandLine, exit.exitCode, printed);
  if (side && because) return runAside(bench, effect, side, because, dispatch);
  dispatch({ kind: 'command-ended', run: effect.run, exit });
}

interface RanHere {
  readonly exit: CommandExit;
  /** The end of what it printed. */
  readonly printed: string;
}

/** In the lesson's own pane. */
async function runHere(
  bench: Bench,
  machine: Machine,
  { run: id, commandLine, timeoutMs }: RunEffect,
  dispatch: Dispatch,
  early: Early,
): Promise<RanHere> {
  const started = machine.run(commandLine);
  bench.run = started;
  if (early.stopped()) started.stop();
  let late = false;
  const kept = { text: '' };
  let forget = (): void => undefined;
  const waitAtMost = (ms: number): void => {
    forget = bench.timer.after(ms, () => {
      if (isPulling(kept.text)) return waitAtMost(ms);
      late = true;
      started.stop();
    });
  };
  if (timeoutMs !== null) waitAtMost(timeoutMs);
  try {
    await stream(bench.timer, id, keeping(started.output, kept), dispatch);
  } catch {
    // What was printed before stands; how it ended is told below.
  }
  const exit = await started.exit;
  forget();
  if (bench.run === started) bench.run = null;
  return { exit: late ? { ...exit, kind: 'timed-out' } : exit, printed: kept.text };
}

const keptCharacters = 4000;

async function* keeping(
  output: AsyncIterable<OutputChunk>,
  kept: { text: string },
): AsyncIterable<OutputChunk> {
  for await (const chunk of output) {
    kept.text = (kept.text + chunk.text).slice(-keptCharacters);
    yield chunk;
  }
}

interface Talking {
  readonly terminal: LentTerminal;
  readonly opening: Opening;
  readonly side: SideRun | null;
}

/** What a child said went past us, but not why it could not begin: docker ends with 125, and the image is not there. */
async function imageMissing(
  machine: Machine,
  { image }: Opening,
  { exitCode }: CommandExit,
): Promise<string | null> {
  if (image === null || exitCode !== 125) return null;
  const there = await machine.observe({ kind: 'image', name: image });
  return there.known && there.value === null ? notPulled(image) : null;
}

/** On the whole terminal, for as long as the person likes. */
async function talk(
  bench: Bench,
  machine: Machine,
  { terminal, opening, side }: Talking,
  effect: RunEffect,
  dispatch: Dispatch,
): Promise<void> {
  const { run: id, commandLine } = effect;
  const begun = converse(machine, terminal, commandLine, opening);
  const running = { ...begun, hasTerminal: true };
  bench.run = running;
  const { exit, left, tail, said } = await begun.exit;
  if (bench.run === running) bench.run = null;
  const [word] = said;
  if (exit.kind === 'refused' && word !== undefined) {
    return dispatch({ kind: 'command-refused', run: id, refusal: { rule: 'not-allowed', sentence: word } });
  }
  const because = side === null ? null : await imageMissing(machine, opening, exit);
  if (side !== null && because !== null) return runAside(bench, effect, side, because, dispatch);
  dispatch({ kind: 'command-talked', run: id, left, tail });
  dispatch({ kind: 'command-ended', run: id, exit });
}
