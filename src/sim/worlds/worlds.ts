/** The starting machines there are, by name. */
import { FRESH_HOST } from './fresh-host.ts';
import { ONLINE_HOST } from './online-host.ts';
import { VM_HOST } from './vm-host.ts';
import type { World } from './world.ts';

export const WORLDS: readonly World[] = [FRESH_HOST, ONLINE_HOST, VM_HOST];

/** Throws where there is none of that name, naming those that are. */
export function worldNamed(name: string): World {
  const found = WORLDS.find((world) => world.name === name);
  if (found === undefined) {
    throw new RangeError(
      `there is no world "${name}"; there are ${WORLDS.map((world) => world.name).join(' and ')}.`,
    );
  }
  return found;
}
