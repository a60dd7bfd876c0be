import { describe, expect, it } from 'vitest';
import { judgeGoal } from '../../src/domain/judge-goal.ts';
import type { ContainerFacts } from '../../src/domain/observation.ts';
import { container, type Fields, is } from './goal-builders.ts';

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
      { status: 'exited', exitCode: 7 },
      { status: 'created', exitCode: 127 },
      'vvc-keep was created but is not started and has the exit code 127; it should have exited and have the exit code 7.',
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
