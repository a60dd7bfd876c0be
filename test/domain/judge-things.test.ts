import { describe, expect, it } from 'vitest';
import type { Assertion } from '../../src/domain/goal.ts';
import { judgeGoal, questionsOf } from '../../src/domain/judge-goal.ts';
import type { Facts, Query } from '../../src/domain/observation.ts';
import { type Observation, observation } from '../../src/domain/observed-facts.ts';

const seen = <Q extends Query>(query: Q, value: Facts[Q['kind']]): Observation =>
  observation(query, { known: true, value } as never);
const missing = (assertion: Assertion, ...observations: readonly Observation[]) => {
  const verdict = judgeGoal([assertion], observations, []);
  return verdict.kind === 'not-yet' ? verdict.missing[0] : verdict.kind;
};

describe('an image', () => {
  const image = (name: string, layers: readonly string[], more: object = {}) =>
    seen(
      { kind: 'image', name },
      {
        id: name,
        layers,
        cmd: ['sh'],
        entrypoint: [],
        user: '',
        env: [],
        labels: {},
        architecture: 'amd64',
        ...more,
      },
    );
  const base = image('busybox', ['1']);
  const img: Pick<Extract<Assertion, { kind: 'image' }>, 'kind' | 'name'> = {
    kind: 'image',
    name: 'vvc-img',
  };

  it.each<[object, Observation, string]>([
    [{}, image('vvc-img', ['1']), 'pass'],
    [{ absent: true }, seen(img, null), 'pass'],
    [{ layers: 2, layersOver: 'busybox', moreLayers: 1 }, image('vvc-img', ['1', '2']), 'pass'],
    [{ sameAs: 'busybox' }, image('vvc-img', ['1'], { id: 'busybox' }), 'pass'],
    [
      { noCmd: true, user: 'app', architecture: 'arm64' },
      image('vvc-img', [], { cmd: [], user: 'app', architecture: 'arm64' }),
      'pass',
    ],
    [{ layers: 1 }, seen(img, null), 'There is no image vvc-img.'],
    [{ absent: true }, image('vvc-img', []), 'The image vvc-img still exists; it should be removed.'],
    [
      { sameAs: 'busybox' },
      image('vvc-img', ['1']),
      'The image vvc-img has an id of its own; it should have the same id as busybox.',
    ],
    [
      { layersOver: 'busybox', moreLayers: 1 },
      image('vvc-img', ['2', '3']),
      'The image vvc-img does not begin with the layers of busybox; it should lie on the layers of busybox.',
    ],
    [
      { layersOver: 'busybox', moreLayers: 2 },
      image('vvc-img', ['1', '2']),
      'The image vvc-img has 2 layers; it should have 3 layers, 2 more than busybox.',
    ],
    [
      { layers: 1, noCmd: true },
      image('vvc-img', ['1', '2']),
      'The image vvc-img has 2 layers and has the command `sh`; it should have 1 layer and have no command.',
    ],
    [
      { entrypoint: ['a', 'b c'] },
      image('vvc-img', []),
      "The image vvc-img has no entrypoint; it should have the entrypoint `a 'b c'`.",
    ],
    [
      { user: 'app', architecture: 'arm64' },
      image('vvc-img', []),
      'The image vvc-img names no user and is for amd64; it should name the user app and be for arm64.',
    ],
  ])('%j', (fields, observed, outcome) => {
    expect(missing({ ...img, ...fields }, observed, base)).toBe(outcome);
  });

  it('is compared with one that is there', () => {
    const gone = seen({ kind: 'image', name: 'busybox' }, null);
    expect(missing({ ...img, sameAs: 'busybox' }, image('vvc-img', []), gone)).toBe(
      'There is no image busybox to compare vvc-img with.',
    );
    expect(questionsOf([{ ...img, sameAs: 'busybox', layersOver: 'x' }])).toEqual(
      ['vvc-img', 'busybox', 'x'].map((name) => ({ kind: 'image', name })),
    );
  });
});

describe('a volume and a network', () => {
  const volume = (usedBy: readonly string[] | null) =>
    seen(
      { kind: 'volume', name: 'vvc-d' },
      usedBy === null ? null : { name: 'vvc-d', driver: 'local', usedBy },
    );
  const network = (containers: readonly string[], subnets: readonly string[] = []) =>
    seen(
      { kind: 'network', name: 'vvc-n' },
      { id: '1', name: 'vvc-n', driver: 'bridge', subnets, internal: false, containers },
    );

  it.each<[object, Observation, string]>([
    [{ driver: 'local', usedBy: 'vvc-a' }, volume(['vvc-a']), 'pass'],
    [{ usedBy: 'vvc-a' }, volume(null), 'There is no volume vvc-d.'],
    [
      { usedBy: 'vvc-a' },
      volume([]),
      'The volume vvc-d is used by no container; it should be used by vvc-a.',
    ],
    [
      { driver: 'nfs', usedBy: 'vvc-a' },
      volume(['vvc-b']),
      'The volume vvc-d has the driver local and is used by vvc-b; it should have the driver nfs and be used by vvc-a.',
    ],
  ])('volume %j', (fields, observed, outcome) => {
    expect(missing({ kind: 'volume', name: 'vvc-d', ...fields }, observed)).toBe(outcome);
  });

  it.each<[object, Observation, string]>([
    [
      { driver: 'bridge', subnet: '10.0.0.0/8', containers: ['a'], internal: false },
      network(['a', 'b'], ['10.0.0.0/8']),
      'pass',
    ],
    [
      { subnet: '10.0.0.0/8' },
      network([]),
      'The network vvc-n has no subnet; it should have the subnet 10.0.0.0/8.',
    ],
    [
      { containers: ['a', 'b'] },
      network(['a']),
      'The network vvc-n has a on it; it should have a and b on it, running.',
    ],
    [
      { containers: ['a'], internal: true },
      network([]),
      'The network vvc-n has no running container and leads outside; it should have a on it, running and be internal.',
    ],
  ])('network %j', (fields, observed, outcome) => {
    expect(missing({ kind: 'network', name: 'vvc-n', ...fields }, observed)).toBe(outcome);
  });
});

describe('a virtual machine', () => {
  const domain = seen(
    { kind: 'domain', name: 'vvc-vm' },
    {
      name: 'vvc-vm',
      state: 'running',
      memoryBytes: 1024 ** 3,
      vcpus: 1,
      snapshots: [],
      disks: ['/a.qcow2'],
    },
  );
  it.each<[object, string]>([
    [{ state: 'running', memoryBytes: 1024 ** 3, vcpus: 1, disk: '/a.qcow2' }, 'pass'],
    [
      { state: 'shut off', memoryBytes: 2 * 1024 ** 3 },
      'The virtual machine vvc-vm is running and has 1 GiB of memory; it should be shut off and have 2 GiB of memory.',
    ],
    [
      { vcpus: 2, snapshots: ['one'] },
      'The virtual machine vvc-vm has 1 virtual CPU and has no snapshot; it should have 2 virtual CPUs and have the snapshot one.',
    ],
    [{ disk: '/b' }, 'The virtual machine vvc-vm has the disk /a.qcow2; it should have the disk /b.'],
    [{ absent: true }, 'The virtual machine vvc-vm still exists; it should be removed.'],
  ])('%j', (fields, outcome) => {
    expect(missing({ kind: 'domain', name: 'vvc-vm', ...fields }, domain)).toBe(outcome);
  });
});
