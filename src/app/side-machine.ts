import type { Machine } from '../machine/machine.ts';
import type { Bench } from './bench.ts';
import type { AsideWorld, SideRun } from './effect.ts';
import { replay, silently } from './replay.ts';

/** The machine meant: the one that is open, or a simulated one beside it. */
export const machineOf = (bench: Bench, aside: AsideWorld | undefined): Machine | null =>
  aside === undefined ? bench.machine : (bench.sides.get(aside.world) ?? null);

/**
 * The simulated machine of this world, opened when first needed and brought to where the lesson is; null: the lesson
 * was left meanwhile. Rejects with one sentence where it cannot be opened.
 */
export async function sideMachine(bench: Bench, { world, replay: lines }: SideRun): Promise<Machine | null> {
  const { generation } = bench;
  const wanted = (): boolean => generation === bench.generation;
  const known = bench.sides.get(world);
  const machine = known ?? (await opened(bench, world));
  if (wanted()) {
    bench.sides.set(world, machine);
    await replay(machine, lines, bench.timer, silently, wanted);
    if (known === undefined || lines.length > 0) await bench.memory.beginAnew(machine);
  }
  if (wanted()) return machine;
  await machine.dispose().catch(() => undefined);
  return null;
}

async function opened(bench: Bench, world: string | null): Promise<Machine> {
  const machine = await bench.supply.open('simulated', world ?? undefined);
  await machine.prepare();
  return machine;
}

export async function closeSides(bench: Bench): Promise<void> {
  const machines = [...bench.sides.values()];
  bench.sides.clear();
  await Promise.all(machines.map((machine) => machine.dispose().catch(() => undefined)));
}
