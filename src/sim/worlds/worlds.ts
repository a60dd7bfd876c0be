/** The starting machines there are, by name. */
import { ARM64_BOARD } from './arm64-board.ts';
import { CLOUD_HOST } from './cloud-host.ts';
import { DOCKER_DESKTOP } from './docker-desktop.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { NO_DOCKER } from './no-docker.ts';
import { ONLINE_HOST } from './online-host.ts';
import { VM_HOST } from './vm-host.ts';
import type { World } from './world.ts';
import { WSL2 } from './wsl2.ts';

export interface ListedWorld {
  readonly world: World;
  /** What it is, in one line. */
  readonly line: string;
}

export const WORLDS: readonly ListedWorld[] = [
  { world: FRESH_HOST, line: 'a Debian server with Docker, busybox on it and no registry in reach' },
  { world: ONLINE_HOST, line: 'the same server, with a registry to pull images from' },
  { world: VM_HOST, line: 'the same server with libvirt and three virtual machines' },
  {
    world: CLOUD_HOST,
    line: 'a rented virtual machine, on a network that drops MAC addresses it did not give',
  },
  { world: ARM64_BOARD, line: 'a small computer with an ARM processor' },
  { world: DOCKER_DESKTOP, line: 'a Mac with Docker Desktop: the engine is in a Linux virtual machine' },
  { world: WSL2, line: 'a Debian distribution under WSL 2 on Windows, with Docker Engine in it' },
  { world: NO_DOCKER, line: 'the same server before Docker is installed' },
];

/** Throws RangeError where there is none of that name: names the nearest one, and lists those that are. */
export function worldNamed(name: string): World {
  const found = WORLDS.find(({ world }) => world.name === name);
  if (found !== undefined) return found.world;
  const near = nearest(name);
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  const width = Math.max(...WORLDS.map(({ world }) => world.name.length));
  const list = WORLDS.map(({ world, line }) => `  ${world.name.padEnd(width)}  ${line}`);
  throw new RangeError(`there is no world "${name}".${hint} There are:\n${list.join('\n')}`);
}

/** The name that takes the fewest changed letters, when those are fewer than half of it. */
function nearest(name: string): string | null {
  const rated = WORLDS.map(({ world }) => ({ name: world.name, away: distance(name, world.name) }));
  const [best] = rated.sort((a, b) => a.away - b.away);
  return best !== undefined && best.away < best.name.length / 2 ? best.name : null;
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
