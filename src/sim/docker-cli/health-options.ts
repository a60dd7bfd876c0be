/** --health-* of run and create (docker/cli `container/opts.go`). */
import type { Healthcheck } from '../engine/model.ts';
import { CliError } from './cli.ts';
import type { Flags } from './flags.ts';

const TIMES = ['interval', 'timeout', 'start-period', 'start-interval'];

export function healthcheckOf(flags: Flags): Healthcheck | null {
  const command = flags.text('health-cmd');
  const rest = {
    intervalNs: flags.durationNs('health-interval'),
    timeoutNs: flags.durationNs('health-timeout'),
    startPeriodNs: flags.durationNs('health-start-period'),
    startIntervalNs: flags.durationNs('health-start-interval'),
    retries: flags.number('health-retries') ?? 0,
  };
  for (const name of TIMES) {
    if (flags.durationNs(`health-${name}`) < 0)
      throw new CliError(`--health-${name} cannot be negative`, 125);
  }
  if (rest.retries < 0) throw new CliError('--health-retries cannot be negative', 125);
  const given = command !== null || Object.values(rest).some((value) => value !== 0);
  if (flags.on('no-healthcheck')) {
    if (given) throw new CliError('--no-healthcheck conflicts with --health-* options', 125);
    return { test: ['NONE'], ...rest };
  }
  return given ? { test: command === null ? [] : ['CMD-SHELL', command], ...rest } : null;
}
