/** Whether docker's volumes are the directories on the disk, and what containers mount is what is there. */
import { expect } from 'vitest';
import type { SimulatedMachine } from '../../src/sim/simulated-machine.ts';
import { told } from './on-machine.ts';

export const lines = (text: string): string[] => (text.trim() === '' ? [] : text.trimEnd().split('\n'));
export const sorted = (words: readonly string[]): string[] => [...words].sort();

interface Running {
  readonly name: string;
  readonly pid: number;
}

export async function volumesAgree(machine: SimulatedMachine, containers: readonly Running[]): Promise<void> {
  const all = lines(await told(machine, 'docker volume ls -q'));
  const onDisk = lines(await told(machine, 'ls /var/lib/docker/volumes')).filter(
    (one) => !/\.db$|^backing/.test(one),
  );
  expect(sorted(onDisk)).toEqual(sorted(all));
  const ids = lines(await told(machine, 'docker ps -aq')).join(' ');
  const format = '{{range .Mounts}}{{.Name}} {{.Source}} {{.Destination}}{{println}}{{end}}';
  const mounts =
    ids === '' ? [] : lines(await told(machine, `docker inspect -f '${format}' ${ids}`)).filter(Boolean);
  const used = new Set(mounts.map((line) => line.split(' ')[0] ?? ''));
  for (const one of used) expect(all).toContain(one);
  const dangling = lines(await told(machine, 'docker volume ls -q -f dangling=true'));
  expect(sorted(dangling)).toEqual(sorted(all.filter((one) => !used.has(one))));
  for (const one of containers) {
    const own = lines(await told(machine, `docker inspect -f '${format}' ${one.name}`)).filter(Boolean);
    for (const [, source = '', destination = ''] of own.map((line) => line.split(' '))) {
      const table = await told(machine, `cat /proc/${one.pid}/mounts`);
      expect(table.includes(` ${destination} `)).toBe(true);
      const inside = await told(machine, `docker exec ${one.name} ls -i ${destination}`);
      expect(await told(machine, `ls -i ${source} | sed 's/^ *//'`)).toBe(inside.replace(/^ +/gm, ''));
    }
  }
}
