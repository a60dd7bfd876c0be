/** Machines on one Ethernet, each a kernel of its own on one clock; and docker0 with containers built by netlink calls. */
import type { Kernel } from '../../../src/sim/kernel/kernel.ts';
import type { Program, Sys } from '../../../src/sim/kernel/sys.ts';
import { dir, program, type TreeSpec, text } from '../../../src/sim/kernel/tree-spec.ts';
import { LinuxNetwork, plugIn } from '../../../src/sim/net/linux-network.ts';
import { Segment } from '../../../src/sim/net/segment.ts';
import { type Main, makeMachine, type TestMachine } from '../kernel/machine.ts';

export interface Lan {
  readonly segment: Segment;
  readonly host: TestMachine;
  readonly laptop: TestMachine;
}

export const network = (kernel: Kernel) => new LinuxNetwork(kernel);

/** /etc as the test wants it, and docker-proxy where dockerd looks for it. */
function hostTree(etc: Readonly<Record<string, string>>): TreeSpec {
  return {
    etc: dir(Object.fromEntries(Object.entries(etc).map(([name, content]) => [name, text(content)]))),
    usr: dir({ bin: dir({ 'docker-proxy': program('docker-proxy', 1000) }) }),
  };
}

/** `host` 192.168.1.10 and `laptop` 192.168.1.20; the host's runs run the laptop as well. */
export function makeLan(
  programs: { readonly host?: Record<string, Main>; readonly laptop?: Record<string, Main> },
  options: { readonly lockMacs?: boolean } = {},
  etc: Readonly<Record<string, string>> = {},
): Lan {
  const segment = new Segment('the LAN', options);
  const host = makeMachine(programs.host ?? {}, { network, hostname: 'host', root: hostTree(etc) });
  const laptop = makeMachine(programs.laptop ?? {}, {
    network,
    hostname: 'laptop',
    clock: host.kernel.clock,
  });
  host.kernel.companions.push(laptop.kernel);
  plugIn(host.kernel, { name: 'eth0', segment, mac: '52:54:00:00:00:10', addresses: ['192.168.1.10/24'] });
  plugIn(laptop.kernel, { name: 'eth0', segment, mac: '52:54:00:00:00:20', addresses: ['192.168.1.20/24'] });
  return { segment, host, laptop };
}

/** Starts a child in a network namespace of its own; its process runs `child` once `setUp` has wired it. */
export function inNewNamespace(sys: Sys, wire: (pid: number) => void, child: (sys: Sys) => Program): number {
  let wired = false;
  const pid = sys.clone({ newNamespaces: ['net'] }, function* (inner): Program {
    while (!wired) yield* inner.sleep(1);
    return yield* child(inner);
  });
  wire(pid);
  wired = true;
  return pid;
}

/** What dockerd does for a container on a bridge: a veth pair, an address, a default route. */
export function attach(sys: Sys, bridge: string, cidr: string, gateway: string): (pid: number) => void {
  return (pid) => {
    const host = sys.netlink();
    const name = `veth${pid}`;
    host.addLink({ kind: 'veth', name, peer: { name: 'eth0', netnsOf: pid } });
    host.setLink(name, { master: bridge, up: true });
    const inside = sys.netlink(pid as never);
    inside.setLink('lo', { up: true });
    inside.addAddress('eth0', cidr, { broadcast: true });
    inside.setLink('eth0', { up: true });
    inside.addRoute({ destination: 'default', gateway });
  };
}

/** docker0 and forwarding, with what masquerades its network. */
export function makeBridge(sys: Sys, name: string, cidr: string): void {
  const control = sys.netlink();
  control.addLink({ kind: 'bridge', name });
  control.addAddress(name, cidr, { broadcast: true });
  control.setLink(name, { up: true });
  control.setForwarding(true);
}

/** Accepts one connection after the other and says who called and what it heard. */
export function* echoServer(sys: Sys, port: number): Program {
  const fd = sys.socket('stream');
  sys.bind(fd, { address: '0.0.0.0', port });
  sys.listen(fd, 5);
  for (;;) {
    const connection = yield* sys.accept(fd);
    const heard = new TextDecoder().decode(yield* sys.read(connection, 1000));
    const { address } = sys.getpeername(connection);
    yield* sys.write(connection, `${sys.uname().nodename} heard ${heard} from ${address}`);
    sys.close(connection);
  }
}

/** Connects, says a word and returns the whole answer, or the errno. */
export function* call(sys: Sys, address: string, port: number) {
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address, port });
    yield* sys.write(fd, 'hello');
    let text = '';
    for (;;) {
      const data = yield* sys.read(fd, 1000);
      if (data.length === 0) return text;
      text += new TextDecoder().decode(data);
    }
  } catch (error) {
    return (error as Error).message;
  } finally {
    sys.close(fd);
  }
}
