import { expect, test } from 'vitest';
import type { SimulatedMachine } from '../../../src/sim/simulated-machine.ts';
import { freshMachine, say } from './answers.ts';

/** The commands of labs net-1 to net-8 of the curriculum, and the state that is their goal as `docker inspect` tells it. */
interface Inspected {
  readonly State: {
    readonly Running: boolean;
    readonly Status: string;
    readonly Error: string;
    readonly ExitCode: number;
  };
  readonly HostConfig: {
    readonly NetworkMode: string;
    readonly PortBindings: Readonly<
      Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[]>
    >;
  };
  readonly NetworkSettings: {
    readonly Ports: Readonly<
      Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>
    >;
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string; readonly Gateway: string }>>;
  };
}

async function answer(machine: SimulatedMachine, line: string) {
  const { stdout, stderr, exitCode } = await say(machine, line);
  return { stdout, stderr, exitCode };
}

async function inspect(
  machine: SimulatedMachine,
  ...names: readonly string[]
): Promise<readonly Inspected[]> {
  const { stdout } = await answer(machine, `docker inspect ${names.join(' ')}`);
  return JSON.parse(stdout) as readonly Inspected[];
}

async function after(...lines: readonly string[]): Promise<SimulatedMachine> {
  const machine = freshMachine();
  for (const line of lines) await say(machine, line);
  return machine;
}

const WEB = [
  "docker run -d --name vvc-web -p 127.0.0.1:18088:80 busybox sh -c 'mkdir /www; echo web > /www/index.html; exec httpd -f -h /www'",
  'sleep 0.5',
];

test("net-1: an address of the network's subnet", async () => {
  const machine = await after('docker run -d --name vvc-br busybox sleep 1000');
  const [found] = await inspect(machine, 'vvc-br');
  expect(found?.State.Running).toBe(true);
  expect(found?.NetworkSettings.Networks).toEqual({
    bridge: expect.objectContaining({ IPAddress: '172.17.0.2', Gateway: '172.17.0.1' }),
  });
  expect(
    await answer(machine, "docker network inspect -f '{{(index .IPAM.Config 0).Subnet}}' bridge"),
  ).toEqual({
    stdout: '172.17.0.0/16\n',
    stderr: '',
    exitCode: 0,
  });
});

test('net-2: published on loopback only', async () => {
  const machine = await after(...WEB);
  const [found] = await inspect(machine, 'vvc-web');
  expect(found?.State.Running).toBe(true);
  expect(found?.NetworkSettings.Ports).toEqual({ '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '18088' }] });
  const page = { stdout: 'web\n', stderr: '', exitCode: 0 };
  expect(await answer(machine, 'curl -s http://127.0.0.1:18088/')).toEqual(page);
  expect(await answer(machine, 'curl -s http://192.168.1.10:18088/')).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 7,
  });
});

test('net-3 and net-4: a port conflict, and its end', async () => {
  const machine = await after(
    ...WEB,
    'docker run -d --name vvc-clash -p 127.0.0.1:18088:80 busybox httpd -f',
  );
  const [clash] = await inspect(machine, 'vvc-clash');
  expect(clash?.State).toEqual(expect.objectContaining({ Status: 'created', ExitCode: 128 }));
  expect(clash?.State.Error).toMatch(
    /^failed to set up container networking: driver failed programming external connectivity on endpoint vvc-clash \([0-9a-f]{64}\): Bind for 127\.0\.0\.1:18088 failed: port is already allocated$/,
  );
  await say(machine, 'docker run -d --name vvc-web2 -p 127.0.0.1:18089:80 busybox httpd -f');
  const both = await inspect(machine, 'vvc-web', 'vvc-web2');
  expect(both.map(({ State }) => State.Running)).toEqual([true, true]);
  expect(both.map(({ NetworkSettings }) => NetworkSettings.Ports['80/tcp']?.[0]?.HostPort)).toEqual([
    '18088',
    '18089',
  ]);
});

test('net-5: reached by name on a network of its own', async () => {
  const machine = await after(
    ...WEB,
    'docker network create vvc-net',
    'docker network connect vvc-net vvc-web',
    'docker run --name vvc-client --network vvc-net busybox wget -qO- http://vvc-web/',
  );
  const [client, web] = await inspect(machine, 'vvc-client', 'vvc-web');
  expect(client?.State.ExitCode).toBe(0);
  expect(Object.keys(client?.NetworkSettings.Networks ?? {})).toEqual(['vvc-net']);
  expect(Object.keys(web?.NetworkSettings.Networks ?? {}).sort()).toEqual(['bridge', 'vvc-net']);
  expect(await answer(machine, 'docker logs vvc-client')).toEqual({
    stdout: 'web\n',
    stderr: '',
    exitCode: 0,
  });
});

test('net-6: macvlan, where -p does nothing', async () => {
  const machine = await after(
    'docker network create -d bridge --subnet 192.168.248.0/24 -o com.docker.network.bridge.name=vvclan0 vvc-lan',
    'docker network create -d macvlan --subnet 192.168.249.0/24 -o parent=vvclan0 vvc-mv',
    'docker run -d --name vvc-mvc --network vvc-mv -p 18090:80 busybox httpd -f',
  );
  const [found] = await inspect(machine, 'vvc-mvc');
  expect(found?.State.Running).toBe(true);
  expect(Object.keys(found?.NetworkSettings.Networks ?? {})).toEqual(['vvc-mv']);
  expect(found?.NetworkSettings.Ports).toEqual({});
  expect(found?.HostConfig.PortBindings).toEqual({ '80/tcp': [{ HostIp: '', HostPort: '18090' }] });
  expect((await answer(machine, "docker network inspect -f '{{.Driver}}' vvc-mv")).stdout).toBe('macvlan\n');
  expect((await answer(machine, 'curl -s http://127.0.0.1:18090/')).exitCode).toBe(7);
});

test('net-7: cut off', async () => {
  const machine = await after('docker run --name vvc-none --network none busybox ip addr');
  const [found] = await inspect(machine, 'vvc-none');
  expect(found?.HostConfig.NetworkMode).toBe('none');
  expect(found?.State.ExitCode).toBe(0);
  expect((await answer(machine, "docker logs vvc-none | grep -c ': '")).stdout).toBe('1\n');
  expect((await answer(machine, 'docker logs vvc-none | grep -c eth0')).stdout).toBe('0\n');
});

test('net-8: a pretend LAN that its own host cannot reach', async () => {
  const machine = await after(
    'docker network create -d bridge --subnet 192.168.250.0/24 -o com.docker.network.bridge.name=vvclan1 vvc-lan2',
    "docker run -d --name vvc-peer --network vvc-lan2 --cap-add NET_ADMIN busybox sh -c 'ip addr add 192.168.251.10/24 dev eth0; exec sleep 1000'",
    'docker network create -d macvlan --subnet 192.168.251.0/24 -o parent=vvclan1 vvc-mv2',
    'docker run -d --name vvc-m1 --network vvc-mv2 --ip 192.168.251.20 busybox httpd -f -h /etc',
    'docker run -d --name vvc-m2 --network vvc-mv2 --ip 192.168.251.21 busybox httpd -f -h /etc',
    'sleep 1',
  );
  const found = await inspect(machine, 'vvc-m1', 'vvc-m2', 'vvc-peer');
  expect(found.map(({ State }) => State.Running)).toEqual([true, true, true]);
  expect(found.map(({ NetworkSettings }) => Object.keys(NetworkSettings.Networks))).toEqual([
    ['vvc-mv2'],
    ['vvc-mv2'],
    ['vvc-lan2'],
  ]);
  expect(found.slice(0, 2).map(({ NetworkSettings }) => NetworkSettings.Ports)).toEqual([{}, {}]);
  for (const last of [20, 21]) {
    const line = `docker exec vvc-peer wget -qO- http://192.168.251.${last}/hostname`;
    expect((await answer(machine, `${line} | wc -l`)).stdout).toBe('1\n');
    expect((await answer(machine, `ping -c 1 -W 1 192.168.251.${last} | grep transmitted`)).stdout).toBe(
      '1 packets transmitted, 0 received, 100% packet loss, time 0ms\n',
    );
  }
});

test('a macvlan container that was killed or removed has left the LAN, and its parent is free for ipvlan', async () => {
  const subnet = '--subnet 192.168.1.0/24 --gateway 192.168.1.1 --ip-range 192.168.1.128/28 -o parent=eth0';
  const knock = 'ssh laptop ping -c 1 -W 1 -q 192.168.1.128 | grep received';
  const machine = await after(
    `docker network create -d macvlan ${subnet} vvc-mv`,
    'docker run -d --name vvc-one --network vvc-mv busybox sleep 1000',
  );
  const heard = async () => (await answer(machine, knock)).stdout;
  const yes = '1 packets transmitted, 1 received, 0% packet loss, time 0ms\n';
  expect(await heard()).toBe(yes);
  await say(machine, 'docker kill vvc-one');
  expect(await heard()).toBe('1 packets transmitted, 0 received, 100% packet loss, time 0ms\n');
  await say(machine, 'docker start vvc-one');
  expect(await heard()).toBe(yes);
  await say(machine, 'docker rm -f vvc-one');
  await say(machine, 'docker network rm vvc-mv');
  await say(machine, `docker network create -d ipvlan ${subnet} vvc-iv`);
  expect(
    await answer(machine, 'docker run --rm --network vvc-iv busybox cat /sys/class/net/eth0/address'),
  ).toEqual({ stdout: '52:54:00:a1:00:10\n', stderr: '', exitCode: 0 });
});

test('a macvlan shim without an address of its own sends as the host', async () => {
  const machine = await after(
    'docker network create -d macvlan --subnet 192.168.1.0/24 --gateway 192.168.1.1 -o parent=eth0 vvc-home',
    'docker run -d --name vvc-m1 --hostname m1 --network vvc-home --ip 192.168.1.128 busybox httpd -f -h /etc',
    'ip link add shim link eth0 type macvlan mode bridge',
    'ip link set shim up',
    'ip route add 192.168.1.128/28 dev shim',
  );
  expect(await answer(machine, 'ip route get 192.168.1.128; curl -sS http://192.168.1.128/hostname')).toEqual(
    {
      stdout: '192.168.1.128 dev shim src 192.168.1.10 uid 0 \n    cache \nm1\n',
      stderr: '',
      exitCode: 0,
    },
  );
});
