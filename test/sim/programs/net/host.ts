/** The fresh host, booted, with its LAN; runs one command line in its bash. */
import { HostSink, HostSource } from '../../../../src/sim/kernel/host-io.ts';
import { bootWorld } from '../../../../src/sim/simulated-boot.ts';
import { FRESH_HOST } from '../../../../src/sim/worlds/fresh-host.ts';
import { MACHINE_PROGRAMS } from '../../../../src/sim/worlds/machine-programs.ts';

export function bootHost() {
  const { kernel } = bootWorld({
    world: FRESH_HOST,
    seed: 'net',
    programs: MACHINE_PROGRAMS,
    onOutput: () => {},
  });
  return (line: string): string => {
    let text = '';
    const sink = () =>
      new HostSink((data) => {
        text += new TextDecoder().decode(data);
      });
    const input = new HostSource();
    input.close();
    const process = kernel.spawn({
      path: '/usr/bin/bash',
      argv: ['bash', '-c', line],
      env: new Map([['PATH', '/usr/sbin:/usr/bin:/sbin:/bin']]),
      cwd: '/root',
      stdio: [input, sink(), sink()],
    });
    const reason = kernel.runUntil(() => process.ended, { maxVirtualMs: 600_000, maxSteps: 2_000_000 });
    const faults = [kernel, ...kernel.companions].flatMap((one) => one.faults);
    if (faults[0] !== undefined) throw faults[0].error;
    const status = process.exitStatus;
    return `${text}[${reason === 'done' && status?.kind === 'exited' ? status.code : reason}]`;
  };
}
