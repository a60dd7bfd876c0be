/** What the drivers refuse of their options (moby `libnetwork/drivers/bridge`, `macvlan`, `ipvlan`), in their words. */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { NetworkRequest } from './network-create.ts';

const invalid = (words: string): EngineError => new EngineError('invalid', words);

export function checkDriverOptions(engine: Engine, request: NetworkRequest): void {
  switch (request.driver) {
    case 'bridge':
      checkBridge(request);
      return;
    case 'macvlan':
    case 'ipvlan':
      checkParent(engine, request, request.driver);
      return;
    case 'host':
    case 'null':
      throw new EngineError('forbidden', `only one instance of "${request.driver}" network is allowed`);
    case 'overlay':
      throw new EngineError(
        'forbidden',
        'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      );
    default:
      throw new EngineError('not-found', `plugin "${request.driver}" not found`);
  }
}

const BOOLEANS = ['enable_icc', 'enable_ip_masquerade', 'inhibit_ipv4'];

function checkBridge({ options }: NetworkRequest): void {
  for (const name of BOOLEANS) {
    const key = `com.docker.network.bridge.${name}`;
    const value = options.get(key);
    if (value === undefined || /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) continue;
    throw invalid(
      `failed to parse ${key} value: ${value} (strconv.ParseBool: parsing "${value}": invalid syntax)`,
    );
  }
}

const MODES = {
  macvlan: { option: 'macvlan_mode', known: ['bridge', 'private', 'vepa', 'passthru'], first: 'bridge' },
  ipvlan: { option: 'ipvlan_mode', known: ['l2', 'l3', 'l3s'], first: 'l2' },
} as const;

function checkParent(engine: Engine, { options }: NetworkRequest, driver: 'macvlan' | 'ipvlan'): void {
  const { option, known, first } = MODES[driver];
  const mode = options.get(option) ?? first;
  if (!(known as readonly string[]).includes(mode)) {
    throw invalid(
      `requested ${driver} mode '${mode}' is not valid, '${first}' mode is the ${driver} driver default`,
    );
  }
  if (mode !== first) {
    throw invalid(`${mode} is a real mode of the ${driver} driver, but this simulator models ${first} alone`);
  }
  const parent = options.get('parent');
  const links = engine.sys.netlink().links();
  if (parent === undefined || links.some(({ name }) => name === parent)) return;
  const [, vlan, ...more] = parent.split('.');
  if (vlan === undefined || more.length > 0) {
    throw invalid(`invalid subinterface vlan name ${parent}, example formatting is eth0.10`);
  }
  if (!/^\d+$/.test(vlan))
    throw invalid(`unable to parse a valid vlan id from: ${vlan} (ex. eth0.10 for vlan 10)`);
  throw invalid(`${parent} would be a VLAN of its parent, which this simulator does not model`);
}
