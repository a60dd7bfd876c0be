/**
 * Whatever is done to networks, ports and volumes, all that can be asked afterwards tells one story: docker's own tables, the links and
 * addresses of the host and of each container, the rules of netfilter, the listening sockets, /proc and the directories on the disk.
 * Commands come at random, valid or refused; the seed is printed when it fails.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimulatedMachine } from '../../src/sim/simulated-machine.ts';
import { newMachine, ran, told } from './on-machine.ts';
import { lines, sorted, volumesAgree } from './volumes-agree.ts';

const name = fc.constantFrom('aa', 'bb', 'cc');
const network = fc.constantFrom('red', 'blue', 'bridge');
const volume = fc.constantFrom('one', 'two');
const hostPort = fc.constantFrom('8080', '8081', '127.0.0.1:8082', '');
const published = hostPort.map((port) => `-p ${port === '' ? '' : `${port}:`}80`);

const run = fc
  .tuple(name, network, published, volume, fc.constantFrom('', '-p 8090-8091:90-91', '-P --expose 70'))
  .map(
    ([one, on, port, kept, more]) =>
      `docker run -d --name ${one} --network ${on} ${port} ${more} -v ${kept}:/data -v /anon busybox httpd -f -p 80`,
  );

const command = fc.oneof(
  { weight: 5, arbitrary: run },
  {
    weight: 1,
    arbitrary: name.map((one) => `docker run -d --name ${one} --network none busybox sleep 1000`),
  },
  {
    weight: 1,
    arbitrary: name.map((one) => `docker run -d --rm --name ${one} -v two:/data busybox sleep 2`),
  },
  {
    weight: 2,
    arbitrary: network.map((one) => `docker network create ${one}`),
  },
  { weight: 2, arbitrary: fc.tuple(network, name).map(([on, one]) => `docker network connect ${on} ${one}`) },
  {
    weight: 2,
    arbitrary: fc.tuple(network, name).map(([on, one]) => `docker network disconnect ${on} ${one}`),
  },
  { weight: 1, arbitrary: network.map((one) => `docker network rm ${one}`) },
  { weight: 1, arbitrary: volume.map((one) => `docker volume create ${one}`) },
  { weight: 1, arbitrary: volume.map((one) => `docker volume rm ${one}`) },
  { weight: 1, arbitrary: name.map((one) => `docker exec ${one} sh -c 'date >> /data/log'`) },
  { weight: 2, arbitrary: name.map((one) => `docker start ${one}`) },
  { weight: 2, arbitrary: name.map((one) => `docker stop -t 0 ${one}`) },
  { weight: 1, arbitrary: name.map((one) => `docker restart -t 0 ${one}`) },
  { weight: 1, arbitrary: name.map((one) => `docker rm -f ${one}`) },
  { weight: 1, arbitrary: name.map((one) => `docker rm -fv ${one}`) },
  fc.constantFrom(
    'docker network prune -f',
    'docker volume prune -f',
    'docker container prune -f',
    'sleep 3',
  ),
);

interface Endpoint {
  readonly network: string;
  readonly container: string;
  /** With the length of its prefix. */
  readonly address: string;
  readonly mac: string;
}

interface Running {
  readonly name: string;
  readonly pid: number;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly string[];
}

const FORMAT = [
  '{{.Name}}|{{.State.Pid}}',
  '{{range $n, $e := .NetworkSettings.Networks}}{{if $e.IPAddress}}{{$n}} {{$e.IPAddress}}/{{$e.IPPrefixLen}} {{$e.MacAddress}};{{end}}{{end}}',
  '{{range $p, $b := .NetworkSettings.Ports}}{{range $b}}{{$p}} -> {{.HostIp}}:{{.HostPort}};{{end}}{{end}}',
].join('|');

async function running(machine: SimulatedMachine): Promise<readonly Running[]> {
  const ids = lines(await told(machine, 'docker ps -q')).join(' ');
  if (ids === '') return [];
  return lines(await told(machine, `docker inspect -f '${FORMAT}' ${ids}`)).map((line) => {
    const [slashed = '', pid = '', networks = '', ports = ''] = line.split('|');
    const container = slashed.slice(1);
    const endpoints = networks.split(';').filter((word) => word !== '');
    return {
      name: container,
      pid: Number(pid),
      endpoints: endpoints.map((word) => {
        const [on = '', address = '', mac = ''] = word.split(' ');
        return { network: on, container, address, mac };
      }),
      ports: ports.split(';').filter((word) => word !== ''),
    };
  });
}

/** Something may end between two questions (`--rm` after two seconds): then they are asked again. */
async function agreement(machine: SimulatedMachine): Promise<void> {
  const state = () => told(machine, "docker ps -a --format '{{.ID}} {{.State}}'");
  for (let tries = 0; ; tries += 1) {
    const before = await state();
    try {
      const containers = await running(machine);
      await networksAgree(machine, containers);
      await portsAgree(machine, containers);
      for (const one of containers) await insideAgrees(machine, one);
      await volumesAgree(machine, containers);
      return;
    } catch (error) {
      if (tries === 5 || before === (await state())) throw error;
    }
  }
}

async function networksAgree(machine: SimulatedMachine, containers: readonly Running[]): Promise<void> {
  const bridges = lines(
    await told(machine, "docker network ls --no-trunc --format '{{.Driver}} {{.ID}} {{.Name}}'"),
  )
    .map((line) => line.split(' '))
    .filter(([driver]) => driver === 'bridge');
  const endpoints = containers.flatMap((one) => one.endpoints);
  for (const [, id = '', called = ''] of bridges) {
    const here = endpoints.filter((one) => one.network === called);
    const device = called === 'bridge' ? 'docker0' : `br-${id.slice(0, 12)}`;
    const members = `{{range .Containers}}{{.Name}} {{.IPv4Address}} {{.MacAddress}}{{println}}{{end}}`;
    const seen = lines(await told(machine, `docker network inspect -f '${members}' ${called}`)).filter(
      Boolean,
    );
    expect(sorted(seen)).toEqual(sorted(here.map((one) => `${one.container} ${one.address} ${one.mac}`)));
    const gateway = await told(
      machine,
      `docker network inspect -f '{{(index .IPAM.Config 0).Gateway}}' ${called}`,
    );
    const onHost = await told(machine, `ip -o -4 addr show dev ${device}`);
    expect(onHost.split(/\s+/)[3]?.split('/')[0]).toBe(gateway.trim());
    expect(lines(await told(machine, `ip -o link show master ${device}`))).toHaveLength(here.length);
  }
  expect(lines(await told(machine, 'ip -o link show type veth'))).toHaveLength(endpoints.length);
  const devices = lines(await told(machine, 'ip -o link show type bridge'));
  expect(devices).toHaveLength(bridges.length);
}

/** `0.0.0.0:8080` of each rule that sends what comes for a port of the host to a container. */
async function natRules(machine: SimulatedMachine): Promise<readonly string[]> {
  return lines(await told(machine, 'iptables -t nat -S DOCKER')).flatMap((rule) => {
    const port = /--dport (\d+)/.exec(rule)?.[1];
    if (port === undefined || !rule.includes('-j DNAT')) return [];
    const address = /-d ([\d.]+)\/32/.exec(rule)?.[1] ?? '0.0.0.0';
    return [`${address}:${port} -> ${/--to-destination (\S+)/.exec(rule)?.[1]}`];
  });
}

async function portsAgree(machine: SimulatedMachine, containers: readonly Running[]): Promise<void> {
  const all = containers.flatMap((one) => one.ports);
  for (const one of containers) {
    expect(sorted(lines(await told(machine, `docker port ${one.name}`)))).toEqual(
      sorted(one.ports.map((port) => port.replace('-> :::', '-> [::]:'))),
    );
  }
  const places = all.map((port) => port.replace(/^.* -> /, '').replace(/^:::/, '[::]:'));
  const listening = lines(await told(machine, "ss -tlnH | awk '{print $4}' | { grep -v ':22$' || true; }"));
  expect(sorted(listening)).toEqual(sorted(places));
  const proxies = lines(await told(machine, 'ps -eo args= | grep ^/usr/bin/docker-proxy || true'));
  expect(proxies).toHaveLength(all.length);
  const rules = await natRules(machine);
  expect(sorted(rules.map((rule) => rule.replace(/ -> .*/, '')))).toEqual(
    sorted(places.filter((place) => !place.startsWith('['))),
  );
  const addresses = containers.flatMap(({ endpoints }) =>
    endpoints.map(({ address }) => address.split('/')[0]),
  );
  for (const rule of rules) expect(addresses).toContain(/ -> (.*):\d+$/.exec(rule)?.[1]);
  for (const place of places) {
    const { exitCode } = await ran(
      machine,
      `grep -qi ':${hexPort(place)} .* 0A ' /proc/net/tcp /proc/net/tcp6`,
    );
    expect([place, exitCode]).toEqual([place, 0]);
  }
}

const hexPort = (place: string): string =>
  Number(place.slice(place.lastIndexOf(':') + 1))
    .toString(16)
    .toUpperCase()
    .padStart(4, '0');

async function insideAgrees(machine: SimulatedMachine, one: Running): Promise<void> {
  const enter = `nsenter -t ${one.pid} -n`;
  const addresses = lines(await told(machine, `${enter} ip -o -4 addr`))
    .map((line) => line.split(/\s+/)[3] ?? '')
    .filter((address) => !address.startsWith('127.'));
  expect(sorted(addresses)).toEqual(sorted(one.endpoints.map(({ address }) => address)));
  const macs = (await told(machine, `${enter} ip link`)).match(/(?<=link\/ether )\S+/g) ?? [];
  expect(sorted(macs)).toEqual(sorted(one.endpoints.map(({ mac }) => mac)));
  const devices = lines(await told(machine, `sed 1,2d /proc/${one.pid}/net/dev`));
  expect(devices).toHaveLength(one.endpoints.length + 1);
  expect(lines(await told(machine, `docker exec ${one.name} sh -c 'sed 1,2d /proc/net/dev'`))).toHaveLength(
    devices.length,
  );
  const sockets = lines(await told(machine, `${enter} ss -tlnH`));
  const table = await told(machine, `cat /proc/${one.pid}/net/tcp /proc/${one.pid}/net/tcp6`);
  expect(table.match(/ 0A /g) ?? []).toHaveLength(sockets.length);
  const shown = (await told(machine, `docker exec ${one.name} netstat -tln`)).match(/LISTEN/g) ?? [];
  expect(shown).toHaveLength(sockets.length);
  const named = await told(machine, `docker exec ${one.name} cat /etc/hosts`);
  const [first] = one.endpoints;
  if (first !== undefined) expect(named).toContain(`${first.address.split('/')[0]}\t`);
}

test('networks, ports and volumes tell one story on the host, in containers and in docker', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 9 }), async (all) => {
      const machine = newMachine();
      for (const line of all) {
        const { kind } = await ran(machine, line);
        expect(kind).toBe('exited');
        await agreement(machine);
      }
    }),
    { numRuns: 12, seed: 20261122 },
  );
}, 480_000);
