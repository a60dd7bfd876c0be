import { describe, expect, it } from 'vitest';
import { judgeGoal, questionsOf } from '../../src/domain/judge-goal.ts';
import { remembered } from '../../src/domain/look.ts';
import type { ContainerFacts, NetworkFacts, Observed } from '../../src/domain/observation.ts';
import { type Observation, observation } from '../../src/domain/observed-facts.ts';
import { container, type Fields, is } from './goal-builders.ts';
import { plainContainer } from './plain-container.ts';

const other = (facts: Partial<ContainerFacts> | null): Observation =>
  observation(
    { kind: 'container', name: 'vvc-other' },
    {
      known: true,
      value: facts === null ? null : { ...plainContainer, id: 'f'.repeat(64), name: 'vvc-other', ...facts },
    },
  );
const network = (answer: Observed<NetworkFacts | null>): Observation =>
  observation({ kind: 'network', name: 'vvc-net' }, answer);
const net: NetworkFacts = {
  id: '1',
  name: 'vvc-net',
  driver: 'bridge',
  subnets: ['172.18.0.0/16'],
  internal: false,
  containers: [],
};
const judge = (
  fields: Fields<'container'>,
  seen: readonly Observation[],
  since: readonly Observation[] = [],
) => {
  const verdict = judgeGoal([is(fields)], seen, [], since);
  return verdict.kind === 'not-yet' ? verdict.missing : verdict;
};
const PASS = { kind: 'pass' };

describe('another container', () => {
  it('has the same image, and another id', () => {
    expect(
      judge({ sameImageAs: 'vvc-other', differentFrom: 'vvc-other' }, [container({}), other({})]),
    ).toEqual(PASS);
    expect(judge({ sameImageAs: 'vvc-other' }, [container({}), other({ imageId: 'x' })])).toEqual([
      'vvc-keep was made from busybox; it should be made from the same image as vvc-other.',
    ]);
    expect(judge({ differentFrom: 'vvc-other' }, [container({}), other({ id: 'a'.repeat(64) })])).toEqual([
      'vvc-keep is the same container as vvc-other; it should be another container.',
    ]);
    expect(judge({ sameImageAs: 'vvc-other' }, [container({}), other(null)])).toEqual([
      'vvc-keep cannot be compared with vvc-other; it should be compared with vvc-other, which is not there.',
    ]);
    expect(judge({ sameImageAs: 'vvc-other' }, [container({})])).toEqual({
      kind: 'could-not-check',
      because: 'the machine was not asked',
    });
  });

  it('shares a network', () => {
    const wanted = { sharesNetworkWith: 'vvc-other' };
    expect(judge(wanted, [container({}), other({})])).toEqual(PASS);
    expect(judge(wanted, [container({}), other({ networks: { a: '' } })])).toEqual([
      'vvc-keep is on bridge; it should share a network with vvc-other, which is on a.',
    ]);
    expect(judge(wanted, [container({ networks: {} }), other({ networks: {} })])).toEqual([
      'vvc-keep is on no network; it should share a network with vvc-other, which is on none.',
    ]);
  });

  it('lends a namespace, by its id', () => {
    const wanted = { networkMode: 'container:vvc-other' };
    const joins = container({ networkMode: `container:${'f'.repeat(64)}` });
    expect(judge(wanted, [joins, other({})])).toEqual(PASS);
    expect(judge(wanted, [container({}), other({})])).toEqual([
      'vvc-keep does not have the network of the container vvc-other; it should have the network of the container vvc-other.',
    ]);
    expect(judge(wanted, [joins, other({ id: 'e'.repeat(64) })])).toEqual([
      'vvc-keep does not have the network of the container vvc-other; it should have the network of the container vvc-other.',
    ]);
    expect(judge(wanted, [joins, other(null)])).toEqual([
      'vvc-keep has the network of the container ffffffffffff; it should have the network of the container vvc-other, but there is no container vvc-other.',
    ]);
  });
});

describe('a network and a platform', () => {
  it('the address lies in a subnet', () => {
    const wanted = { addressIn: 'vvc-net' };
    const there = container({ networks: { bridge: '172.17.0.2', 'vvc-net': '172.18.255.1' } });
    expect(judge(wanted, [there, network({ known: true, value: net })])).toEqual(PASS);
    expect(judge(wanted, [container({}), network({ known: true, value: net })])).toEqual([
      'vvc-keep has the address 172.17.0.2; it should have an address in 172.18.0.0/16, which is the network vvc-net.',
    ]);
    expect(
      judge(wanted, [container({ networks: { none: '' } }), network({ known: true, value: null })]),
    ).toEqual([
      'vvc-keep has no address; it should have an address in the network vvc-net, which is not there.',
    ]);
  });

  it('the image is for a platform', () => {
    const platform = (value: string) =>
      observation({ kind: 'platform', container: 'vvc-keep' }, { known: true, value });
    expect(judge({ runtimePlatform: 'linux/arm64' }, [container({}), platform('linux/arm64')])).toEqual(PASS);
    expect(judge({ runtimePlatform: 'linux/arm64' }, [container({}), platform('linux/amd64')])).toEqual([
      'vvc-keep has an image for linux/amd64; it should have an image for linux/arm64.',
    ]);
  });

  it('what they need is asked', () => {
    const goal = [
      is({
        networkMode: 'container:vvc-a',
        sameImageAs: 'vvc-b',
        addressIn: 'vvc-n',
        runtimePlatform: 'linux/x',
      }),
    ];
    expect(questionsOf(goal)).toEqual([
      { kind: 'container', name: 'vvc-keep' },
      { kind: 'container', name: 'vvc-b' },
      { kind: 'container', name: 'vvc-a' },
      { kind: 'network', name: 'vvc-n' },
      { kind: 'platform', container: 'vvc-keep' },
    ]);
  });
});

describe('since the task began', () => {
  const first = container({});
  const restarted = container({ startedAt: '2026-11-20T12:00:05Z' });
  const anew = container({ id: 'd'.repeat(64), startedAt: '2026-11-20T12:00:05Z' });

  it.each<[string, Fields<'container'>, Observation, readonly Observation[], unknown]>([
    ['the same', { sameContainer: true, notRestarted: true }, first, [first], PASS],
    ['started again', { sameContainer: true, startedAgain: true }, restarted, [first], PASS],
    ['new', { newContainer: true }, anew, [first], PASS],
    ['new where none was', { newContainer: true }, first, [container(null), first], PASS],
    [
      'made in the task',
      { sameContainer: true, startedAgain: true },
      restarted,
      [container(null), first],
      PASS,
    ],
    [
      'a second try, started again',
      { startedAgain: true },
      container({ id: 'd'.repeat(64), startedAt: '2026-11-20T12:00:09Z' }),
      [container(null), first, anew],
      PASS,
    ],
    [
      'a second try, held against the first',
      { sameContainer: true },
      anew,
      [container(null), first, anew],
      ['vvc-keep is another container than the one that was there before; it should be the same container.'],
    ],
    [
      'not new',
      { newContainer: true },
      restarted,
      [first],
      ['vvc-keep is the same container as when the task began; it should be a new container of that name.'],
    ],
    [
      'not the same',
      { sameContainer: true, notRestarted: true },
      anew,
      [first],
      [
        'vvc-keep is another container than the one that was there before and was started again; it should be the same container and have run on without a new start.',
      ],
    ],
    [
      'not started again',
      { startedAgain: true },
      first,
      [first],
      ['vvc-keep was not started again since the task began; it should be started again.'],
    ],
    [
      'another is not started again',
      { startedAgain: true },
      anew,
      [first],
      ['vvc-keep was not started again since the task began; it should be started again.'],
    ],
    [
      'restarted',
      { notRestarted: true },
      restarted,
      [first],
      ['vvc-keep was started again; it should have run on without a new start.'],
    ],
    [
      'not looked at',
      { newContainer: true },
      first,
      [],
      {
        kind: 'could-not-check',
        because: 'how things were when the task began was not looked at; start the task anew',
      },
    ],
  ])('%s', (_, fields, now, since, outcome) => {
    expect(judge(fields, [now], since)).toEqual(outcome);
  });

  it('the first sight and the first container are remembered', () => {
    const looks = [container(null), container(null), first, anew].map((look) => [look, other({})]);
    const memory = looks.reduce<readonly Observation[]>(remembered, []);
    expect(memory).toEqual([container(null), other({}), first, anew]);
    expect(
      remembered([], [observation({ kind: 'container', name: 'x' }, { known: false, because: 'b' })]),
    ).toEqual([]);
  });
});
