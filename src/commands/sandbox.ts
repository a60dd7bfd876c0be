import { once } from 'node:events';
import type { Machine } from '../machine/machine.ts';
import type { MachineChoice } from '../machine/supply.ts';
import { exitCodeAfter, watchForEarlyEnd } from '../terminal/early-end.ts';
import type { Arguments, Command, CommandContext } from './command.ts';

/** `vmvscontainer sandbox`: a machine without a lesson; a prompt for people, JSON lines for scripts. */
export const sandbox: Command = async (context, args) => {
  const supply = await context.ports.machines();
  const choices = await supply.choices();
  const choice = choose(choices, args);
  const world = args.values?.get('--world');
  if (choice === null) return refuse(context, choices);
  const machine = await supply.open(choice.kind, world).catch((error: unknown) => notToBeHad(context, error));
  if (machine === null) return 2;
  const watch = watchForEarlyEnd();
  try {
    const ended = once(watch.signal, 'abort').then(() => exitCodeAfter(watch));
    return await Promise.race([serve(machine, choice, context, args), ended]);
  } finally {
    await machine.dispose();
    watch.release();
    // A read that still waits would keep the program alive.
    process.stdin.destroy();
  }
};

async function serve(
  machine: Machine,
  choice: MachineChoice,
  { io }: CommandContext,
  { flags }: Arguments,
): Promise<number> {
  await machine.prepare();
  if (flags.has('--json')) return (await import('./sandbox-json.ts')).runJsonLines(machine, io);
  return (await import('./sandbox-prompt.ts')).runPrompt(machine, io, choice);
}

function choose(choices: readonly MachineChoice[], { flags }: Arguments): MachineChoice | null {
  // Other worlds are simulated ones.
  if (flags.has('--sim') || flags.has('--world')) {
    const simulated = choices.find((choice) => choice.kind === 'simulated');
    return simulated === undefined ? null : { ...simulated, because: 'as you asked' };
  }
  if (flags.has('--live')) return choices.find((choice) => choice.kind === 'live') ?? null;
  return choices[0] ?? null;
}

function notToBeHad({ io }: CommandContext, error: unknown): null {
  if (!(error instanceof RangeError)) throw error;
  io.complain(`vmvscontainer: ${error.message}\n`);
  return null;
}

function refuse({ io }: CommandContext, choices: readonly MachineChoice[]): number {
  const why = choices.map((choice) => choice.because).join('; ');
  io.complain(`vmvscontainer: that machine is not to be had here${why === '' ? '' : ` (${why})`}.\n`);
  return 1;
}
