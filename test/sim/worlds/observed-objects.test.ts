import { expect, test } from 'vitest';
import { createSimulatedMachine } from '../../../src/sim/simulated-machine.ts';
import { worldNamed } from '../../../src/sim/worlds/worlds.ts';
import { answerOf } from '../../contract/answer.ts';

const yieldToHost = () => new Promise<void>((resolve) => setImmediate(resolve));
const open = (world: string) => createSimulatedMachine({ world: worldNamed(world), yieldToHost });
const host = { kind: 'host' } as const;

test('virtual machines, as virsh leaves them', async () => {
  const machine = open('vm-host');
  const domain = (name: string) => machine.observe({ kind: 'domain', name });
  expect(await domain('web')).toEqual({
    known: true,
    value: {
      name: 'web',
      state: 'running',
      memoryBytes: 2 * 1024 ** 3,
      vcpus: 2,
      snapshots: [],
      disks: ['/var/lib/libvirt/images/web.qcow2'],
    },
  });
  expect(await domain('nosuch')).toEqual({ known: true, value: null });
  await answerOf(machine, 'virsh suspend web');
  expect(await domain('web')).toMatchObject({ value: { state: 'paused' } });
  for (const line of ['virsh resume web', 'virsh destroy web', 'virsh snapshot-create-as web one'])
    expect([line, (await answerOf(machine, line)).exitCode]).toEqual([line, 0]);
  expect(await domain('web')).toMatchObject({ value: { state: 'shut off', snapshots: ['one'] } });
});

test('where there is no hypervisor, nothing is known of virtual machines', async () => {
  expect(await open('fresh-host').observe({ kind: 'domain', name: 'web' })).toEqual({
    known: false,
    because: 'there is no hypervisor (libvirt) on this machine',
  });
});

test('asking who answers leaves no trace on the machine', async () => {
  const asked = open('fresh-host');
  const other = open('fresh-host');
  const serve = `docker run -d --name vvc-web -p 18088:80 busybox sh -c 'echo hi > /index.html; exec httpd -f -v'`;
  await answerOf(asked, serve);
  await answerOf(other, serve);
  expect(await asked.observe({ kind: 'reach', url: 'http://127.0.0.1:18088/', from: host })).toEqual({
    known: true,
    value: { kind: 'answered', status: 200, body: 'hi\n' },
  });
  const look = `sh -c 'echo $$'; docker exec vvc-web sh -c 'echo $$'; docker logs vvc-web; date +%s%N`;
  expect(await answerOf(asked, look)).toEqual(await answerOf(other, look));
});

test('under Docker Desktop files are those of the virtual machine, and its way to the Mac is not simulated', async () => {
  const machine = open('docker-desktop');
  await answerOf(
    machine,
    `docker run -d --name vvc-f -v vvc-v:/data busybox sh -c 'echo x > /data/f; echo y > /g; sleep 9'`,
  );
  const file = (path: string) =>
    machine.observe({ kind: 'file', of: { kind: 'container', name: 'vvc-f' }, path });
  await answerOf(machine, 'docker stop -t 0 vvc-f');
  expect([await file('/data/f'), await file('/g'), await file('/data/h')]).toEqual([
    { known: true, value: 'x\n' },
    { known: true, value: 'y\n' },
    { known: true, value: null },
  ]);
  expect(await machine.observe({ kind: 'reach', url: 'http://127.0.0.1/', from: host })).toEqual({
    known: false,
    because: 'how this computer reaches the virtual machine of its Docker is not simulated',
  });
});
