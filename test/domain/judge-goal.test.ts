import { describe, expect, it } from 'vitest';
import type { Assertion, RanCommand } from '../../src/domain/goal.ts';
import { judgeGoal, questionsOf } from '../../src/domain/judge-goal.ts';
import type { ContainerFacts, ProcessFacts, Query } from '../../src/domain/observation.ts';
import { type Observation, observation } from '../../src/domain/observed-facts.ts';

const keep: ContainerFacts = {
  id: 'a'.repeat(64),
  name: 'vvc-keep',
  image: 'busybox',
  status: 'running',
  exitCode: 0,
  error: '',
  oomKilled: false,
  pid: 77,
  entrypoint: [],
  cmd: ['sh'],
  tty: true,
  openStdin: true,
  init: false,
  restartPolicy: 'no',
  restartCount: 0,
  health: 'none',
  labels: {},
};

const ofKeep: Query = { kind: 'container', name: 'vvc-keep' };
const container = (facts: Partial<ContainerFacts> | null): Observation =>
  observation(ofKeep, { known: true, value: facts === null ? null : { ...keep, ...facts } });
const logs = (value: string | null): Observation =>
  observation({ kind: 'logs', container: 'vvc-keep' }, { known: true, value });
const processes = (value: readonly ProcessFacts[] | null): Observation =>
  observation({ kind: 'processes', of: { kind: 'container', name: 'vvc-keep' } }, { known: true, value });
const process = (pid: number, comm: string, state: ProcessFacts['state']): ProcessFacts => ({
  pid,
  ppid: 0,
  state,
  comm,
  args: [comm],
});
const ran = (commandLine: string, tookMs = 100): RanCommand => ({ commandLine, exitCode: 0, tookMs });

type Fields<Kind extends Assertion['kind']> = Omit<
  Extract<Assertion, { kind: Kind }>,
  'kind' | 'name' | 'container'
>;
const is = (fields: Fields<'container'>): Assertion => ({ kind: 'container', name: 'vvc-keep', ...fields });

describe('questions of goals', () => {
  it('are put once each', () => {
    const goal: readonly Assertion[] = [
      is({ status: 'running' }),
      { kind: 'absent', container: 'vvc-keep' },
      { kind: 'logs', container: 'vvc-keep', contains: 'a' },
      { kind: 'process', container: 'vvc-keep', pid: 1 },
      { kind: 'duration', command: 'docker stop', atLeastMs: 1 },
      { kind: 'command', words: ['docker'] },
    ];
    expect(questionsOf(goal, [is({ tty: true })])).toEqual([
      { kind: 'container', name: 'vvc-keep' },
      { kind: 'logs', container: 'vvc-keep' },
      { kind: 'processes', of: { kind: 'container', name: 'vvc-keep' } },
    ]);
  });
});

describe('a container that fits', () => {
  it.each<[Fields<'container'>, Partial<ContainerFacts>]>([
    [{}, {}],
    [{ status: 'running', tty: true, openStdin: true, cmd: ['sh'], init: false, oomKilled: false }, {}],
    [{ image: 'busybox' }, { image: 'busybox:latest' }],
    [{ image: 'busybox:latest' }, { image: 'docker.io/library/busybox' }],
    [
      { status: 'exited', exitCode: 7 },
      { status: 'exited', exitCode: 7 },
    ],
    [
      { exitCode: 127, errorContains: 'not found' },
      { status: 'created', exitCode: 127, error: 'x: not found' },
    ],
    [{ cmdContains: 'crond -f' }, { cmd: ['sh', '-c', 'exec crond -f'] }],
    [
      { restartPolicy: 'on-failure', restartCount: 3 },
      { restartPolicy: 'on-failure:3', restartCount: 3 },
    ],
    [{ restartPolicy: 'on-failure:3' }, { restartPolicy: 'on-failure:3' }],
    [{ health: 'unhealthy' }, { health: 'unhealthy' }],
  ])('%j passes', (fields, facts) => {
    expect(judgeGoal([is(fields)], [container(facts)], [])).toEqual({ kind: 'pass' });
  });
});

describe('a container that does not fit', () => {
  it.each<[Fields<'container'>, Partial<ContainerFacts> | null, string]>([
    [{}, null, 'There is no container vvc-keep.'],
    [{ status: 'running' }, { status: 'exited' }, 'vvc-keep has exited with code 0; it should be running.'],
    [{ status: 'exited' }, {}, 'vvc-keep is running; it should have exited.'],
    [
      { status: 'running' },
      { status: 'created' },
      'vvc-keep was created but is not started; it should be running.',
    ],
    [{ status: 'paused' }, { status: 'removing' }, 'vvc-keep is being removed; it should be paused.'],
    [{ exitCode: 0 }, {}, 'vvc-keep is running; it should have the exit code 0.'],
    [
      { status: 'exited', exitCode: 7 },
      { status: 'exited', exitCode: 1 },
      'vvc-keep has exited with code 1; it should have the exit code 7.',
    ],
    [
      { exitCode: 127 },
      { status: 'created', exitCode: 126 },
      'vvc-keep was created but is not started and has the exit code 126; it should have the exit code 127.',
    ],
    [
      { status: 'running', tty: true, openStdin: true },
      { status: 'exited', tty: false, openStdin: false },
      'vvc-keep has exited with code 0, has no terminal and has its input closed; it should be running, have a terminal and keep its input open.',
    ],
    [{ tty: false }, {}, 'vvc-keep has a terminal; it should have no terminal.'],
    [{ init: true }, {}, "vvc-keep does without Docker's init; it should have Docker's init as PID 1."],
    [
      { oomKilled: true },
      {},
      'vvc-keep was not killed for lack of memory; it should be killed for lack of memory.',
    ],
    [
      { image: 'busybox' },
      { image: 'alpine' },
      'vvc-keep was made from alpine; it should be made from busybox.',
    ],
    [
      { cmd: ['sh', '-c', 'exit 7'] },
      { cmd: [] },
      "vvc-keep has no command of its own; it should have the command `sh -c 'exit 7'`.",
    ],
    [
      { cmdContains: 'crond' },
      {},
      'vvc-keep has the command `sh`; it should have a command with `crond` in it.',
    ],
    [{ errorContains: 'x' }, {}, 'vvc-keep reports no error; it should report an error with "x" in it.'],
    [
      { restartPolicy: 'always', restartCount: 1 },
      { restartCount: 3 },
      'vvc-keep has the restart policy no and was restarted 3 times; it should have the restart policy always and be restarted 1 time.',
    ],
    [{ health: 'unhealthy' }, {}, 'vvc-keep has no health check; it should be unhealthy.'],
  ])('%j of %j', (fields, facts, sentence) => {
    expect(judgeGoal([is(fields)], [container(facts)], [])).toEqual({ kind: 'not-yet', missing: [sentence] });
  });
});

describe('other assertions', () => {
  const missing = (
    assertion: Assertion,
    observations: readonly Observation[],
    done: readonly RanCommand[] = [],
  ) => {
    const verdict = judgeGoal([assertion], observations, done);
    return verdict.kind === 'not-yet' ? verdict.missing : verdict.kind;
  };

  it('of absence', () => {
    const absent: Assertion = { kind: 'absent', container: 'vvc-keep' };
    expect(missing(absent, [container(null)])).toBe('pass');
    expect(missing(absent, [container({ status: 'exited' })])).toEqual([
      'The container vvc-keep still exists (exited); it should be removed.',
    ]);
  });

  it('of logs', () => {
    const bye: Assertion = { kind: 'logs', container: 'vvc-keep', contains: 'bye' };
    expect(missing(bye, [logs('hello\nbye\n')])).toBe('pass');
    expect(missing(bye, [logs(null)])).toEqual(['There is no container vvc-keep.']);
    expect(missing(bye, [logs('')])).toEqual(['The log of vvc-keep is empty; it should contain "bye".']);
    expect(missing(bye, [logs(`a\n${'b'.repeat(70)}\n`)])).toEqual([
      `The log of vvc-keep ends with "${'b'.repeat(59)}…"; it should contain "bye".`,
    ]);
  });

  it('of processes', () => {
    const zombie: Assertion = { kind: 'process', container: 'vvc-keep', comm: 'sleep', state: 'Z' };
    expect(missing(zombie, [processes([process(1, 'sh', 'S'), process(7, 'sleep', 'Z')])])).toBe('pass');
    expect(missing(zombie, [processes([process(1, 'sleep', 'S'), process(7, 'sh', 'Z')])])).toEqual([
      'vvc-keep has sleep (PID 1, state S) and sh (PID 7, state Z); it should have a process called sleep and in state Z.',
    ]);
    expect(missing({ kind: 'process', container: 'vvc-keep', pid: 1 }, [processes([])])).toEqual([
      'vvc-keep has no process; it should have a process with PID 1.',
    ]);
    expect(missing(zombie, [processes([1, 2, 3, 4, 5, 6, 7].map((pid) => process(pid, 'x', 'S')))])).toEqual([
      'vvc-keep has x (PID 1, state S), x (PID 2, state S), x (PID 3, state S), x (PID 4, state S), x (PID 5, state S) and 2 more; it should have a process called sleep and in state Z.',
    ]);
    expect(missing(zombie, [processes(null)])).toEqual(['There is no container vvc-keep.']);
  });

  it('of durations look at the last such line', () => {
    const slow: Assertion = { kind: 'duration', command: 'docker stop x', atLeastMs: 9000, atMostMs: 12_000 };
    expect(missing(slow, [], [ran('docker ps', 10_000)])).toEqual(['`docker stop x` was not run yet.']);
    expect(missing(slow, [], [ran('docker stop x', 10_000), ran('docker stop x', 310)])).toEqual([
      '`docker stop x` took 0.3 s; it should take at least 9 s.',
    ]);
    expect(missing(slow, [], [ran('docker container stop x', 12_345)])).toEqual([
      '`docker container stop x` took 12.3 s; it should take at most 12 s.',
    ]);
    expect(missing(slow, [], [ran('docker stop x', 1), ran('docker  stop "x" y', 10_000)])).toBe('pass');
    expect(missing(slow, [], [ran('docker stop xy', 10_000)])).toEqual(['`docker stop x` was not run yet.']);
  });

  it('of commands', () => {
    const words = (command: string, absent?: boolean): Assertion => ({
      kind: 'command',
      words: command.split(' '),
      ...(absent === undefined ? {} : { absent }),
    });
    expect(missing(words('docker run -t'), [], [ran('docker run --name x -dit busybox')])).toBe('pass');
    expect(missing(words('docker run --name'), [], [ran('docker container run --name=x busybox')])).toBe(
      'pass',
    );
    expect(missing(words('docker run -t'), [], [ran('docker run -d x'), ran('docker -t run')])).toEqual([
      '`docker run -t` was not run yet.',
    ]);
    expect(missing(words('docker kill', true), [], [ran('docker ps')])).toBe('pass');
    expect(missing(words('docker kill', true), [], [ran('docker kill x')])).toEqual([
      '`docker kill` was run; this is to be done without it.',
    ]);
  });
});

describe('what could not be looked at', () => {
  const unknown = observation(ofKeep, { known: false, because: 'Docker does not answer' });

  it('is neither wrong nor right', () => {
    expect(
      judgeGoal([is({}), { kind: 'logs', container: 'vvc-keep', contains: 'a' }], [unknown, logs('a')], []),
    ).toEqual({ kind: 'could-not-check', because: 'Docker does not answer' });
  });

  it('does not hide what is known to be missing', () => {
    expect(
      judgeGoal([is({}), { kind: 'logs', container: 'vvc-keep', contains: 'a' }], [unknown, logs('')], []),
    ).toEqual({ kind: 'not-yet', missing: ['The log of vvc-keep is empty; it should contain "a".'] });
  });

  it('is what was not asked', () => {
    expect(judgeGoal([is({})], [], [])).toEqual({
      kind: 'could-not-check',
      because: 'the machine was not asked',
    });
  });
});
