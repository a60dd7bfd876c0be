import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../src/domain/lesson.ts';
import { lesson, problems } from './lesson-source.ts';

const task = (goal: string): string => `## T

\`\`\`task id=t
prompt: P
goal:
${goal}
solutions: [a]
\`\`\`
`;
const GOAL_LINE = 6;

function decoded(goal: string): unknown {
  const [item] = itemsOf(lesson(task(goal)));
  return item?.kind === 'task' ? item.goal : null;
}

describe('assertions', () => {
  it('of a container, in the units of the judge', () => {
    const goal = `
  - container: vvc-a
    user: ""
    rootUser: false
    memory: 64m
    memorySwap: -1
    cpus: 0.25
    pidsLimit: 0
    networkMode: container:vvc-b
    pidMode: ""
    capDrop: [ALL]
    env: [A=b]
    labels: {x: 1, y: ""}
    networksExactly: []
    publishes: ["127.0.0.1:18088:80", "18088:80/udp", 80]
    mounts: [{type: volume, anonymous: true}, {destination: /x, readOnly: true}]
    runtimePlatform: linux/arm64
    sameContainer: true
    startedAgain: true`;
    expect(decoded(goal)).toEqual([
      {
        kind: 'container',
        name: 'vvc-a',
        user: '',
        rootUser: false,
        memoryBytes: 67_108_864,
        memorySwapBytes: -1,
        cpus: 0.25,
        pidsLimit: 0,
        networkMode: 'container:vvc-b',
        pidMode: '',
        capDrop: ['ALL'],
        env: ['A=b'],
        labels: { x: '1', y: '' },
        networksExactly: [],
        publishes: [
          { hostIp: '127.0.0.1', hostPort: '18088', containerPort: '80' },
          { hostIp: null, hostPort: '18088', containerPort: '80/udp' },
          { hostIp: null, hostPort: null, containerPort: '80' },
        ],
        mounts: [
          { type: 'volume', anonymous: true },
          { destination: '/x', readOnly: true },
        ],
        runtimePlatform: 'linux/arm64',
        sameContainer: true,
        startedAgain: true,
      },
    ]);
  });

  it('of everything else; the first key names the kind', () => {
    const goal = `
  - {logs: vvc-a, equals: hello, excludes: bye, sameAsKernel: true}
  - {process: host, argsContain: sleep 9, atLeast: 1, atMost: 2}
  - {process: vvc-a, comm: sh, absent: true}
  - {file: /f, in: vvc-a, contains: x}
  - {changes: vvc-a, includes: [A /hello], excludes: [D /bin/sh]}
  - {image: vvc-i, sameAs: busybox, layers: 2, layersOver: busybox, moreLayers: 1, noCmd: true}
  - {image: vvc-i, absent: true}
  - {volume: vvc-v, driver: local, usedBy: vvc-a}
  - {network: vvc-n, driver: bridge, subnet: 10.0.0.0/8, containers: [vvc-a], internal: false}
  - {reach: "http://127.0.0.1:1/", from: host, status: 200, contains: web}
  - {reach: "tcp://vvc-a:80", from: vvc-b, fails: true}
  - {domain: vvc-vm, state: shut off, memory: 1g, vcpus: 2, snapshots: [one], disk: /a.qcow2}
  - {command: docker run, absent: true}`;
    expect(decoded(goal)).toEqual([
      { kind: 'logs', container: 'vvc-a', equals: 'hello', excludes: 'bye', sameAsKernel: true },
      { kind: 'process', container: 'host', argsContain: 'sleep 9', atLeast: 1, atMost: 2 },
      { kind: 'process', container: 'vvc-a', comm: 'sh', absent: true },
      { kind: 'file', path: '/f', in: 'vvc-a', contains: 'x' },
      { kind: 'changes', container: 'vvc-a', includes: ['A /hello'], excludes: ['D /bin/sh'] },
      {
        kind: 'image',
        name: 'vvc-i',
        sameAs: 'busybox',
        layers: 2,
        layersOver: 'busybox',
        moreLayers: 1,
        noCmd: true,
      },
      { kind: 'image', name: 'vvc-i', absent: true },
      { kind: 'volume', name: 'vvc-v', driver: 'local', usedBy: 'vvc-a' },
      {
        kind: 'network',
        name: 'vvc-n',
        driver: 'bridge',
        subnet: '10.0.0.0/8',
        containers: ['vvc-a'],
        internal: false,
      },
      { kind: 'reach', url: 'http://127.0.0.1:1/', from: 'host', status: 200, contains: 'web' },
      { kind: 'reach', url: 'tcp://vvc-a:80', from: 'vvc-b', fails: true },
      {
        kind: 'domain',
        name: 'vvc-vm',
        state: 'shut off',
        memoryBytes: 1024 ** 3,
        vcpus: 2,
        snapshots: ['one'],
        disk: '/a.qcow2',
      },
      { kind: 'command', words: ['docker', 'run'], absent: true },
    ]);
  });

  it.each([
    ['{container: a, memory: lots}', '.memory: expected an amount of memory such as 64m, or 0, found "lots"'],
    ['{container: a, cpus: -1}', '.cpus: expected a number of CPUs such as 0.25, or 0, found "-1"'],
    ['{container: a, env: [A]}', '.env[0]: expected NAME=VALUE, found "A"'],
    ['{container: a, labels: [x]}', '.labels: expected names with values, found a list'],
    [
      '{container: a, publishes: [web]}',
      '.publishes[0]: expected a port as 127.0.0.1:8080:80, 8080:80 or 80, found "web"',
    ],
    [
      '{container: a, mounts: [{}]}',
      '.mounts[0]: expected at least one of type, destination, name, anonymous, readOnly',
    ],
    ['{container: a, mounts: [{type: nfs}]}', '.mounts[0].type: expected volume, bind, tmpfs, found "nfs"'],
    [
      '{container: a, runtimePlatform: arm}',
      '.runtimePlatform: expected a platform such as linux/arm64, found "arm"',
    ],
    [
      '{container: a, newContainer: true, sameContainer: true}',
      ': sameContainer and newContainer cannot both hold',
    ],
    ['{container: a, hostnam: x}', ': unknown key "hostnam"; did you mean hostname?'],
    ['{logs: a}', ': expected at least one of contains, equals, excludes, sameAsKernel'],
    ['{process: a}', ': expected at least one of pid, comm, argsContain, state, atLeast, atMost, absent'],
    [
      '{process: a, absent: true, atLeast: 1}',
      ': absent says that there is none, so atLeast and atMost cannot stand beside it',
    ],
    ['{process: a, atLeast: 3, atMost: 1}', ': atLeast is more than atMost, so nothing fits'],
    ['{file: f, in: a}', ': expected a path from the root, found "f"'],
    ['{file: /f}', ': in is missing'],
    [
      '{file: /f, in: a, absent: true, equals: x}',
      ': absent says that the file is not there, so nothing can be said of its text',
    ],
    ['{changes: a}', ': expected includes, excludes or both'],
    [
      '{changes: a, includes: [hello]}',
      '.includes[0]: expected a line of docker diff such as "A /hello", found "hello"',
    ],
    ['{image: a, moreLayers: 1}', ': moreLayers counts from layersOver, which is missing'],
    ['{image: a, noCmd: true, cmd: [x]}', ': noCmd and cmd cannot both hold'],
    [
      '{volume: a, absent: true, driver: local}',
      ': absent says that it is not there, so nothing else can be said of it',
    ],
    [
      '{reach: "https://a/", from: host}',
      ': expected http://HOST/PATH or tcp://HOST:PORT, found "https://a/"',
    ],
    [
      '{reach: "http://a/", from: host, fails: true, status: 200}',
      ': fails says that nothing answers, so contains and status cannot stand beside it',
    ],
    ['{reach: "tcp://a:1", from: host, contains: x}', ': over tcp:// there is neither status nor contains'],
    ['{domain: a, state: stopped}', '.state: expected running, shut off, paused, found "stopped"'],
  ])('%s is refused', (assertion, sentence) => {
    expect(problems(task(`  - ${assertion}`))).toEqual([`${GOAL_LINE}: task.goal[0]${sentence}`]);
  });
});
