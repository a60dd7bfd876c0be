/** `GET /containers/ID/stats` (moby `daemon/stats`): what the container's cgroup says now. Of a stopped one all is 0. */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { readFile } from './host-files.ts';
import { cgroupDirectory } from './paths.ts';

export interface ContainerStats {
  readonly id: string;
  readonly name: string;
  /** Since it was started. */
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  /** The limit, or the host's memory where that is less. */
  readonly limitBytes: number;
  readonly pids: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

export function* containerStats(engine: Engine, ids: readonly string[]): Task<readonly ContainerStats[]> {
  const all: ContainerStats[] = [];
  for (const id of ids) {
    const container = engine.containers.get(id);
    const { state, hostConfig, name } = container;
    const file = (one: string) => readFile(engine.sys, `${cgroupDirectory(container)}/${one}`);
    const cpu = /usage_usec (\d+)/.exec((yield* file('cpu.stat')) ?? '')?.[1];
    const memory = Number((yield* file('memory.current')) ?? 0);
    const pids = Number((yield* file('pids.current')) ?? 0);
    const limit = Math.min(hostConfig.memoryBytes || Number.POSITIVE_INFINITY, engine.host.memoryBytes);
    const runs = state.running;
    all.push({
      id,
      name,
      cpuSeconds: Number(cpu ?? 0) / 1e6,
      memoryBytes: runs ? memory : 0,
      limitBytes: runs ? limit : 0,
      pids: runs ? pids : 0,
      receivedBytes: 0,
      sentBytes: 0,
    });
  }
  return all;
}
