/** docker update: limits and restart policy of containers that exist. */
import { updateContainer } from '../../engine/update.ts';
import { CliError, type Verb } from '../cli.ts';
import { parseRestart } from '../run-options.ts';

const MODELLED = [
  'cpu-period',
  'cpu-quota',
  'cpu-shares',
  'cpus',
  'cpuset-cpus',
  'cpuset-mems',
  'memory',
  'memory-reservation',
  'memory-swap',
  'pids-limit',
  'restart',
];

export const update: Verb = {
  args: { least: 1, most: null },
  modelled: MODELLED,
  *run(cli, { flags, args }) {
    if (flags.names.length === 0)
      throw new CliError('you must provide one or more flags when using this command');
    const restart = flags.text('restart');
    const changes = {
      restartPolicy: restart === null ? null : parseRestart(restart),
      memoryBytes: flags.bytes('memory'),
      memorySwapBytes: flags.bytes('memory-swap'),
      memoryReservationBytes: flags.bytes('memory-reservation'),
      nanoCpus: flags.has('cpus') ? Math.round((flags.number('cpus') ?? 0) * 1e9) : null,
      cpuShares: flags.number('cpu-shares'),
      cpuPeriod: flags.number('cpu-period'),
      cpuQuota: flags.number('cpu-quota'),
      cpusetCpus: flags.text('cpuset-cpus'),
      cpusetMems: flags.text('cpuset-mems'),
      pidsLimit: flags.number('pids-limit'),
    };
    return yield* cli.forEach(args, (name) => cli.call((engine) => updateContainer(engine, name, changes)));
  },
};
