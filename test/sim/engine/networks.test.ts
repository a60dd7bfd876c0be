import { expect, test } from 'vitest';
import {
  formatBlock,
  giveBack,
  Ipam,
  parseBlock,
  takeAny,
  takeExactly,
} from '../../../src/sim/engine/ipam.ts';
import { freshMachine, lastSaid } from '../worlds/answers.ts';

const block = (text: string) => {
  const parsed = parseBlock(text);
  if (parsed === null) throw new Error(text);
  return parsed.block;
};

test('addresses: the lowest free one of the range, given again once it is back', () => {
  const ipam = new Ipam();
  const pool = ipam.request(block('10.1.0.0/24'), block('10.1.0.128/25'));
  expect([takeAny(pool), takeAny(pool), takeExactly(pool, '10.1.0.7')]).toEqual([
    '10.1.0.128',
    '10.1.0.129',
    '10.1.0.7',
  ]);
  giveBack(pool, '10.1.0.128');
  expect(takeAny(pool)).toBe('10.1.0.128');
  expect(() => takeExactly(pool, '10.1.0.7')).toThrow('Address already in use');
  expect(() => ipam.request(block('10.1.0.0/16'), null)).toThrow(
    'invalid pool request: Pool overlaps with other one on this address space',
  );
});

test('default pools pass over what the host has a route to', () => {
  const ipam = new Ipam();
  const routes = ['default', '172.17.0.0/16', '192.168.1.0/24'];
  const given = Array.from({ length: 15 }, () => formatBlock(ipam.requestDefault(routes).subnet));
  expect([given[0], given[13], given[14]]).toEqual(['172.18.0.0/16', '172.31.0.0/16', '192.168.16.0/20']);
});

test('a port that a process of the host has', async () => {
  const machine = freshMachine();
  const said = await lastSaid(
    machine,
    'docker run -d --name holder --network host busybox httpd -f -p 18305',
    'docker run --name late -p 18305:80 busybox true',
  );
  expect({ ...said, stderr: said.stderr.replace(/[0-9a-f]{64}/, 'ID') }).toEqual({
    stdout: '',
    stderr:
      "docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint late (ID): failed to bind host port for 0.0.0.0:18305:172.17.0.2:80/tcp: address already in use\n\nRun 'docker run --help' for more information\n",
    exitCode: 125,
  });
});

test('published ports have a proxy each on the host, while the container runs', async () => {
  const machine = freshMachine();
  const proxies = 'ps -e -o args | grep docker-prox[y]';
  const up = await lastSaid(machine, 'docker run -d --name web -p 18301:80 busybox sleep 1000', proxies);
  const line = (ip: string) =>
    `/usr/bin/docker-proxy -proto tcp -host-ip ${ip} -host-port 18301 -container-ip 172.17.0.2 -container-port 80 -use-listen-fd\n`;
  expect(up).toEqual({ stdout: line('0.0.0.0') + line('::'), stderr: '', exitCode: 0 });
  expect(await lastSaid(machine, 'docker stop -t 0 web', proxies)).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 1,
  });
});
