import { expect, test } from 'vitest';
import { FRESH_HOST } from '../../../src/sim/worlds/fresh-host.ts';
import { freshMachine, lastSaid } from './answers.ts';

const host = () => freshMachine({ world: FRESH_HOST });

test('status tells what runs of a service', async () => {
  const said = await lastSaid(host(), 'systemctl status cron');
  expect(said).toEqual({
    stdout: `● cron.service - Regular background program processing daemon
     Loaded: loaded (/usr/lib/systemd/system/cron.service; enabled; preset: enabled)
     Active: active (running) since Fri 2026-11-20 18:04:03 UTC; 16min ago
       Docs: man:cron(8)
   Main PID: 521 (cron)
      Tasks: 1
     Memory: 372.1K
        CPU: 0ms
     CGroup: /system.slice/cron.service
             └─521 /usr/sbin/cron -f
`,
    stderr: '',
    exitCode: 0,
  });
});

test('units that are not there are told apart by verb and exit code', async () => {
  const machine = host();
  const refusals = [];
  for (const verb of ['status', 'start', 'stop', 'restart', 'is-active', 'is-enabled', 'nonsense'])
    refusals.push(await lastSaid(machine, `systemctl ${verb} nosuch`));
  expect(refusals.map(({ stdout, stderr, exitCode }) => `${stdout}${stderr}${exitCode}`)).toEqual([
    'Unit nosuch.service could not be found.\n4',
    'Failed to start nosuch.service: Unit nosuch.service not found.\n5',
    'Failed to stop nosuch.service: Unit nosuch.service not loaded.\n5',
    'Failed to restart nosuch.service: Unit nosuch.service not found.\n5',
    'inactive\n4',
    'not-found\n4',
    'Unknown command verb nonsense.\n1',
  ]);
});

test('the journal has what the service manager did', async () => {
  const machine = host();
  const said = await lastSaid(machine, 'systemctl stop cron; systemctl start cron', 'journalctl -u cron');
  expect(said.stdout.replaceAll(/18:\d\d:\d\d/g, 'TIME')).toBe(
    `Nov 20 TIME dockerhost systemd[1]: Stopping cron.service - Regular background program processing daemon...
Nov 20 TIME dockerhost systemd[1]: cron.service: Deactivated successfully.
Nov 20 TIME dockerhost systemd[1]: Stopped cron.service - Regular background program processing daemon.
Nov 20 TIME dockerhost systemd[1]: Starting cron.service - Regular background program processing daemon...
Nov 20 TIME dockerhost systemd[1]: Started cron.service - Regular background program processing daemon.
`,
  );
});
