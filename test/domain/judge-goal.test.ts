import { describe, expect, it } from 'vitest';
import type { Assertion, RanCommand } from '../../src/domain/goal.ts';
import { judgeGoal, questionsOf } from '../../src/domain/judge-goal.ts';
import { type Observation, observation } from '../../src/domain/observed-facts.ts';
import { container, is, logs, ofKeep, process, processes, ran } from './goal-builders.ts';

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

  it('of one container that is not there, say so once', () => {
    const bye: Assertion = { kind: 'logs', container: 'vvc-keep', contains: 'bye' };
    expect(judgeGoal([is({ status: 'exited' }), bye], [container(null), logs(null)], [])).toEqual({
      kind: 'not-yet',
      missing: ['There is no container vvc-keep.'],
    });
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
