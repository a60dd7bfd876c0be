import { expect, test } from 'vitest';
import type { ContainerFacts } from '../../../src/domain/observation.ts';
import type { SimulatedMachine } from '../../../src/sim/simulated-machine.ts';
import { freshMachine, say } from './answers.ts';

/** The commands of labs pid1-1 to pid1-11 of the curriculum, and the state that is their goal. */
async function after(name: string, ...lines: readonly string[]) {
  const machine = freshMachine();
  const took: number[] = [];
  for (const line of lines) took.push((await say(machine, line)).tookMs);
  const observed = await machine.observe({ kind: 'container', name });
  if (!observed.known || observed.value === null) throw new Error(`${name} is not there`);
  return { machine, took, facts: observed.value };
}

const facts = (wanted: Partial<ContainerFacts>) => expect.objectContaining(wanted);

async function logsOf(machine: SimulatedMachine, container: string) {
  return machine.observe({ kind: 'logs', container });
}

test('pid1-1: a default busybox exits', async () => {
  const { facts: got } = await after('vvc-exit', 'docker run --name vvc-exit busybox');
  expect(got).toEqual(facts({ cmd: ['sh'], status: 'exited', exitCode: 0, tty: false }));
});

test('pid1-2: a shell kept alive in the background', async () => {
  const { facts: got } = await after('vvc-keep', 'docker run -dit --name vvc-keep busybox');
  expect(got).toEqual(facts({ cmd: ['sh'], status: 'running', tty: true, openStdin: true }));
});

test('pid1-3: a slow stop', async () => {
  const { facts: got, took } = await after(
    'vvc-slow',
    'docker run -d --name vvc-slow busybox sleep 1000',
    'docker stop vvc-slow',
  );
  expect(got).toEqual(facts({ status: 'exited', exitCode: 137, oomKilled: false, init: false }));
  expect(took[1]).toBeGreaterThanOrEqual(10_000);
  expect(took[1]).toBeLessThan(11_000);
});

test('pid1-4: fast with --init', async () => {
  const { facts: got, took } = await after(
    'vvc-fast',
    'docker run -d --init --name vvc-fast busybox sleep 1000',
    'docker stop vvc-fast',
  );
  expect(got).toEqual(facts({ status: 'exited', exitCode: 143, init: true }));
  expect(took[1]).toBeLessThan(1000);
});

test('pid1-5: SIGTERM handled', async () => {
  const { facts: got, machine } = await after(
    'vvc-trap',
    `docker run -d --name vvc-trap busybox sh -c 'trap "echo bye; exit 0" TERM; while :; do sleep 1; done'`,
    'sleep 0.5; docker stop vvc-trap',
  );
  expect(got).toEqual(facts({ status: 'exited', exitCode: 0 }));
  expect(await logsOf(machine, 'vvc-trap')).toEqual({ known: true, value: 'bye\n' });
});

test('pid1-6: an exit code passed out', async () => {
  const { facts: got } = await after('vvc-seven', `docker run --name vvc-seven busybox sh -c 'exit 7'`);
  expect(got).toEqual(facts({ status: 'exited', exitCode: 7 }));
});

test('pid1-7: a restart policy gives up', async () => {
  const { facts: got } = await after(
    'vvc-retry',
    `docker run -d --restart on-failure:3 --name vvc-retry busybox sh -c 'exit 1'`,
    'sleep 4',
  );
  expect(got).toEqual(facts({ status: 'exited', exitCode: 1, restartCount: 3, restartPolicy: 'on-failure' }));
});

test('pid1-8: unhealthy but running', async () => {
  const { facts: got } = await after(
    'vvc-sick',
    `docker run -d --name vvc-sick --health-cmd 'test -f /ok' --health-interval 1s --health-retries 2 busybox sleep 1000`,
    'sleep 4',
  );
  expect(got).toEqual(facts({ status: 'running', health: 'unhealthy', restartCount: 0 }));
});

test('pid1-10: command not found', async () => {
  const { facts: got } = await after('vvc-nocmd', 'docker run --name vvc-nocmd busybox nosuchcmd');
  expect(got).toEqual(
    facts({
      status: 'created',
      exitCode: 127,
      error:
        'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuchcmd": executable file not found in $PATH',
    }),
  );
});

test('pid1-11: a zombie', async () => {
  const { machine } = await after(
    'vvc-zombie',
    `docker run -d --name vvc-zombie busybox sh -c '(sleep 0.2 &); exec sleep 1000'`,
    'sleep 1',
  );
  const of = { kind: 'container', name: 'vvc-zombie' } as const;
  expect(await machine.observe({ kind: 'processes', of })).toEqual({
    known: true,
    value: [
      { pid: 1, ppid: 0, state: 'S', comm: 'sleep', args: ['sleep', '1000'] },
      { pid: 8, ppid: 1, state: 'Z', comm: 'sleep', args: [] },
    ],
  });
});
