/**
 * Whatever is done to the machine, all that can be asked afterwards tells one story: docker ps, docker inspect, docker top, the host's ps, /proc and
 * the cgroup tree are views of the same tables. Commands come at random, valid or refused; the seed is printed when it fails.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimulatedMachine } from '../../src/sim/simulated-machine.ts';
import { newMachine, ran, told } from './on-machine.ts';

const NAMES = ['aa', 'bb', 'cc'] as const;
const name = fc.constantFrom(...NAMES);
const verb = (words: string) => name.map((one) => `docker ${words} ${one}`);

const command = fc.oneof(
  { weight: 4, arbitrary: name.map((one) => `docker run -d --name ${one} busybox sleep 1000`) },
  {
    weight: 2,
    arbitrary: name.map((one) => `docker run -d --name ${one} busybox sh -c 'sleep 2 & sleep 3; exit 4'`),
  },
  {
    weight: 1,
    arbitrary: name.map((one) => `docker run -d --init --restart always --name ${one} busybox sleep 7`),
  },
  { weight: 1, arbitrary: name.map((one) => `docker run -dit --name ${one} busybox`) },
  { weight: 2, arbitrary: name.map((one) => `docker exec -d ${one} sleep 50`) },
  { weight: 1, arbitrary: name.map((one) => `docker create --name ${one} busybox sleep 5`) },
  { weight: 1, arbitrary: name.map((one) => `docker rename ${one} dd; docker rename dd ${one}`) },
  verb('start'),
  verb('stop -t 1'),
  verb('kill'),
  verb('restart -t 1'),
  verb('pause'),
  verb('unpause'),
  verb('rm'),
  verb('rm -f'),
  fc.constantFrom('sleep 1', 'sleep 4', 'sleep 30 &', 'docker run --rm busybox true', 'kill %1'),
);

interface Inspected {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly running: boolean;
  readonly pid: number;
  readonly words: string;
}

async function inspected(machine: SimulatedMachine, ids: readonly string[]): Promise<Inspected[]> {
  const format =
    '{{.ID}}|{{.Name}}|{{.State.Status}}|{{.State.Running}}|{{.State.Pid}}|{{.Path}} {{join .Args " "}}';
  const text = ids.length === 0 ? '' : await told(machine, `docker inspect -f '${format}' ${ids.join(' ')}`);
  return rows(text).map(([id = '', slashed = '', status = '', running, pid, words = '']) => ({
    id,
    name: slashed.slice(1),
    status,
    running: running === 'true',
    pid: Number(pid),
    words,
  }));
}

const rows = (text: string): string[][] =>
  text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => line.split('|'));

/** Questions take time: where something ended while they were asked, they are asked again. */
async function agreement(machine: SimulatedMachine): Promise<void> {
  const state = async () =>
    (await told(machine, "docker ps -a --format '{{.ID}} {{.State}}'; ps -eo stat=,pid=,args=")).replace(
      /^.*ps -eo.*$/gm,
      '',
    );
  for (let tries = 0; ; tries += 1) {
    const before = await state();
    try {
      await allAgree(machine);
      return;
    } catch (error) {
      if (tries === 5 || before === (await state())) throw error;
    }
  }
}

async function allAgree(machine: SimulatedMachine): Promise<void> {
  const listed = rows(
    await told(machine, `docker ps -a --no-trunc --format '{{.ID}}|{{.Names}}|{{.State}}'`),
  );
  const all = await inspected(
    machine,
    listed.map(([id]) => id ?? ''),
  );
  expect(listed).toEqual(all.map(({ id, name, status }) => [id, name, status]));

  const running = all.filter((one) => one.running);
  const shown = rows(await told(machine, `docker ps --no-trunc --format '{{.ID}}'`)).map(([id]) => id);
  expect(shown).toEqual(running.filter(({ status }) => status !== 'restarting').map(({ id }) => id));

  const host = (await told(machine, 'ps -eo pid=,ppid=,args=')).split('\n').map((line) => line.trim());
  const shims = host.filter((line) => line.includes('containerd-shim-runc-v2 -namespace moby'));
  expect(shims).toHaveLength(running.filter(({ pid }) => pid > 0).length);
  for (const one of all) await oneAgrees(machine, one, host);
}

async function oneAgrees(machine: SimulatedMachine, one: Inspected, host: readonly string[]): Promise<void> {
  const group = `/sys/fs/cgroup/system.slice/docker-${one.id}.scope`;
  if (one.pid === 0) {
    expect(await ran(machine, `cat ${group}/cgroup.procs`)).toMatchObject({ exitCode: 1, stdout: '' });
    return;
  }
  const status = await told(machine, `cat /proc/${one.pid}/status`);
  expect(/^NSpid:\t(\d+)\t(\d+)$/m.exec(status)?.slice(1)).toEqual([String(one.pid), '1']);
  const words = (await told(machine, `cat /proc/${one.pid}/cmdline | tr '\\0' ' '`)).trim();
  expect(words.endsWith(one.words.trim())).toBe(true);
  expect(host.filter((line) => line.startsWith(`${one.pid} `))).toHaveLength(1);
  const members = (await told(machine, `cat ${group}/cgroup.procs`)).trim().split('\n');
  expect(members).toContain(String(one.pid));
  for (const pid of members) {
    expect(await told(machine, `cat /proc/${pid}/cgroup`)).toBe(`0::/system.slice/docker-${one.id}.scope\n`);
  }
  const top = (await told(machine, `docker top ${one.name} -o pid`)).trim().split('\n').slice(1);
  expect(top.map((pid) => pid.trim()).sort()).toEqual([...members].sort());
  if (one.status !== 'running') return;
  const inside = await machine.observe({ kind: 'processes', of: { kind: 'container', name: one.name } });
  expect(inside.known && inside.value !== null ? inside.value.length : -1).toBeGreaterThanOrEqual(
    members.length,
  );
}

test('docker ps, inspect, top, the host ps, /proc and cgroups agree after every command', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 9 }), async (lines) => {
      const machine = newMachine();
      for (const line of lines) {
        const { kind } = await ran(machine, line);
        expect(kind).toBe('exited');
        await agreement(machine);
      }
    }),
    { numRuns: 25, seed: 20261120 },
  );
}, 480_000);

test('a replayed machine answers as the one it was replayed from', async () => {
  const question = `docker ps -a --no-trunc; docker inspect $(docker ps -aq); ps -ef; cat /proc/uptime; ls -la /root /var/lib/docker/containers`;
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 8 }), async (lines) => {
      const machine = newMachine();
      for (const line of lines) await ran(machine, line);
      const other = newMachine();
      await other.replay(machine.journal());
      expect(await ran(other, question)).toEqual(await ran(machine, question));
    }),
    { numRuns: 6, seed: 20261121 },
  );
}, 300_000);
