import { describe, expect, test } from 'vitest';
import { STDOUT, type Sys } from '../../../src/sim/kernel/sys.ts';
import { parseRule } from '../../../src/sim/net/netfilter/rule-words.ts';
import { attach, call, echoServer, inNewNamespace, makeBridge, makeLan } from './lan.ts';

describe('two machines on a LAN', () => {
  test('a connection carries bytes both ways and names both ends', () => {
    const { host, laptop } = makeLan({
      host: {
        *ask(sys) {
          yield* sys.write(STDOUT, yield* call(sys, '192.168.1.20', 8080));
          return 0;
        },
      },
      laptop: { serve: (sys) => echoServer(sys, 8080) },
    });
    laptop.start('serve');
    host.kernel.advance(10);
    expect(host.run('ask').stdout).toBe('laptop heard hello from 192.168.1.10');
  });

  test('nobody listens, nobody is there, no route: three errors in their own time', () => {
    const { host } = makeLan({
      host: {
        *ask(sys) {
          for (const address of ['192.168.1.20', '192.168.1.99', '8.8.8.8']) {
            const before = sys.monotonicMs();
            const answer = yield* call(sys, address, 80);
            yield* sys.write(
              STDOUT,
              `${address} ${answer} ${Math.round((sys.monotonicMs() - before) / 1000)}s\n`,
            );
          }
          return 0;
        },
      },
    });
    expect(host.run('ask').stdout).toBe(
      '192.168.1.20 ECONNREFUSED 0s\n192.168.1.99 EHOSTUNREACH 3s\n8.8.8.8 ENETUNREACH 0s\n',
    );
  });

  test('a port is bound once, and wildcards exclude the rest', () => {
    const { host } = makeLan({
      host: {
        *bindAll(sys) {
          const tries = [
            ['0.0.0.0', 80],
            ['127.0.0.1', 80],
            ['127.0.0.1', 81],
            ['192.168.1.10', 81],
            ['0.0.0.0', 81],
            ['10.0.0.1', 82],
            ['::', 80],
          ] as const;
          for (const [address, port] of tries) {
            let result = 'bound';
            try {
              sys.bind(sys.socket('stream'), { address, port });
            } catch (error) {
              result = (error as Error).message;
            }
            yield* sys.write(STDOUT, `${address}:${port} ${result}\n`);
          }
          return 0;
        },
      },
    });
    expect(host.run('bindAll').stdout).toBe(
      [
        '0.0.0.0:80 bound',
        '127.0.0.1:80 EADDRINUSE',
        '127.0.0.1:81 bound',
        '192.168.1.10:81 bound',
        '0.0.0.0:81 EADDRINUSE',
        '10.0.0.1:82 EADDRNOTAVAIL',
        ':::80 EADDRINUSE',
        '',
      ].join('\n'),
    );
  });
});

describe('docker0 by hand', () => {
  const rules = (sys: Sys) => {
    const control = sys.netlink();
    const add = (table: 'nat' | 'filter', chain: string, words: string) =>
      control.addRule(table, chain, parseRule(words.split(' ')));
    control.newChain('nat', 'DOCKER');
    add('nat', 'PREROUTING', '-m addrtype --dst-type LOCAL -j DOCKER');
    add('nat', 'OUTPUT', '! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER');
    add('nat', 'POSTROUTING', '-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE');
    add('nat', 'DOCKER', '-i docker0 -j RETURN');
    add('nat', 'DOCKER', '! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80');
  };

  test('out by masquerade, in by DNAT, and each sees what it would see', () => {
    const { host, laptop } = makeLan({
      host: {
        *engine(sys) {
          makeBridge(sys, 'docker0', '172.17.0.1/16');
          rules(sys);
          inNewNamespace(sys, attach(sys, 'docker0', '172.17.0.2/16', '172.17.0.1'), (inner) =>
            echoServer(inner, 80),
          );
          inNewNamespace(sys, attach(sys, 'docker0', '172.17.0.3/16', '172.17.0.1'), function* (inner) {
            yield* inner.sleep(50);
            yield* inner.write(STDOUT, `container to laptop: ${yield* call(inner, '192.168.1.20', 9000)}\n`);
            yield* inner.write(STDOUT, `container to container: ${yield* call(inner, '172.17.0.2', 80)}\n`);
            return 0;
          });
          yield* sys.sleep(1000);
          yield* sys.write(STDOUT, `host to container: ${yield* call(sys, '172.17.0.2', 80)}\n`);
          yield* sys.write(STDOUT, `host to itself: ${yield* call(sys, '192.168.1.10', 8080)}\n`);
          return 0;
        },
      },
      laptop: {
        serve: (sys) => echoServer(sys, 9000),
        *ask(sys) {
          yield* sys.sleep(500);
          yield* sys.write(STDOUT, yield* call(sys, '192.168.1.10', 8080));
          return 0;
        },
      },
    });
    laptop.start('serve');
    const asked = laptop.start('ask');
    expect(host.run('engine').stdout.split('\n').sort()).toEqual([
      '',
      'container to container: host heard hello from 172.17.0.3',
      'container to laptop: laptop heard hello from 192.168.1.10',
      'host to container: host heard hello from 172.17.0.1',
      'host to itself: host heard hello from 192.168.1.10',
    ]);
    expect(asked.output()).toBe('host heard hello from 192.168.1.20');
  });
});
