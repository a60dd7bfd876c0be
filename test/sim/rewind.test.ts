import { expect, test } from 'vitest';
import { newMachine, ran, told } from './on-machine.ts';

test('a machine goes back to any command, and each fork goes its own way', async () => {
  const machine = newMachine();
  const lines = [
    'echo one > /tmp/f',
    'docker run -d --name aa busybox sleep 1000',
    'echo two > /tmp/f; cd /tmp',
  ];
  for (const line of lines) await ran(machine, line);
  expect(machine.checkpoints()).toEqual([
    { afterCommands: 0, commandLine: null },
    ...lines.map((commandLine, index) => ({ afterCommands: index + 1, commandLine })),
  ]);

  const early = await machine.fork(1);
  expect(await told(early, 'cat /tmp/f; docker ps -q; pwd')).toBe('one\n/root/work\n');
  expect(await told(machine, 'cat /tmp/f; docker ps --format {{.Names}}; pwd')).toBe('two\naa\n/tmp\n');
});

test('undo makes the last command not have been', async () => {
  const machine = newMachine();
  const id = await told(machine, 'docker run -d --name aa busybox sleep 1000');
  await ran(machine, 'docker rm -f aa');
  expect(await machine.undo()).toBe('docker rm -f aa');
  expect(await told(machine, 'docker ps -q --no-trunc')).toBe(id);
  await machine.undo();
  await machine.undo();
  expect(await machine.undo()).toBe(null);
  expect(await told(machine, 'docker ps -q')).toBe('');
});

test('a command stopped from outside is stopped at the same place in a replay', async () => {
  const machine = newMachine();
  const run = machine.run('i=0; while :; do i=$((i+1)); echo $i > /tmp/count; done');
  await new Promise((resolve) => setTimeout(resolve, 50));
  run.stop();
  expect(await run.exit).toMatchObject({ kind: 'stopped', exitCode: 130 });
  const other = newMachine();
  await other.replay(machine.journal());
  const question = 'cat /tmp/count /proc/uptime; ps -ef; echo $?';
  const answer = await ran(machine, question);
  expect(Number.parseInt(answer.stdout, 10)).toBeGreaterThan(0);
  expect(await ran(other, question)).toEqual(answer);
});
