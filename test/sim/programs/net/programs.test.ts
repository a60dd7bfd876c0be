import { describe, expect, test } from 'vitest';
import { bootHost } from './host.ts';

const withoutTimes = (text: string) => text.replace(/(?<![\d.])\d+\.\d{3}(?![\d.])/g, 'T');

describe('ip', () => {
  const run = bootHost();
  test('shows addresses as iproute2 and as busybox do', () => {
    const lo = (proto: string) =>
      `    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host ${proto}
       valid_lft forever preferred_lft forever
`;
    expect(run('ip a show lo')).toBe(
      `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n${lo('proto kernel_lo ')}[0]`,
    );
    expect(run('busybox ip addr show lo')).toBe(
      `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n${lo('')}[0]`,
    );
    expect(run('ip -4 -o addr show eth0')).toBe(
      '2: eth0    inet 192.168.1.10/24 scope global eth0\\       valid_lft forever preferred_lft forever\n[0]',
    );
  });

  test('routes, and what a route would be', () => {
    expect(run('ip route; busybox ip route; ip route get 8.8.8.8; ip route get 127.0.0.1')).toBe(
      'default via 192.168.1.1 dev eth0 \n' +
        '172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown \n' +
        '192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.10 \n' +
        'default via 192.168.1.1 dev eth0 \n172.17.0.0/16 dev docker0 scope link  src 172.17.0.1 \n' +
        '192.168.1.0/24 dev eth0 scope link  src 192.168.1.10 \n' +
        '8.8.8.8 via 192.168.1.1 dev eth0 src 192.168.1.10 uid 0 \n    cache \n' +
        'local 127.0.0.1 dev lo src 127.0.0.1 uid 0 \n    cache <local> \n[0]',
    );
  });

  test('neighbours: all of them, or the one that is named', () => {
    run('ping -c 1 -W 1 192.168.1.77; ping -c 1 -W 1 192.168.1.78');
    const one = '192.168.1.77 dev eth0 FAILED \n';
    expect(run('ip neigh')).toBe(`192.168.1.78 dev eth0 FAILED \n${one}[0]`);
    expect(run('ip neigh show 192.168.1.77; ip neigh show to 192.168.1.77')).toBe(`${one}${one}[0]`);
    expect(run('ip neigh show 192.168.1.79')).toBe('[0]');
    expect(run('ip neigh show eth0')).toBe('Error: any valid prefix is expected rather than "eth0".\n[1]');
    const busybox = '192.168.1.77 dev eth0  used 0/0/0 probes 6 FAILED\n';
    expect(run('busybox ip neigh show 192.168.1.77')).toBe(`${busybox}[0]`);
    expect(run('busybox ip neigh show xyz')).toBe(`${busybox.replace('77', '78')}${busybox}[0]`);
  });

  test('what it refuses, in its words and with its codes', () => {
    expect(run('ip a show dev nope')).toBe('Device "nope" does not exist.\n[1]');
    expect(run('ip foo')).toBe('Object "foo" is unknown, try "ip help".\n[1]');
    expect(run('ip link add')).toBe('Not enough information: "type" argument is required\n[255]');
    expect(run('ip addr add 1.2.3.4/24')).toBe('Not enough information: "dev" argument is required.\n[255]');
    expect(run('ip route add 10.0.0.0/8 via 9.9.9.9')).toBe('RTNETLINK answers: Network is unreachable\n[2]');
    expect(run('busybox ip a show dev nope')).toBe("ip: can't find device 'nope'\n[1]");
  });

  test('makes, configures and removes devices', () => {
    expect(
      run('ip link add d0 type dummy && ip addr add 10.1.2.3/24 dev d0 && ip link set d0 up && ip r'),
    ).toBe(
      'default via 192.168.1.1 dev eth0 \n10.1.2.0/24 dev d0 proto kernel scope link src 10.1.2.3 \n' +
        '172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown \n' +
        '192.168.1.0/24 dev eth0 proto kernel scope link src 192.168.1.10 \n[0]',
    );
    expect(run('ip link del d0; ip -br l | grep -v docker0')).toBe(
      'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP> \n' +
        'eth0             UP             52:54:00:a1:00:10 <BROADCAST,MULTICAST,UP,LOWER_UP> \n[0]',
    );
  });
});

describe('from the host to the LAN and beyond', () => {
  const run = bootHost();
  test('ping answers, stays silent, or knows no name', () => {
    expect(withoutTimes(run('ping -c 1 laptop'))).toBe(`PING laptop (192.168.1.20) 56(84) bytes of data.
64 bytes from 192.168.1.20: icmp_seq=1 ttl=64 time=T ms

--- laptop ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = T/T/T/T ms
[0]`);
    expect(run('ping -c 1 -W 1 192.168.1.77')).toBe(`PING 192.168.1.77 (192.168.1.77) 56(84) bytes of data.

--- 192.168.1.77 ping statistics ---
1 packets transmitted, 0 received, 100% packet loss, time 0ms

[1]`);
    expect(run('ping -c 1 nope.example')).toBe('ping: nope.example: Name or service not known\n[2]');
    expect(withoutTimes(run('busybox ping -c 1 8.8.8.8'))).toBe(`PING 8.8.8.8 (8.8.8.8): 56 data bytes
64 bytes from 8.8.8.8: seq=0 ttl=63 time=T ms

--- 8.8.8.8 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
round-trip min/avg/max = T/T/T ms
[0]`);
  });

  test('curl fetches, and fails with the codes of its manual', () => {
    expect(run("curl -s -o /dev/null -w '%{http_code}\\n' example.com")).toBe('200\n[0]');
    expect(run('curl nope.example')).toBe('curl: (6) Could not resolve host: nope.example\n[6]');
    expect(run('curl 127.0.0.1:9')).toBe(
      'curl: (7) Failed to connect to 127.0.0.1:9 after 0 ms: Could not connect to server\n[7]',
    );
    expect(run('curl -f mirror.example/nope')).toBe('curl: (22) The requested URL returned error: 404\n[22]');
    expect(run('curl -m 2 192.168.1.77')).toBe(
      'curl: (28) Connection timed out after 2001 milliseconds\n[28]',
    );
    expect(run('curl -s 127.0.0.1:9')).toBe('[7]');
    expect(run('curl')).toBe("curl: try 'curl --help' or 'curl --manual' for more information\n[2]");
  });

  test('ssh runs a command on the laptop and brings its code home', () => {
    expect(run("ssh laptop 'hostname; exit 3'")).toBe('laptop\n[3]');
    expect(run('ssh nowhere ls')).toBe(
      'ssh: Could not resolve hostname nowhere: Name or service not known\n[255]',
    );
    expect(run('ssh 192.168.1.1 ls')).toBe(
      'ssh: connect to host 192.168.1.1 port 22: Connection refused\n[255]',
    );
  });

  test('a server on the host is seen by sockets, by itself and by the laptop', () => {
    const start = 'busybox httpd -p 8080 -h /etc; sleep 0.1';
    expect(
      run(`${start}; ssh laptop curl -s 192.168.1.10:8080/hostname; ss -tln; busybox netstat -tln`),
    ).toBe(`dockerhost
State  Recv-Q Send-Q Local Address:Port Peer Address:Port
LISTEN 0      9                  *:8080            *:*
Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       
tcp        0      0 :::8080                 :::*                    LISTEN      
[0]`);
    expect(run('busybox httpd -f -p 8080')).toBe('httpd: bind: Address already in use\n[1]');
    expect(run('busybox wget -qO- 127.0.0.1:8080/nope')).toBe(
      'wget: server returned error: HTTP/1.1 404 Not Found\n[1]',
    );
    expect(
      run('busybox wget -O- 127.0.0.1:8080/hostname'),
    ).toBe(`Connecting to 127.0.0.1:8080 (127.0.0.1:8080)
writing to stdout
dockerhost
-                    100% |********************************|    11  0:00:00 ETA
written to stdout
[0]`);
  });

  test('busybox: names, refusals, time-outs', () => {
    expect(run('busybox nslookup laptop')).toBe(
      'Server:\t\t192.168.1.1\nAddress:\t192.168.1.1:53\n\nNon-authoritative answer:\n\nNon-authoritative answer:\nName:\tlaptop\nAddress: 192.168.1.20\n\n[0]',
    );
    expect(run('busybox wget -T 1 -qO- 192.168.1.77')).toBe('wget: download timed out\n[1]');
    expect(run('busybox wget -qO- 192.168.1.20:81')).toBe(
      "wget: can't connect to remote host (192.168.1.20): Connection refused\n[1]",
    );
    expect(run('busybox nc nope 80')).toBe("nc: bad address 'nope'\n[1]");
    expect(run('busybox ping nope')).toBe("ping: bad address 'nope'\n[1]");
  });
});

describe('iptables', () => {
  const run = bootHost();
  test('adds, lists, counts and deletes', () => {
    const table = 'iptables -t raw';
    expect(run(`${table} -A PREROUTING ! -s 10.0.0.0/8 -i eth0 -p tcp --dport 80 -j DROP; ${table} -S`)).toBe(
      '-P PREROUTING ACCEPT\n-P OUTPUT ACCEPT\n-A PREROUTING ! -s 10.0.0.0/8 -i eth0 -p tcp -m tcp --dport 80 -j DROP\n[0]',
    );
    expect(
      run(`${table} -L PREROUTING -n -v --line-numbers; ${table} -L PREROUTING`),
    ).toBe(`Chain PREROUTING (policy ACCEPT 0 packets, 0 bytes)
num   pkts bytes target     prot opt in     out     source               destination         
1        0     0 DROP       tcp  --  eth0   *      !10.0.0.0/8           0.0.0.0/0            tcp dpt:80
Chain PREROUTING (policy ACCEPT)
target     prot opt source               destination         
DROP       tcp  -- !10.0.0.0/8           anywhere             tcp dpt:80
[0]`);
    expect(run(`${table} -D PREROUTING 1; ${table} -D PREROUTING 1`)).toBe(
      'iptables: Index of deletion too big.\n[1]',
    );
    expect(run(`${table} -D OUTPUT -s 1.2.3.4 -j DROP`)).toBe(
      'iptables: Bad rule (does a matching rule exist in that chain?).\n[1]',
    );
    expect(run('iptables -L NOPE')).toBe('iptables: No chain/target/match by that name.\n[1]');
  });

  test('a dropped port times out, a rejected one is refused', () => {
    run('busybox httpd -p 8080 -h /etc');
    run('iptables -A INPUT -i lo -p tcp --dport 8080 -j DROP');
    expect(run('curl -m 2 127.0.0.1:8080/hostname')).toBe(
      'curl: (28) Connection timed out after 2001 milliseconds\n[28]',
    );
    run('iptables -F INPUT; iptables -A INPUT -i lo -p tcp --dport 8080 -j REJECT');
    expect(run('curl -s 127.0.0.1:8080/hostname')).toBe('[7]');
    run('iptables -F INPUT');
    expect(run('curl -s 127.0.0.1:8080/hostname')).toBe('dockerhost\n[0]');
  });
});
