/** What never ends by itself is ended by a limit, with one clear line, and the machine goes on as if nothing had been. */
import { expect, test } from 'vitest';
import { newMachine, ran, told } from './on-machine.ts';

const STOPPED = 'vmvscontainer: the simulator stopped this command: ';
const CANNOT_FORK = "sh: line 0: can't fork: Resource temporarily unavailable\n";

test.each([
  ['while :; do :; done', `${STOPPED}it keeps the processor busy without end.\n`],
  ['for i in $(seq 1 5000); do sleep 1000 & done', `${STOPPED}it starts processes without end.\n`],
])(
  '%s',
  async (line, words) => {
    const machine = newMachine();
    expect(await ran(machine, line)).toEqual({ stdout: '', stderr: words, kind: 'timed-out', exitCode: 137 });
    expect(await told(machine, 'echo still here')).toBe('still here\n');
  },
  60_000,
);

test('a fork bomb is cleared away, and what was running before it goes on', async () => {
  const machine = newMachine();
  await ran(machine, 'docker run -d --name aa busybox sleep 1000');
  const { stderr } = await ran(machine, ':(){ :|:& };:');
  expect(stderr).toBe(`${STOPPED}it starts processes without end.\n`);
  expect(
    await told(machine, 'docker ps --format {{.Names}}; ps -e -o comm= | sort | uniq -c | sort -n | tail -1'),
  ).toMatch(/^aa\n +[12] /);
}, 180_000);

test('a container that spins for ever ends with the command that showed it', async () => {
  const machine = newMachine();
  const { stderr, exitCode } = await ran(machine, 'docker run --name aa busybox sh -c "while :; do :; done"');
  expect([stderr, exitCode]).toEqual([`${STOPPED}it keeps the processor busy without end.\n`, 137]);
  expect(await told(machine, 'docker ps -a --format "{{.Names}} {{.State}}"')).toBe('aa exited\n');
}, 180_000);

test('a busy container does not keep time from passing', async () => {
  const machine = newMachine();
  await ran(machine, 'docker run -d --name aa busybox sh -c "while :; do :; done"');
  const before = Number((await told(machine, 'cat /proc/uptime')).split('.')[0]);
  expect(await ran(machine, 'sleep 3600')).toMatchObject({ kind: 'exited', exitCode: 0 });
  const after = Number((await told(machine, 'cat /proc/uptime')).split('.')[0]);
  expect(after - before).toBeGreaterThanOrEqual(3600);
  expect(after - before).toBeLessThan(3605);
});

test('reading without end is ended by the OOM killer: of the container, or of the machine', async () => {
  const machine = newMachine();
  expect(
    await ran(machine, 'docker run --name aa --memory 16m --memory-swap 16m busybox tail /dev/zero'),
  ).toEqual({
    stdout: '',
    stderr: '',
    kind: 'exited',
    exitCode: 137,
  });
  expect(await told(machine, 'docker inspect -f "{{.State.OOMKilled}} {{.State.ExitCode}}" aa')).toBe(
    'true 137\n',
  );
  expect(await ran(machine, 'tail /dev/zero')).toMatchObject({ kind: 'exited', exitCode: 137 });
  expect(await ran(machine, 'cat /dev/zero > /dev/null')).toMatchObject({ kind: 'timed-out', exitCode: 137 });
}, 180_000);

test('a child that the OOM killer ends is on record at once, and until the next start', async () => {
  const machine = newMachine();
  const killed = () => told(machine, 'docker inspect -f "{{.State.Status}} {{.State.OOMKilled}}" aa');
  await ran(machine, 'docker run -d --name aa --memory 16m --memory-swap 16m busybox sleep 1000');
  expect(await killed()).toBe('running false\n');
  expect(await ran(machine, 'docker exec aa tail /dev/zero')).toMatchObject({ exitCode: 137 });
  expect(await killed()).toBe('running true\n');
  await ran(machine, 'docker restart -t 0 aa');
  expect(await killed()).toBe('running false\n');
}, 180_000);

test('--pids-limit says no to the next process as it does to the shell of a real container', async () => {
  const machine = newMachine();
  expect(
    await ran(machine, 'docker run --pids-limit 3 busybox sh -c "sleep 1 & sleep 1 & sleep 1 & echo hi"'),
  ).toEqual({ stdout: '', stderr: CANNOT_FORK, kind: 'exited', exitCode: 2 });
  expect(await ran(machine, 'docker run --pids-limit 1 busybox sh -c "ls; echo hi"')).toEqual({
    stdout: '',
    stderr: CANNOT_FORK,
    kind: 'exited',
    exitCode: 2,
  });
});

test('stop() works at once on a loop of builtins, and the session keeps its state', async () => {
  const machine = newMachine();
  await ran(machine, 'cd /tmp; x=kept');
  const run = machine.run('while :; do :; done');
  run.stop();
  const later = machine.run('while :; do :; done');
  await new Promise((resolve) => setTimeout(resolve, 20));
  later.stop();
  expect((await run.exit).kind).toBe('stopped');
  expect(await later.exit).toMatchObject({ kind: 'stopped', exitCode: 130 });
  expect(await told(machine, 'echo $x $PWD')).toBe('kept /tmp\n');
});
