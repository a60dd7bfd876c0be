import { describe, expect, it } from 'vitest';
import type { Assertion } from '../../src/domain/goal.ts';
import { judgeGoal } from '../../src/domain/judge-goal.ts';
import type { Facts, Query } from '../../src/domain/observation.ts';
import { type Observation, observation } from '../../src/domain/observed-facts.ts';
import { container } from './goal-builders.ts';

const seen = <Q extends Query>(query: Q, value: Facts[Q['kind']]): Observation =>
  observation(query, { known: true, value } as never);
const missing = (assertion: Assertion, ...observations: readonly Observation[]) => {
  const verdict = judgeGoal([assertion], observations, []);
  return verdict.kind === 'not-yet' ? verdict.missing[0] : verdict.kind;
};

describe('what answers', () => {
  const from = { kind: 'container', name: 'vvc-keep' } as const;
  const url = 'http://vvc-web/';
  const reach = (value: Facts['reach']) => seen({ kind: 'reach', url, from }, value);
  const page = reach({ kind: 'answered', status: 200, body: 'web\n' });
  const dead = reach({ kind: 'failed', because: 'connection refused' });
  it.each<[object, Observation, string]>([
    [{}, page, 'pass'],
    [{ status: 200, contains: 'web' }, page, 'pass'],
    [{ fails: true }, dead, 'pass'],
    [{}, reach(null), 'There is no container vvc-keep.'],
    [{}, dead, 'http://vvc-web/ cannot be reached from vvc-keep (connection refused); it should answer.'],
    [{ fails: true }, page, 'http://vvc-web/ answers when asked from vvc-keep; nothing should answer there.'],
    [
      { status: 404 },
      page,
      'http://vvc-web/, asked from vvc-keep, answers with status 200; it should be 404.',
    ],
    [
      { contains: 'rows' },
      page,
      'http://vvc-web/, asked from vvc-keep, answers "web"; the answer should contain "rows".',
    ],
    [
      { contains: 'rows' },
      reach({ kind: 'answered', status: 200, body: '' }),
      'http://vvc-web/, asked from vvc-keep, answers with nothing; the answer should contain "rows".',
    ],
  ])('%j', (fields, observed, outcome) => {
    expect(missing({ kind: 'reach', url, from: 'vvc-keep', ...fields }, observed)).toBe(outcome);
  });

  it('is asked from the machine itself, too', () => {
    const failed = seen({ kind: 'reach', url, from: { kind: 'host' } }, { kind: 'failed', because: 'no' });
    expect(missing({ kind: 'reach', url, from: 'host' }, failed)).toBe(
      'http://vvc-web/ cannot be reached from your machine (no); it should answer.',
    );
  });
});

describe('files and changes', () => {
  const of = { kind: 'container', name: 'vvc-keep' } as const;
  const file = (value: string | null) => seen({ kind: 'file', of, path: '/f' }, value);
  it.each<[object, readonly Observation[], string]>([
    [{}, [container({}), file('')], 'pass'],
    [{ contains: 'b', equals: 'a b' }, [container({}), file(' a b\n')], 'pass'],
    [{ absent: true }, [container({}), file(null)], 'pass'],
    [{ absent: true }, [container(null), file(null)], 'There is no container vvc-keep.'],
    [{ absent: true }, [container({}), file('')], 'There is a file /f in vvc-keep; it should not be there.'],
    [{ contains: 'x' }, [container({}), file(null)], 'There is no file /f in vvc-keep.'],
    [
      { contains: 'x' },
      [container({}), file('a\nb\n')],
      'The file /f in vvc-keep ends with "b"; it should contain "x".',
    ],
    [
      { equals: 'x' },
      [container({}), file('')],
      'The file /f in vvc-keep is empty; it should be "x" and nothing else.',
    ],
  ])('file %j', (fields, observed, outcome) => {
    expect(missing({ kind: 'file', path: '/f', in: 'vvc-keep', ...fields }, ...observed)).toBe(outcome);
  });

  it('of the machine need no container', () => {
    const host = seen({ kind: 'file', of: { kind: 'host' }, path: '/f' }, null);
    expect(missing({ kind: 'file', path: '/f', in: 'host' }, host)).toBe(
      'There is no file /f on the machine.',
    );
  });

  it.each<[object, readonly string[] | null, string]>([
    [{ includes: ['A /a'], excludes: ['D /b'] }, ['C /', 'A /a'], 'pass'],
    [{ includes: ['A /a'] }, null, 'There is no container vvc-keep.'],
    [
      { includes: ['A /a', 'C /b'] },
      [],
      '`docker diff vvc-keep` shows nothing; it should show `A /a` and `C /b`.',
    ],
    [
      { includes: ['A /z'] },
      ['1', '2', '3', '4', '5', '6', '7'],
      '`docker diff vvc-keep` shows `1`, `2`, `3`, `4`, `5` and 2 more; it should show `A /z`.',
    ],
    [{ excludes: ['D /b'] }, ['D /b'], '`docker diff vvc-keep` shows `D /b`; it should not.'],
  ])('changes %j of %j', (fields, value, outcome) => {
    const observed = seen({ kind: 'changes', container: 'vvc-keep' }, value);
    expect(missing({ kind: 'changes', container: 'vvc-keep', ...fields }, observed)).toBe(outcome);
  });
});

describe('logs and processes', () => {
  const log = (value: string) => seen({ kind: 'logs', container: 'vvc-keep' }, value);
  const kernel = seen({ kind: 'engine' }, { kernelVersion: '6.12.1' } as never);
  it.each<[object, string, string]>([
    [{ equals: 'hello', excludes: 'bye' }, 'hello\n', 'pass'],
    [{ sameAsKernel: true }, '6.12.1\n', 'pass'],
    [
      { equals: 'hello' },
      'hello\nbye\n',
      'The log of vvc-keep ends with "bye"; it should be "hello" and nothing else.',
    ],
    [
      { contains: 'CapEff:\t00' },
      'CapEff:\t01\n',
      'The log of vvc-keep ends with "CapEff: 01"; it should contain "CapEff: 00".',
    ],
    [{ excludes: 'bye' }, 'bye', 'The log of vvc-keep contains "bye"; it should not.'],
    [
      { sameAsKernel: true },
      '5.4\n',
      'The log of vvc-keep ends with "5.4"; it should be the release of the kernel that containers run on here (6.12.1).',
    ],
  ])('logs %j', (fields, text, outcome) => {
    expect(missing({ kind: 'logs', container: 'vvc-keep', ...fields }, log(text), kernel)).toBe(outcome);
  });

  const rows = [1, 7, 8].map(
    (pid) => ({ pid, ppid: 0, state: 'S', comm: 'sleep', args: ['sleep', `${pid}000`] }) as const,
  );
  it.each<[object, string]>([
    [{ argsContain: 'sleep 7000' }, 'pass'],
    [{ comm: 'sleep', atLeast: 3, atMost: 3 }, 'pass'],
    [{ comm: 'sh', absent: true }, 'pass'],
    [{ comm: 'sh', atMost: 0 }, 'pass'],
    [
      { argsContain: 'sleep 9' },
      'vvc-keep has sleep (PID 1, state S), sleep (PID 7, state S) and sleep (PID 8, state S); it should have a process with `sleep 9` in its command line.',
    ],
    [
      { argsContain: 'sleep 7', absent: true },
      'vvc-keep has sleep (PID 7, state S); it should have no process with `sleep 7` in its command line.',
    ],
    [
      { comm: 'sleep', atLeast: 4 },
      'vvc-keep has sleep (PID 1, state S), sleep (PID 7, state S) and sleep (PID 8, state S); it should have at least 4 processes called sleep.',
    ],
    [
      { atMost: 1 },
      'vvc-keep has sleep (PID 1, state S), sleep (PID 7, state S) and sleep (PID 8, state S); it should have at most 1 process.',
    ],
  ])('processes %j', (fields, outcome) => {
    const of = { kind: 'container', name: 'vvc-keep' } as const;
    expect(
      missing({ kind: 'process', container: 'vvc-keep', ...fields }, seen({ kind: 'processes', of }, rows)),
    ).toBe(outcome);
  });

  it('of the machine', () => {
    const host = seen({ kind: 'processes', of: { kind: 'host' } }, []);
    expect(missing({ kind: 'process', container: 'host', comm: 'x' }, host)).toBe(
      'The machine has no process; it should have a process called x.',
    );
  });
});
