import type { MachineChoice } from '../machine/supply.ts';
import type { Arguments, Command, CommandContext } from './command.ts';

/** `vmvscontainer sandbox`: a machine without a lesson; a prompt for people, JSON lines for scripts. */
export const sandbox: Command = async (context, args) => {
  const supply = await context.ports.machines();
  const choices = await supply.choices();
  const choice = choose(choices, args);
  if (choice === null) return refuse(context, choices);
  const machine = await supply.open(choice.kind);
  try {
    await machine.prepare();
    if (args.flags.has('--json')) {
      const { runJsonLines } = await import('./sandbox-json.ts');
      return await runJsonLines(machine, context.io);
    }
    const { runPrompt } = await import('./sandbox-prompt.ts');
    return await runPrompt(machine, context.io, choice);
  } finally {
    await machine.dispose();
  }
};

function choose(choices: readonly MachineChoice[], { flags }: Arguments): MachineChoice | null {
  if (flags.has('--sim')) return choices.find((choice) => choice.kind === 'simulated') ?? null;
  if (flags.has('--live')) return choices.find((choice) => choice.kind === 'live') ?? null;
  return choices[0] ?? null;
}

function refuse({ io }: CommandContext, choices: readonly MachineChoice[]): number {
  const why = choices.map((choice) => choice.because).join('; ');
  io.complain(`vmvscontainer: that machine is not to be had here${why === '' ? '' : ` (${why})`}.\n`);
  return 1;
}
