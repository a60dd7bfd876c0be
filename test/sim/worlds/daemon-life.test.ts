import { expect, test } from 'vitest';
import { FRESH_HOST } from '../../../src/sim/worlds/fresh-host.ts';
import { freshMachine, lastSaid } from './answers.ts';

const host = () => freshMachine({ world: FRESH_HOST });
const gone = {
  stdout: '',
  stderr:
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
  exitCode: 1,
};

test('a stopped engine answers nobody and takes its containers down; started again it brings back what should', async () => {
  const machine = host();
  await lastSaid(
    machine,
    'docker run -d --name always --restart always busybox sleep 1000',
    'docker run -d --name once busybox sleep 1000',
    'docker run -d --name halted --restart unless-stopped busybox sleep 1000',
    'docker stop -t 0 halted',
  );
  expect(await lastSaid(machine, 'systemctl stop docker', 'docker ps')).toEqual(gone);
  expect(await lastSaid(machine, 'systemctl is-active docker')).toEqual({
    stdout: 'inactive\n',
    stderr: '',
    exitCode: 3,
  });
  expect((await lastSaid(machine, 'pgrep -c sleep')).stdout).toBe('0\n');
  const names = "docker ps -a --format '{{.Names}} {{.State}}' | sort";
  expect((await lastSaid(machine, 'systemctl start docker', 'sleep 1', names)).stdout).toBe(
    'always running\nhalted exited\nonce exited\n',
  );
});

test('containers outlive a killed engine, and systemd starts it again', async () => {
  const machine = host();
  await lastSaid(machine, 'docker run -d --name kept busybox sleep 1000');
  expect(await lastSaid(machine, 'kill -9 $(pidof dockerd)', 'docker ps')).toEqual(gone);
  expect((await lastSaid(machine, 'pgrep -c sleep')).stdout).toBe('1\n');
  expect((await lastSaid(machine, 'sleep 3', "docker ps --format '{{.Names}} {{.State}}'")).stdout).toBe(
    'kept running\n',
  );
  expect((await lastSaid(machine, 'docker stop -t 0 kept; docker ps -q')).stdout).toBe('kept\n');
});

test('the OOM killer says in the log of the kernel whom it killed', async () => {
  const machine = host();
  await lastSaid(machine, 'docker run -m 20m busybox tail /dev/zero');
  const said = await lastSaid(machine, 'dmesg -t | tail -n 1');
  expect(said.stdout.replace(/\d+ \(/, 'PID (')).toBe(
    'Memory cgroup out of memory: Killed process PID (tail) total-vm:21568kB, anon-rss:20544kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:60kB oom_score_adj:0\n',
  );
});

test('a container may not read that log', async () => {
  expect(await lastSaid(host(), 'docker run --rm busybox dmesg')).toEqual({
    stdout: '',
    stderr: 'dmesg: klogctl: Operation not permitted\n',
    exitCode: 1,
  });
});
