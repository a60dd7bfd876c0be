import { describe, expect, test } from 'vitest';
import { STDOUT, type Sys } from '../../../src/sim/kernel/sys.ts';
import {
  attachToParent,
  createBridge,
  dockerProxy,
  openEmbeddedDns,
  prepareSandbox,
  publishPort,
  serveEmbeddedDns,
  setUpFirewall,
  startProxy,
} from '../../../src/sim/net/index.ts';
import { resolveName } from '../../../src/sim/programs/net/resolver.ts';
import { bridge, container } from './containers.ts';
import { call, echoServer, inNewNamespace, makeLan } from './lan.ts';

describe('what dockerd does to the network', () => {
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
