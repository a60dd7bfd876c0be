import { assertNever } from '../domain/assert-never.ts';
import type { CommandExit, Machine } from '../machine/machine.ts';
import type { MachineSupply } from '../machine/supply.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { beginTask, mayLook, mayRun } from './ask-consent.ts';
import type { Bench } from './bench.ts';
import type { Effect } from './effect.ts';
import { checkGoal, freshHint } from './judging.ts';
import { replay, silently, watched } from './replay.ts';
import { runCommand } from './run-command.ts';
import type { Dispatch, Timer } from './runtime.ts';
import { sentence } from './sentence.ts';
import { closeSides, machineOf } from './side-machine.ts';
import { createTaskMemory } from './task-memory.ts';

export type LabEffect = Extract<
  Effect,
  {
    readonly kind:
      | 'open-machine'
      | 'close-machine'
      | 'reset-machine'
      | 'plan-command'
      | 'run-command'
      | 'replay'
      | 'stop-command'
      | 'begin-task'
      | 'check-goal'
      | 'pick-hint'
      | 'complete';
  }
>;

/** Owns the one open machine and the one running command. */
export interface Lab {
  perform(effect: LabEffect, dispatch: Dispatch): Promise<void>;
  close(): Promise<void>;
}

export function createLab(supply: MachineSupply, timer: Timer, terminal: LentTerminal | null = null): Lab {
  const bench: Bench = {
    supply,
    timer,
    terminal,
    machine: null,
    sides: new Map(),
    run: null,
    replaying: null,
    generation: 0,
    closing: Promise.resolve(),
    mayLook: false,
    memory: createTaskMemory(),
  };
  return { perform: (effect, dispatch) => perform(bench, effect, dispatch), close: () => close(bench) };
}

async function perform(bench: Bench, effect: LabEffect, dispatch: Dispatch): Promise<void> {
  switch (effect.kind) {
    case 'open-machine':
      return open(bench, effect, dispatch);
    case 'close-machine':
      return close(bench);
    case 'reset-machine':
      return reset(bench, dispatch);
    case 'stop-command':
      bench.replaying = null;
      return bench.run?.stop();
    case 'plan-command': {
      const plan = bench.machine?.plan(effect.commandLine);
      if (plan !== undefined) dispatch({ kind: 'command-planned', commandLine: effect.commandLine, plan });
      return;
    }
    case 'run-command':
      return runCommand(bench, effect, dispatch);
    case 'replay':
      return replayLines(bench, effect, dispatch);
    case 'pick-hint':
      return hint(bench, effect, dispatch);
    case 'begin-task':
      return beginTask(bench, effect.task);
    case 'check-goal':
      return check(bench, effect, dispatch);
    case 'complete': {
      const { commandLine, cursor } = effect;
      const { machine } = bench;
      const asks = machine !== null && mayLook(bench, machine);
      const words = asks ? await machine.complete(commandLine, cursor) : [];
      return dispatch({ kind: 'completed', commandLine, cursor, words });
    }
    default:
      return assertNever(effect);
  }
}

type OpenEffect = Extract<LabEffect, { readonly kind: 'open-machine' }>;

async function open(
  bench: Bench,
  { machine: kind, world, mayLook: agreed, replay: lines }: OpenEffect,
  dispatch: Dispatch,
): Promise<void> {
  bench.mayLook ||= agreed === true;
  const closed = close(bench);
  const generation = ++bench.generation;
  await closed;
  const wanted = (): boolean => generation === bench.generation;
  let machine: Machine | null = null;
  let replayed = { ran: 0, all: 0 };
  try {
    machine = await bench.supply.open(kind, world);
    await machine.prepare();
    replayed = await replay(machine, lines, bench.timer, silently, wanted);
  } catch (error) {
    await machine?.dispose().catch(() => undefined);
    if (wanted()) dispatch({ kind: 'machine-failed', because: sentence(error) });
    return;
  }
  if (!wanted()) return machine.dispose();
  bench.machine = machine;
  dispatch({ kind: 'machine-opened', identity: machine.identity, replayed });
}

function close(bench: Bench): Promise<void> {
  const { machine, run } = bench;
  const machines = [machine, ...bench.sides.values()];
  bench.sides.clear();
  bench.generation++;
  bench.machine = null;
  bench.run = null;
  bench.replaying = null;
  bench.memory.forget();
  bench.closing = bench.closing.then(async () => {
    run?.stop();
    // Only the machine can end a child that has the terminal.
    const exit = run?.hasTerminal ? undefined : run?.exit;
    await exit;
    await Promise.all(machines.map((each) => each?.dispose().catch(() => undefined)));
    await run?.exit;
  });
  return bench.closing;
}

async function reset(bench: Bench, dispatch: Dispatch): Promise<void> {
  try {
    const { machine } = bench;
    await machine?.prepare();
    await closeSides(bench);
    if (machine !== null) await bench.memory.beginAnew(machine);
    dispatch({ kind: 'machine-reset', failed: null });
  } catch (error) {
    dispatch({ kind: 'machine-reset', failed: `The machine could not be put back: ${sentence(error)}` });
  }
}

async function check(
  bench: Bench,
  { check: number, task, ran, aside }: Extract<LabEffect, { readonly kind: 'check-goal' }>,
  dispatch: Dispatch,
): Promise<void> {
  const machine = machineOf(bench, aside);
  if (machine === null) return;
  const on = aside === undefined ? {} : { on: machine.identity };
  const { verdict, hint } = await checkGoal(machine, task, ran, bench.memory);
  dispatch({ kind: 'goal-checked', item: task.id, check: number, verdict, hint, ...on });
}

type ReplayEffect = Extract<LabEffect, { readonly kind: 'replay' }>;

async function replayLines(bench: Bench, effect: ReplayEffect, dispatch: Dispatch): Promise<void> {
  const { machine } = bench;
  const { run: id, lines } = effect;
  if (machine === null || !(await mayRun(bench, machine, effect, lines, dispatch))) return;
  bench.replaying = id;
  let ended: () => void = () => undefined;
  const exit = new Promise<CommandExit>((resolve) => {
    ended = () => resolve({ kind: 'exited', exitCode: 0, tookMs: 0 });
  });
  const goesOn = (): boolean => bench.replaying === id;
  const replayed = await replay(machine, lines, bench.timer, watched, goesOn, (at, stop) => {
    bench.run = { stop, exit };
    dispatch({ kind: 'replay-line', run: id, at });
  });
  ended();
  if (bench.machine === machine) {
    bench.run = null;
    await bench.memory.beginAnew(machine);
  }
  bench.replaying = null;
  dispatch({ kind: 'replay-ended', run: id, replayed });
}

async function hint(
  bench: Bench,
  { task, ran, shown, aside }: Extract<LabEffect, { readonly kind: 'pick-hint' }>,
  dispatch: Dispatch,
): Promise<void> {
  const there = machineOf(bench, aside);
  const machine = there !== null && mayLook(bench, there) ? there : null;
  const picked = await freshHint(machine, task, ran, shown, bench.memory);
  dispatch({ kind: 'hint-picked', item: task.id, hint: picked });
}
