/** The processors of a domain one by one (libvirt tools/virsh-domain.c cmdVcpuinfo). Left out: --pretty, pinning. */
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import { type CommandRun, domainOf, print, VirshFailure, type Vsh } from '../vsh.ts';

function* vcpuinfo(vsh: Vsh, command: Command): Task<void> {
  if (command.has('pretty')) throw new VirshFailure('--pretty is real, but this simulator does not model it');
  const domain = domainOf(vsh, command);
  const { cpus } = vsh.connection().nodeInfo();
  const count = (domain.active ? domain.definition : domain.config).vcpus;
  const seconds = vsh.connection().cpuSeconds(domain) / Math.max(1, count);
  const blocks = Array.from({ length: count }, (_, vcpu) => {
    const state = domain.active
      ? `CPU:            ${vcpu % cpus}\nState:          running\nCPU time:       ${seconds.toFixed(1)}s\n`
      : 'CPU:            N/A\nState:          N/A\nCPU time        N/A\n';
    return `VCPU:           ${vcpu}\n${state}CPU Affinity:   ${'y'.repeat(cpus)}\n`;
  });
  yield* print(vsh, blocks.join('\n'));
}

export const VCPUS: Readonly<Record<string, CommandRun>> = { vcpuinfo };
