/** An engine that is slow, gone or changed behind our back: what it does not say is not known, and nothing is made of that. */
import { expect, test } from 'vitest';
import { judgeGoal } from '../../src/domain/judge-goal.ts';
import { observation } from '../../src/domain/observed-facts.ts';
import { type LiveMachine, openLiveMachine } from '../../src/live/live-machine.ts';
import { launchWithDocker, testFolder } from './stand-in.ts';
import { dockerScript } from './stand-in-docker.ts';

async function engine(first: string): Promise<LiveMachine> {
  return openLiveMachine({
    launch: await launchWithDocker(dockerScript({ first })),
    label: 'Docker 28.5 on this computer',
    version: '28.5.2',
    stateFolder: await testFolder(),
    askTimeoutMs: 300,
    timeoutMs: 400,
    graceMs: 200,
  });
}

const goal = [{ kind: 'container', name: 'vvc-keep', status: 'running' }] as const;

async function verdict(machine: LiveMachine) {
  const query = { kind: 'container', name: 'vvc-keep' } as const;
  return judgeGoal(goal, [observation(query, await machine.observe(query))], []);
}

test('slow: could not be checked, within a bounded time', async () => {
  const machine = await engine('[ "$1" = container ] && exec sleep 60');
  expect(await verdict(machine)).toEqual({
    kind: 'could-not-check',
    because: 'docker did not answer within 0.3 s',
  });
});

test('gone: could not be checked, in the engine’s own words', async () => {
  const gone =
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
  const machine = await engine(`[ "$1" = container ] && { echo '${gone}' >&2; exit 1; }`);
  expect(await verdict(machine)).toEqual({ kind: 'could-not-check', because: gone });
});

test('an answer that is none: could not be checked', async () => {
  const machine = await engine('[ "$1" = container ] && { echo "[{]"; exit 0; }');
  expect(await verdict(machine)).toMatchObject({ kind: 'could-not-check' });
});

test('removed behind our back: it is not there, which is not yet', async () => {
  const machine = await engine(
    '[ "$1" = container ] && { echo "Error response from daemon: No such container: vvc-keep" >&2; exit 1; }',
  );
  expect(await verdict(machine)).toMatchObject({ kind: 'not-yet' });
});

test('a line that does not end is ended, though its client is deaf to Ctrl-C', async () => {
  const machine = await engine(`[ "$1" = run ] && { trap '' INT; echo begun; while :; do sleep 1; done; }`);
  const run = machine.run('docker run --name vvc-keep busybox');
  const printed: string[] = [];
  for await (const { text } of run.output) printed.push(text);
  expect(await run.exit).toMatchObject({ kind: 'timed-out', exitCode: 124 });
  expect(printed.join('')).toBe('begun\nEnded after 0.4 s, the longest a command may run here.\n');
});

const pulling = `[ "$1" = run ] && { trap 'exit 130' INT
echo "Unable to find image 'busybox:latest' locally" >&2
echo 'latest: Pulling from library/busybox' >&2
for layer in 111111111111 222222222222 333333333333; do sleep 0.3; echo "$layer: Pull complete" >&2; done
echo 'Status: Downloaded newer image for busybox:latest' >&2
echo hello; exit 0; }`;

test('an image that takes longer than a command may: it is waited for, and its progress shown as it comes', async () => {
  const machine = await engine(pulling);
  const run = machine.run('docker run --name vvc-pulled busybox');
  const seen: string[] = [];
  for await (const { text } of run.output) seen.push(...text.trimEnd().split('\n'));
  expect(await run.exit).toMatchObject({ kind: 'exited', exitCode: 0 });
  expect(seen).toEqual([
    "Unable to find image 'busybox:latest' locally",
    'latest: Pulling from library/busybox',
    '111111111111: Pull complete',
    '222222222222: Pull complete',
    '333333333333: Pull complete',
    'Status: Downloaded newer image for busybox:latest',
    'hello',
  ]);
});

test('an image on its way can be stopped', async () => {
  const machine = await engine(pulling.replace('sleep 0.3', 'sleep 60'));
  const run = machine.run('docker run --name vvc-pulled busybox');
  let seen = '';
  for await (const { text } of run.output) {
    seen += text;
    if (seen.includes('Pulling from')) run.stop();
  }
  expect(await run.exit).toMatchObject({ kind: 'stopped' });
});
