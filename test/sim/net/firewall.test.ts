import { expect, test } from 'vitest';
import { STDOUT, type Sys } from '../../../src/sim/kernel/sys.ts';
import { createBridge, hostsFile, publishPort, setUpFirewall } from '../../../src/sim/net/index.ts';
import { ruleWords } from '../../../src/sim/net/netfilter/rule-words.ts';
import { bridge, container } from './containers.ts';
import { echoServer, makeLan } from './lan.ts';

const listing = (sys: Sys, table: 'nat' | 'filter' | 'raw'): string[] =>
  sys
    .netlink()
    .chains(table)
    .flatMap(({ name, rules }) => rules.map((rule) => `-A ${name} ${ruleWords(rule)}`));

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

test('/etc/hosts of a container', () => {
  expect(hostsFile([{ address: '172.18.0.2', names: ['1007f20b87ca'] }])).toBe(
    '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\n' +
      'ff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n172.18.0.2\t1007f20b87ca\n',
  );
});
