/** Lines with a person at the terminal. What the container's shell writes is recorded from Docker 28.5.2 in a pseudo-terminal of 80x24. */
import { expect, test } from 'vitest';
import type { RunLimits } from '../../src/sim/simulated-limits.ts';
import { createSimulatedMachine } from '../../src/sim/simulated-machine.ts';
import { ran } from './on-machine.ts';
import { Person, wallClock } from './person.ts';

const newMachine = (limits: Partial<RunLimits> = {}) =>
  createSimulatedMachine({
    limits,
    clock: wallClock,
    yieldToHost: () => new Promise((resolve) => setImmediate(resolve)),
  });

const BANNER =
  "\r\n\r\nBusyBox v1.38.0 (Debian 1:1.38.0-3+b1) built-in shell (ash)\r\nEnter 'help' for a list of built-in commands.\r\n\r\n";

/** A line and what is typed into it; then the screen and how it ended. */
async function typed(
  machine: ReturnType<typeof newMachine>,
  line: string,
  keys: readonly (readonly [at: string, keys: string])[],
) {
  const person = new Person();
  const exit = machine.attach(line, person);
  for (const [at, key] of keys) await person.at(at, key);
  const { kind, exitCode } = await exit;
  return { screen: person.screen, said: person.said, kind, exitCode };
}

test('docker run -it: a prompt, ps inside, and exit gives its code', async () => {
  const machine = newMachine();
  expect(
    await typed(machine, 'docker run -it --name aa busybox', [
      ['/ # ', 'ps\r'],
      ['ps\r\n/ # ', 'exit 3\r'],
    ]),
  ).toEqual({
    screen: `${BANNER}/ # ps\r\nPID   USER     COMMAND\r\n    1 root     sh\r\n    7 root     ps\r\n/ # exit 3\r\n`,
    said: [],
    kind: 'exited',
    exitCode: 3,
  });
});

const running = (machine: ReturnType<typeof newMachine>, name: string) =>
  ran(machine, `docker inspect -f '{{.State.Status}}' ${name}`).then(({ stdout }) => stdout.trim());

test('Ctrl-P Ctrl-Q leaves it running: run and start end with 0 and say nothing, attach and exec with 1', async () => {
  const machine = newMachine();
  const out = await typed(machine, 'docker run -it --name aa busybox', [['/ # ', '\x10\x11']]);
  expect(out).toEqual({ screen: `${BANNER}/ # \r\n`, said: [], kind: 'exited', exitCode: 0 });
  expect(await running(machine, 'aa')).toBe('running');
  expect(
    await typed(machine, 'docker attach aa', [
      ['', '\r'],
      ['/ # ', '\x10\x11'],
    ]),
  ).toEqual({
    screen: '\r\n\r\n/ # read escape sequence\r\n',
    said: [],
    kind: 'exited',
    exitCode: 1,
  });
  expect(await typed(machine, 'docker exec -it aa sh', [['/ # ', '\x10\x11']])).toEqual({
    screen: `${BANNER}/ # read escape sequence\r\n`,
    said: [],
    kind: 'exited',
    exitCode: 1,
  });
  expect(await running(machine, 'aa')).toBe('running');
  await ran(machine, 'docker stop -t 0 aa');
  const again = await typed(machine, 'docker start -ai aa', [['/ # ', '\x10\x11']]);
  expect([again.exitCode, again.screen.includes('escape')]).toEqual([0, false]);
  expect(await running(machine, 'aa')).toBe('running');
});

test('Ctrl-C and Ctrl-\\ do not end an idle shell that is PID 1; Ctrl-D does', async () => {
  const machine = newMachine();
  expect(
    await typed(machine, 'docker run -it --name aa busybox', [
      ['/ # ', '\x03'],
      ['^C\r\n\r\n/ # ', '\x1cecho on\r'],
      ['on\r\n/ # ', '\x04'],
    ]),
  ).toEqual({
    screen: `${BANNER}/ # ^C\r\n\r\n/ # echo on\r\non\r\n/ # \r\n`,
    said: [],
    kind: 'exited',
    exitCode: 0,
  });
  expect(await running(machine, 'aa')).toBe('exited');
});

test('--init hands Ctrl-C and Ctrl-\\ on: 130 and 131', async () => {
  const machine = newMachine();
  const line = "docker run -it --rm --init busybox sh -c 'echo on; exec sleep 1000'";
  expect(await typed(machine, line, [['on\r\n', '\x03']])).toEqual({
    screen: 'on\r\n^C\r\n',
    said: [],
    kind: 'exited',
    exitCode: 130,
  });
  expect(await typed(machine, line, [['on\r\n', '\x1c']])).toMatchObject({
    screen: 'on\r\n^\\\r\n',
    exitCode: 131,
  });
});

test('the window is the size of the person’s, and changes with it', async () => {
  const machine = newMachine();
  const person = new Person();
  await ran(machine, 'docker run -d --name aa busybox sleep 1000');
  const exit = machine.attach('docker exec -it aa sh', person);
  await person.at('/ # ', 'stty size\r');
  await person.resizeAt('24 80\r\n/ # ', { columns: 100, rows: 30 });
  await person.at('/ # ', 'stty size\r');
  await person.at('30 100\r\n/ # ', 'tty; exit 7\r');
  expect((await exit).exitCode).toBe(7);
  expect(person.screen).toBe(
    `${BANNER}/ # stty size\r\n24 80\r\n/ # stty size\r\n30 100\r\n/ # tty; exit 7\r\n/dev/pts/0\r\n`,
  );
});

test('programs of the host read what is typed; Ctrl-D ends input, Ctrl-C and Ctrl-Z act on the foreground', async () => {
  const machine = newMachine();
  expect(
    await typed(machine, 'cat', [
      ['', 'one\r'],
      ['one\r\none\r\n', '\x04'],
    ]),
  ).toEqual({ screen: 'one\r\none\r\n', said: [], kind: 'exited', exitCode: 0 });
  const slept = await typed(machine, 'echo on; sleep 1000', [['on\r\n', '\x03']]);
  expect([slept.screen, slept.exitCode]).toEqual(['on\r\n^C\r\n', 130]);
  const stopped = await typed(machine, 'echo on; sleep 1000', [['on\r\n', '\x1a']]);
  expect([stopped.screen, stopped.exitCode]).toEqual([
    'on\r\n^Z\r\n[1]+  Stopped                    sleep 1000\r\n',
    148,
  ]);
  const resumed = await typed(machine, 'fg', [['sleep 1000\r\n', '\x03']]);
  expect([resumed.screen, resumed.exitCode]).toEqual(['sleep 1000\r\n^C\r\n', 130]);
});

test('without a terminal docker says so; after one, lines run as before', async () => {
  const machine = newMachine();
  await typed(machine, 'echo hi', []);
  expect(await ran(machine, 'docker run -it busybox')).toEqual({
    stdout: '',
    stderr: 'the input device is not a TTY\n',
    kind: 'exited',
    exitCode: 1,
  });
  expect((await ran(machine, 'x=1; cd /tmp; echo $x; pwd; cat')).stdout).toBe('1\n/tmp\n');
});

test('what prints or works without end is stopped by a limit, and a window that closes ends the line', async () => {
  const machine = newMachine({ steps: 500 });
  const busy = await typed(machine, 'while :; do :; done', []);
  expect([busy.kind, busy.exitCode, busy.said]).toEqual([
    'timed-out',
    137,
    ['vmvscontainer: the simulator stopped this command: it keeps the processor busy without end.'],
  ]);
  const person = new Person();
  const exit = machine.attach('echo on; sleep 1000', person);
  await person.hangUpAt('on\r\n');
  expect((await exit).kind).toBe('stopped');
  expect((await ran(machine, 'echo next')).stdout).toBe('next\n');
});

test('a machine with such a line in its past can be played again', async () => {
  const machine = newMachine();
  await typed(machine, 'docker run -it --name aa busybox', [
    ['/ # ', 'echo hello > /note\r'],
    ['/ # ', '\x10\x11'],
  ]);
  await ran(machine, 'docker stop -t 0 aa');
  expect(await machine.undo()).toBe('docker stop -t 0 aa');
  expect(await running(machine, 'aa')).toBe('running');
  expect((await ran(machine, 'docker exec aa cat /note')).stdout).toBe('hello\n');
});
