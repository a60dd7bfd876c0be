import { once } from 'node:events';
import { fullConsent, noConsent } from '../app/consent.ts';
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
  if (needsYes(choice, context, args)) return refuseUnasked(context);
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
  const consent = flags.has('--yes') ? fullConsent : noConsent;
  await machine.prepare();
  if (flags.has('--json')) return (await import('./sandbox-json.ts')).runJsonLines(machine, io);
  return (await import('./sandbox-prompt.ts')).runPrompt(machine, io, choice, consent);
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

/** Nobody is there to be asked. */
const needsYes = ({ kind }: MachineChoice, { io }: CommandContext, { flags }: Arguments): boolean =>
  kind === 'live' && !flags.has('--yes') && (flags.has('--json') || !io.interactive);

function refuseUnasked({ io }: CommandContext): number {
  io.complain(
    'vmvscontainer: these commands would run on your own Docker: add --yes to agree, or --sim for the simulator.\n',
  );
  return 2;
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
