/**
 * `--link` on the default bridge (moby `daemon/links`): the variables a container is told about its neighbour by. Invariant: a container
 * starts only while those it links to run. Left out: the START and END variables of ranges of ports.
 */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Container } from './model.ts';

interface Link {
  readonly alias: string;
  readonly other: Container;
  /** On the default bridge; '' where it has none. */
  readonly address: string;
}

/** Those of the default bridge; a user network has its own, which are only names. */
function linksOf(engine: Engine, container: Container): readonly Link[] {
  return (container.hostConfig.links ?? []).flatMap((link) => {
    const [name = '', alias = name] = link.split(':');
    const other = engine.containers.find(name);
    const address = other?.network.endpoints.get('bridge')?.ipAddress ?? '';
    return other === null ? [] : [{ alias, other, address }];
  });
}

/** Throws EngineError where a neighbour does not run or is not on the bridge. */
export function checkNeighbours(engine: Engine, container: Container): void {
  for (const { alias, other } of linksOf(engine, container)) {
    if (!other.state.running) {
      const words = `Cannot link to a non running container: /${other.name} AS /${container.name}/${alias}`;
      throw new EngineError('conflict', words);
    }
    if (!other.network.endpoints.has('bridge'))
      throw new EngineError('invalid', `container ${other.id} not attached to default bridge network`);
  }
}

/** `NAME_PORT_80_TCP=tcp://172.17.0.2:80` and its like, `NAME_ENV_X` for each variable of the neighbour. */
export function linkVariables(engine: Engine, container: Container): readonly string[] {
  return linksOf(engine, container).flatMap(({ alias, other, address }) => {
    const prefix = alias.toUpperCase().replaceAll('-', '_');
    const ports = other.config.exposedPorts.map(portOf).sort(byProtocolAndNumber);
    const [first] = ports;
    return [
      ...(first === undefined ? [] : [`${prefix}_PORT=${first.type}://${address}:${first.number}`]),
      ...ports.flatMap(({ number, type }) => {
        const name = `${prefix}_PORT_${number}_${type.toUpperCase()}`;
        return [
          `${name}=${type}://${address}:${number}`,
          `${name}_ADDR=${address}`,
          `${name}_PORT=${number}`,
          `${name}_PROTO=${type}`,
        ];
      }),
      `${prefix}_NAME=/${container.name}/${alias}`,
      ...(other.config.env ?? [])
        .filter((entry) => entry.includes('=') && !/^(HOME|PATH)=/.test(entry))
        .map((entry) => `${prefix}_ENV_${entry}`),
    ];
  });
}

interface Port {
  readonly number: number;
  readonly type: string;
}

function portOf(word: string): Port {
  const [number = '', type = 'tcp'] = word.split('/');
  return { number: Number(number), type };
}

const byProtocolAndNumber = (a: Port, b: Port): number =>
  Number(b.type === 'tcp') - Number(a.type === 'tcp') || a.number - b.number;
