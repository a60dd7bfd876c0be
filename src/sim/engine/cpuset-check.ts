/** Which processors and memory nodes a container may ask for (moby `daemon/daemon_unix.go`, `pkg/sysinfo`). */
import { parseCpuList } from '../kernel/affinity.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { HostConfig } from './model.ts';

const invalid = (message: string): EngineError => new EngineError('invalid', message);

export function checkCpuset(engine: Engine, host: Pick<HostConfig, 'cpusetCpus' | 'cpusetMems'>): void {
  const { cpus } = engine.host;
  check('cpus', 'CPUs', host.cpusetCpus, cpus);
  check('mems', 'memory nodes', host.cpusetMems ?? '', 1);
}

function check(kind: string, words: string, text: string, count: number): void {
  if (text === '') return;
  const wanted = parseCpuList(text);
  if (wanted === null) throw invalid(`Invalid value ${text} for cpuset ${kind}: invalid format: ${text}`);
  if ([...wanted].every((one) => one < count)) return;
  const available = count === 1 ? '0' : `0-${count - 1}`;
  throw invalid(`Requested ${words} are not available - requested ${text}, available: ${available}`);
}
