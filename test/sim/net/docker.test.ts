import { describe, expect, test } from 'vitest';
import { STDOUT, type Sys } from '../../../src/sim/kernel/sys.ts';
import {
  attachToBridge,
  attachToParent,
  type BridgeNetwork,
  createBridge,
  dockerProxy,
  hostsFile,
  openEmbeddedDns,
  prepareSandbox,
  publishPort,
  serveEmbeddedDns,
  setUpFirewall,
  startProxy,
} from '../../../src/sim/net/index.ts';
import { ruleWords } from '../../../src/sim/net/netfilter/rule-words.ts';
import { resolveName } from '../../../src/sim/programs/net/resolver.ts';
import { call, echoServer, inNewNamespace, makeLan } from './lan.ts';

const bridge = (name: string, third: number): BridgeNetwork => ({
  bridge: name,
  subnet: `172.${third}.0.0/16`,
  gateway: `172.${third}.0.1/16`,
  internal: false,
  icc: true,
  masquerade: true,
});

function container(
  sys: Sys,
  on: string,
  address: string,
  main: (inner: Sys) => ReturnType<typeof echoServer>,
): number {
  return inNewNamespace(
    sys,
    (pid) => {
      prepareSandbox(sys, pid as never);
      const gateway = address.replace(/\.\d+\/\d+$/, '.1');
      const endpoint = {
        pid: pid as never,
        bridge: on,
        name: 'eth0',
        hostName: `veth${pid}`,
        mac: `02:42:00:00:00:0${pid % 10}`,
      };
      attachToBridge(sys, { ...endpoint, address, gateway });
    },
    main,
  );
}

const listing = (sys: Sys, table: 'nat' | 'filter' | 'raw'): string[] =>
  sys
    .netlink()
    .chains(table)
    .flatMap(({ name, rules }) => rules.map((rule) => `-A ${name} ${ruleWords(rule)}`));

describe('what dockerd does to the network', () => {
  test('its rules are those of the real engine, in their order', () => {
    const { host } = makeLan({
      host: {
        *engine(sys) {
          setUpFirewall(sys.netlink());
          createBridge(sys, bridge('docker0', 17));
          createBridge(sys, bridge('br-a714923bb1d6', 18));
          container(sys, 'docker0', '172.17.0.2/16', (inner) => echoServer(inner, 80));
          const port = { bridge: 'docker0', containerIp: '172.17.0.2', hostIp: '0.0.0.0' } as const;
          publishPort(sys, { ...port, protocol: 'udp', hostPort: 18190, containerPort: 53 });
          publishPort(sys, { ...port, protocol: 'tcp', hostPort: 18188, containerPort: 80 });
          publishPort(sys, {
            ...port,
            protocol: 'tcp',
            hostIp: '127.0.0.1',
            hostPort: 18189,
            containerPort: 80,
          });
          for (const table of ['nat', 'filter', 'raw'] as const)
            yield* sys.write(STDOUT, `${listing(sys, table).join('\n')}\n`);
          return 0;
        },
      },
    });
    expect(host.run('engine').stdout).toBe(`-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
-A POSTROUTING -s 172.18.0.0/16 ! -o br-a714923bb1d6 -j MASQUERADE
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
-A DOCKER -i br-a714923bb1d6 -j RETURN
-A DOCKER -i docker0 -j RETURN
-A DOCKER ! -i docker0 -p udp -m udp --dport 18190 -j DNAT --to-destination 172.17.0.2:53
-A DOCKER ! -i docker0 -p tcp -m tcp --dport 18188 -j DNAT --to-destination 172.17.0.2:80
-A DOCKER -d 127.0.0.1/32 ! -i docker0 -p tcp -m tcp --dport 18189 -j DNAT --to-destination 172.17.0.2:80
-A FORWARD -j DOCKER-USER
-A FORWARD -j DOCKER-FORWARD
-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
-A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p udp -m udp --dport 53 -j ACCEPT
-A DOCKER ! -i docker0 -o docker0 -j DROP
-A DOCKER ! -i br-a714923bb1d6 -o br-a714923bb1d6 -j DROP
-A DOCKER-BRIDGE -o docker0 -j DOCKER
-A DOCKER-BRIDGE -o br-a714923bb1d6 -j DOCKER
-A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A DOCKER-CT -o br-a714923bb1d6 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A DOCKER-FORWARD -j DOCKER-CT
-A DOCKER-FORWARD -j DOCKER-ISOLATION-STAGE-1
-A DOCKER-FORWARD -j DOCKER-BRIDGE
-A DOCKER-FORWARD -i docker0 -j ACCEPT
-A DOCKER-FORWARD -i br-a714923bb1d6 -j ACCEPT
-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2
-A DOCKER-ISOLATION-STAGE-1 -i br-a714923bb1d6 ! -o br-a714923bb1d6 -j DOCKER-ISOLATION-STAGE-2
-A DOCKER-ISOLATION-STAGE-2 -o br-a714923bb1d6 -j DROP
-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP
-A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP
-A PREROUTING -d 127.0.0.1/32 ! -i lo -p tcp -m tcp --dport 18189 -j DROP
`);
  });

  test('published, isolated, conflicting: who reaches whom', () => {
    const { host, laptop } = makeLan({
      host: {
        'docker-proxy': dockerProxy,
        *engine(sys) {
          setUpFirewall(sys.netlink());
          createBridge(sys, bridge('docker0', 17));
          createBridge(sys, bridge('br-one', 18));
          container(sys, 'docker0', '172.17.0.2/16', (inner) => echoServer(inner, 80));
          const port = {
            bridge: 'docker0',
            protocol: 'tcp',
            containerIp: '172.17.0.2',
            containerPort: 80,
          } as const;
          startProxy(sys, publishPort(sys, { ...port, hostIp: '0.0.0.0', hostPort: 8080 }));
          startProxy(sys, publishPort(sys, { ...port, hostIp: '127.0.0.1', hostPort: 8081 }));
          try {
            publishPort(sys, { ...port, hostIp: '127.0.0.1', hostPort: 8080 });
          } catch (error) {
            yield* sys.write(STDOUT, `second 8080: ${(error as Error).message}\n`);
          }
          container(sys, 'br-one', '172.18.0.2/16', function* (inner) {
            yield* inner.sleep(200);
            yield* inner.write(
              STDOUT,
              `other network, its address: ${yield* quick(inner, '172.17.0.2', 80)}\n`,
            );
            yield* inner.write(
              STDOUT,
              `other network, published: ${yield* call(inner, '192.168.1.10', 8080)}\n`,
            );
            return 0;
          });
          yield* sys.sleep(10);
          yield* sys.write(STDOUT, `localhost: ${yield* call(sys, '127.0.0.1', 8080)}\n`);
          yield* sys.write(STDOUT, `localhost only: ${yield* call(sys, '127.0.0.1', 8081)}\n`);
          yield* sys.sleep(10_000);
          return 0;
        },
      },
      laptop: {
        *ask(sys) {
          yield* sys.sleep(500);
          yield* sys.write(STDOUT, `8080: ${yield* call(sys, '192.168.1.10', 8080)}\n`);
          yield* sys.write(STDOUT, `8081: ${yield* call(sys, '192.168.1.10', 8081)}\n`);
          return 0;
        },
      },
    });
    const asked = laptop.start('ask');
    expect(host.run('engine').stdout.split('\n')).toEqual([
      'second 8080: EADDRINUSE',
      'localhost: host heard hello from 172.17.0.1',
      'localhost only: host heard hello from 172.17.0.1',
      'other network, its address: EINPROGRESS',
      'other network, published: host heard hello from 172.17.0.1',
      '',
    ]);
    expect(asked.output()).toBe('8080: host heard hello from 192.168.1.20\n8081: ECONNREFUSED\n');
  });

  test('names are answered on user networks only, by 127.0.0.11', () => {
    const { host } = makeLan(
      {
        host: {
          *engine(sys) {
            setUpFirewall(sys.netlink());
            createBridge(sys, bridge('br-one', 18));
            const pid = container(sys, 'br-one', '172.18.0.2/16', function* (inner) {
              yield* inner.sleep(50);
              for (const name of ['web', 'nope']) {
                const found = yield* resolveName(inner, name);
                yield* inner.write(
                  STDOUT,
                  `${name}: ${found.kind === 'found' ? found.address : found.kind}\n`,
                );
              }
              return 0;
            });
            const sockets = openEmbeddedDns(sys, pid as never);
            sys.clone({}, function* (dockerd) {
              const names = {
                lookUp: (name: string) => (name === 'web' ? ['172.18.0.3'] : null),
                reverse: () => null,
                upstream: [],
              };
              yield* serveEmbeddedDns(dockerd, sockets, () => names);
              return 0;
            });
            yield* sys.sleep(30_000);
            return 0;
          },
        },
      },
      {},
      { 'resolv.conf': 'nameserver 127.0.0.11\noptions ndots:0\n' },
    );
    expect(host.run('engine').stdout).toBe('web: 172.18.0.3\nnope: failed\n');
  });

  test('a macvlan child is a machine of the LAN that its own host cannot reach', () => {
    const { host, laptop } = makeLan({
      host: {
        *engine(sys) {
          const wire = (address: string, kind: 'macvlan') => (pid: number) => {
            prepareSandbox(sys, pid as never);
            attachToParent(sys, {
              kind,
              pid: pid as never,
              parent: 'eth0',
              name: 'eth0',
              address,
              gateway: null,
            });
          };
          inNewNamespace(sys, wire('192.168.1.50/24', 'macvlan'), (inner) => echoServer(inner, 80));
          inNewNamespace(sys, wire('192.168.1.51/24', 'macvlan'), function* (inner) {
            yield* inner.sleep(100);
            yield* inner.write(STDOUT, `sibling: ${yield* call(inner, '192.168.1.50', 80)}\n`);
            return 0;
          });
          yield* sys.write(STDOUT, `host: ${yield* call(sys, '192.168.1.50', 80)}\n`);
          const { promiscuity } =
            sys
              .netlink()
              .links()
              .find(({ name }) => name === 'eth0') ?? {};
          yield* sys.write(STDOUT, `eth0 promiscuity ${promiscuity}\n`);
          return 0;
        },
      },
      laptop: {
        *ask(sys) {
          yield* sys.sleep(500);
          yield* sys.write(STDOUT, yield* call(sys, '192.168.1.50', 80));
          return 0;
        },
      },
    });
    const asked = laptop.start('ask');
    expect(host.run('engine').stdout).toBe(
      'sibling: host heard hello from 192.168.1.51\nhost: EHOSTUNREACH\neth0 promiscuity 1\n',
    );
    expect(asked.output()).toBe('host heard hello from 192.168.1.20');
  });

  test('a cloud drops what does not come from the address it gave; ipvlan passes, macvlan does not', () => {
    const results = (['macvlan', 'ipvlan'] as const).map((kind) => {
      const { host, laptop } = makeLan(
        {
          host: {
            *engine(sys) {
              const wire = (pid: number) => {
                prepareSandbox(sys, pid as never);
                attachToParent(sys, {
                  kind,
                  pid: pid as never,
                  parent: 'eth0',
                  name: 'eth0',
                  address: '192.168.1.50/24',
                  gateway: null,
                });
              };
              inNewNamespace(sys, wire, function* (inner) {
                yield* inner.write(STDOUT, yield* call(inner, '192.168.1.20', 80));
                return 0;
              });
              yield* sys.sleep(5000);
              return 0;
            },
          },
          laptop: { serve: (sys) => echoServer(sys, 80) },
        },
        { lockMacs: true },
      );
      laptop.start('serve');
      return host.run('engine').stdout;
    });
    expect(results).toEqual(['EHOSTUNREACH', 'laptop heard hello from 192.168.1.50']);
  });

  test('a trace names every hop and the one that fails', () => {
    const { host } = makeLan({
      host: {
        *engine(sys) {
          setUpFirewall(sys.netlink());
          createBridge(sys, bridge('docker0', 17));
          createBridge(sys, bridge('br-one', 18));
          container(sys, 'docker0', '172.17.0.2/16', (inner) => echoServer(inner, 80));
          const pid = container(sys, 'br-one', '172.18.0.2/16', (inner) => echoServer(inner, 80));
          const traced = sys.netlink(pid as never).trace('172.17.0.2', 'tcp', 80);
          yield* sys.write(
            STDOUT,
            `${traced.arrives}\n${traced.hops.map(({ device, words }) => `${device} ${words}`).join('\n')}\n`,
          );
          return 0;
        },
      },
    });
    expect(host.run('engine').stdout).toBe(`false
null tcp to 172.17.0.2:80
eth0 172.17.0.2 via 172.18.0.1 dev eth0
br-one in at br-one
null raw PREROUTING: -d 172.17.0.2/32 ! -i docker0 -j DROP
null dropped in raw PREROUTING
`);
  });
});

function* quick(sys: Sys, address: string, port: number) {
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address, port }, 2000);
    return 'connected';
  } catch (error) {
    return (error as Error).message;
  }
}

test('/etc/hosts of a container', () => {
  expect(hostsFile([{ address: '172.18.0.2', names: ['1007f20b87ca'] }])).toBe(
    '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\n' +
      'ff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n172.18.0.2\t1007f20b87ca\n',
  );
});
