/** bridge of iproute2 7.3: the ports of bridges. Left out: fdb, mdb, mst, vlan, vni, monitor and changes, which refuse. bridge(8). */
import type { LinkInfo } from '../../kernel/net.ts';
import type { Program, Sys } from '../../kernel/sys.ts';
import { err, out } from '../lib/io.ts';
import { linkFlags } from './link-words.ts';

const USAGE = `Usage: bridge [ OPTIONS ] OBJECT { COMMAND | help }
       bridge [ -force ] -batch filename
where  OBJECT := { link | fdb | mdb | mst | vlan | vni | monitor }
       OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] |
                    -o[neline] | -t[imestamp] | -n[etns] name |
                    -com[pressvlans] -c[olor] -p[retty] -j[son] }
`;
const OBJECTS = ['link', 'fdb', 'mdb', 'mst', 'vlan', 'vni', 'monitor'];

export function* bridge(sys: Sys, argv: readonly string[]): Program {
  const [object, verb = 'show', ...rest] = argv.slice(1);
  const meant = OBJECTS.find((one) => object !== undefined && one.startsWith(object));
  if (object === undefined || object === 'help') {
    yield* err(sys, USAGE);
    return object === undefined ? 255 : 0;
  }
  if (meant === undefined) {
    yield* err(sys, `Object "${object}" is unknown, try "bridge help".\n`);
    return 255;
  }
  if (meant !== 'link' || !['show', 'list', 'lst'].some((word) => word.startsWith(verb))) {
    yield* err(sys, `bridge: "${meant} ${verb}" is real, but this simulator does not model it\n`);
    return 255;
  }
  return yield* showPorts(sys, rest[0] === 'dev' ? (rest[1] ?? null) : (rest[0] ?? null));
}

function* showPorts(sys: Sys, device: string | null): Program {
  const links = sys.netlink().links();
  if (device !== null && !links.some(({ name }) => name === device)) {
    yield* err(sys, `Cannot find device "${device}"\n`);
    return 1;
  }
  const ports = links.filter(
    ({ name, master }) => master !== null && (device === null || name === device || master === device),
  );
  yield* out(sys, ports.map((port) => portText(port, links)).join(''));
  return 0;
}

/** The other end is named by its number as if it were in this namespace, as the real one does. */
function portText(port: LinkInfo, links: readonly LinkInfo[]): string {
  const { link } = port;
  const end =
    link === null ? '' : `@${links.find(({ index }) => index === link.index)?.name ?? `if${link.index}`}`;
  const state = port.up && port.lowerUp ? 'forwarding' : 'disabled';
  return (
    `${port.index}: ${port.name}${end}: <${linkFlags(port)}> mtu ${port.mtu} master ${port.master}` +
    ` state ${state} priority 32 cost 2 \n`
  );
}
