import { describe, expect, it } from 'vitest';
import { judgeGoal } from '../../src/domain/judge-goal.ts';
import type { ContainerFacts } from '../../src/domain/observation.ts';
import { container, type Fields, is } from './goal-builders.ts';

const port = { containerPort: '80/tcp', hostIp: '127.0.0.1', hostPort: '18088' };
const volume = {
  type: 'volume',
  name: 'vvc-data',
  source: '/v',
  destination: '/data',
  readOnly: false,
} as const;
const nameless = { ...volume, name: 'c'.repeat(64) };
const bind = { type: 'bind', name: '', source: '/home/me', destination: '/out', readOnly: true } as const;
const tmpfs = { type: 'tmpfs', name: '', source: '', destination: '/tmp', readOnly: false } as const;

describe('a container that fits', () => {
  it.each<[Fields<'container'>, Partial<ContainerFacts>]>([
    [{ hostname: 'lab', user: '', rootUser: true }, { hostname: 'lab' }],
    [{ rootUser: false, user: '1000:1000' }, { user: '1000:1000' }],
    [
      { entrypoint: ['a', 'b'], env: ['A=b'], labels: { x: '1' } },
      { entrypoint: ['a', 'b'], env: ['P=q', 'A=b'], labels: { x: '1', y: '2' } },
    ],
    [{ memoryBytes: 0, memorySwapBytes: 0, cpus: 0, pidsLimit: 0, healthcheck: false }, {}],
    [{ networkMode: 'bridge', pidMode: '', utsMode: '', ipcMode: '' }, {}],
    [{ networkMode: 'bridge' }, { networkMode: 'default' }],
    [
      { capAdd: ['net_admin'], capDrop: ['ALL'] },
      { capAdd: ['CAP_NET_ADMIN', 'CAP_SYS_TIME'], capDrop: ['ALL'] },
    ],
    [{ noNewPrivileges: true }, { securityOpt: ['no-new-privileges:true'] }],
    [{ noNewPrivileges: false }, { securityOpt: ['no-new-privileges:false', 'seccomp=unconfined'] }],
    [{ networks: ['a'], notNetworks: ['c'], networksExactly: ['b', 'a'] }, { networks: { a: '', b: '' } }],
    [{ networksExactly: [] }, { networks: {} }],
    [{ publishes: [{ hostIp: null, hostPort: null, containerPort: '80' }] }, { ports: [port] }],
    [{ publishes: [{ hostIp: '127.0.0.1', hostPort: '18088', containerPort: '80/tcp' }] }, { ports: [port] }],
    [{ publishesNothing: true }, {}],
    [
      {
        mounts: [
          { type: 'volume', name: 'vvc-data', anonymous: false },
          { destination: '/out', readOnly: true },
        ],
      },
      { mounts: [bind, volume] },
    ],
    [{ mounts: [{ anonymous: true, destination: '/data' }] }, { mounts: [nameless] }],
  ])('%j passes', (fields, facts) => {
    expect(judgeGoal([is(fields)], [container(facts)], [])).toEqual({ kind: 'pass' });
  });
});

describe('a container that does not fit', () => {
  it.each<[Fields<'container'>, Partial<ContainerFacts>, string]>([
    [{ hostname: 'lab' }, {}, 'has the host name aaaaaaaaaaaa; it should have the host name lab.'],
    [{ user: '1000' }, {}, 'runs as root, because no user is set; it should run as the user 1000.'],
    [{ rootUser: false }, { user: '0:0' }, 'runs as root; it should run as a user that is not root.'],
    [{ rootUser: true }, { user: 'nobody' }, 'runs as the user nobody; it should run as root.'],
    [{ entrypoint: ['sh'] }, {}, 'has no entrypoint; it should have the entrypoint `sh`.'],
    [
      { entrypoint: [] },
      { entrypoint: ['sh', '-c'] },
      'has the entrypoint `sh -c`; it should have no entrypoint.',
    ],
    [
      { env: ['A=b', 'PATH=/x'] },
      {},
      'has no A and PATH=/bin in its environment; it should have A=b and PATH=/x in its environment.',
    ],
    [
      { labels: { x: '1', y: '2' } },
      { labels: { y: '3' } },
      'has no label x and the label y=3; it should have the label x=1 and the label y=2.',
    ],
    [{ healthcheck: true }, {}, 'has no health check; it should have a health check.'],
    [{ memoryBytes: 67_108_864 }, {}, 'has no memory limit; it should have a memory limit of 64 MiB.'],
    [
      { memoryBytes: 0 },
      { memoryBytes: 1000 },
      'has a memory limit of 1000 bytes; it should have no memory limit.',
    ],
    [
      { memorySwapBytes: -1 },
      { memorySwapBytes: 1024 ** 3 },
      'has a limit of 1 GiB on memory and swap together; it should have no limit on memory and swap together.',
    ],
    [{ cpus: 0.25 }, {}, 'has no CPU limit; it should have a limit of 0.25 CPUs.'],
    [
      { cpus: 0, pidsLimit: 0 },
      { cpus: 1, pidsLimit: 1 },
      'has a limit of 1 CPU and has a limit of 1 process; it should have no CPU limit and have no limit on its processes.',
    ],
    [
      { pidsLimit: 5 },
      { pidsLimit: 64 },
      'has a limit of 64 processes; it should have a limit of 5 processes.',
    ],
    [
      { readOnly: true },
      {},
      'can write to its root file system; it should have a read-only root file system.',
    ],
    [{ privileged: false }, { privileged: true }, 'is privileged; it should not be privileged.'],
    [{ capAdd: ['NET_ADMIN'] }, {}, 'has no capability added; it should add NET_ADMIN.'],
    [{ capDrop: ['ALL'] }, { capDrop: ['CAP_CHOWN'] }, 'has CHOWN dropped; it should drop ALL.'],
    [
      { noNewPrivileges: true },
      {},
      'may gain privileges (no-new-privileges is not set); it should have no-new-privileges set.',
    ],
    [
      { pidMode: 'host' },
      {},
      'has its own process numbers (PID namespace); it should have the process numbers (PID namespace) of the host.',
    ],
    [{ networkMode: 'none' }, {}, 'has the network bridge; it should have no network.'],
    [
      { utsMode: '' },
      { utsMode: 'host' },
      'has the host name (UTS namespace) of the host; it should have its own host name (UTS namespace).',
    ],
    [{ networks: ['vvc-net'] }, {}, 'is on the network bridge; it should be on the network vvc-net.'],
    [{ notNetworks: ['bridge'] }, {}, 'is on the network bridge; it should not be on the network bridge.'],
    [
      { networksExactly: ['a'] },
      { networks: { a: '', b: '' } },
      'is on the networks a and b; it should be on a and no other network.',
    ],
    [{ networksExactly: [] }, {}, 'is on the network bridge; it should be on no network.'],
    [
      { publishes: [{ hostIp: null, hostPort: '18088', containerPort: '80' }] },
      {},
      'publishes no port; it should publish 18088:80.',
    ],
    [
      { publishes: [{ hostIp: '0.0.0.0', hostPort: '18088', containerPort: '80' }] },
      { ports: [port] },
      'publishes 127.0.0.1:18088:80; it should publish 0.0.0.0:18088:80.',
    ],
    [
      { publishes: [{ hostIp: null, hostPort: null, containerPort: '53/udp' }] },
      { ports: [port] },
      'publishes 127.0.0.1:18088:80; it should publish its port 53/udp.',
    ],
    [
      { publishesNothing: true },
      { ports: [port] },
      'publishes 127.0.0.1:18088:80; it should publish no port.',
    ],
    [
      { mounts: [{ type: 'tmpfs', destination: '/scratch' }] },
      {},
      'has nothing mounted; it should have a tmpfs at /scratch.',
    ],
    [
      { mounts: [{ anonymous: true }] },
      { mounts: [volume, bind, tmpfs] },
      'has the volume vvc-data at /data, the directory of the host /home/me at /out, read-only and the tmpfs at /tmp; it should have an anonymous volume.',
    ],
    [
      { mounts: [{ name: 'vvc-data', readOnly: true }] },
      { mounts: [nameless] },
      'has an anonymous volume at /data; it should have the volume vvc-data, read-only.',
    ],
    [{ mounts: [{ destination: '/x' }] }, {}, 'has nothing mounted; it should have a mount at /x.'],
  ])('%j of %j', (fields, facts, sentence) => {
    const missing = [`vvc-keep ${sentence}`];
    expect(judgeGoal([is(fields)], [container(facts)], [])).toEqual({ kind: 'not-yet', missing });
  });
});
