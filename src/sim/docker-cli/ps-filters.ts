/** `docker ps --filter` (moby `daemon/list.go`): values of one key are alternatives, keys must all hold. */
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import type { Container } from '../engine/model.ts';
import { portsOf } from './ports-text.ts';

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

type Test = (container: Container, value: string, engine: Engine) => boolean;

/** filters.Args.Match: any place of the text will do, and what is no regular expression matches nothing. */
function matches(pattern: string, text: string): boolean {
  try {
    return pattern === text || new RegExp(pattern).test(text);
  } catch {
    return false;
  }
}

const TESTS: Readonly<Record<string, Test>> = {
  name: ({ name }, value) => matches(value, `/${name}`) || matches(value, name),
  id: ({ id }, value) => matches(value, id),
  status: (container, value) => container.state.status === value,
  exited: (container, value) =>
    container.state.status === 'exited' && container.state.exitCode === Number(value),
  label: (container, value) => {
    const [key = '', wanted] = value.split('=');
    const actual = container.config.labels.get(key);
    return actual !== undefined && (wanted === undefined || actual === wanted);
  },
  ancestor: (container, value, engine) => engine.images.find(value) === container.image,
  health: (container, value) => (container.state.health?.status ?? 'none') === value,
  volume: (container, value) =>
    container.mounts.some((one) => one.name === value || one.destination === value),
  network: ({ network }, value) =>
    [...network.endpoints.values()].some(
      ({ networkName, networkId }) =>
        networkName === value || (networkId !== '' && networkId.startsWith(value)),
    ),
  'is-task': (_container, value) => !/^(1|true)$/i.test(value),
  before: (container, value, engine) => container.createdMs < engine.containers.get(value).createdMs,
  since: (container, value, engine) => container.createdMs > engine.containers.get(value).createdMs,
  publish: (container, value) =>
    portsOf(container).some(({ outer, type }) => outer !== 0 && isInRange(value, outer, type)),
  expose: (container, value) => portsOf(container).some(({ inner, type }) => isInRange(value, inner, type)),
};

/** `80`, `80/udp`, `8000-8010/tcp`; tcp where nothing is said. */
function isInRange(range: string, port: number, type: string): boolean {
  const [numbers = '', wantedType = 'tcp'] = range.split('/');
  const [first = '', last = first] = numbers.split('-');
  return type === wantedType && Number(first) <= port && port <= Number(last);
}

const HEALTHS = ['none', 'starting', 'healthy', 'unhealthy'];

/** `80`, `80-90`, `80/tcp`. */
const PORT_RANGE = /^\d+(-\d+)?(\/\w+)?$/;

/** Some filters bring in containers that do not run. */
export const impliesAll = (filters: readonly string[]): boolean =>
  filters.some((word) => /^(status|exited)=/.test(word));

/** Throws the daemon's words for what is no filter. */
export function filterContainers(
  engine: Engine,
  containers: readonly Container[],
  filters: readonly string[],
): readonly Container[] {
  const byKey = new Map<string, string[]>();
  for (const word of filters) {
    const at = word.indexOf('=');
    const key = word.slice(0, at);
    const value = word.slice(at + 1);
    checkFilter(key, value);
    byKey.set(key, [...(byKey.get(key) ?? []), value]);
  }
  return containers.filter((container) =>
    [...byKey].every(([key, values]) => {
      const holds = (value: string): boolean => TESTS[key]?.(container, value, engine) ?? true;
      return key === 'label' ? values.every(holds) : values.some(holds);
    }),
  );
}

function checkFilter(key: string, value: string): void {
  if (key === 'is-task' && !/^(0|1|true|false)$/i.test(value))
    throw new EngineError('invalid', `invalid filter 'is-task=[${value}]'`);
  if (TESTS[key] === undefined) throw new EngineError('invalid', `invalid filter '${key}'`);
  if (key === 'status' && !STATES.includes(value)) {
    throw new EngineError(
      'invalid',
      `invalid filter 'status=${value}': invalid value for state (${value}): must be one of ${STATES.join(', ')}`,
    );
  }
  if (key === 'exited' && !/^[+-]?\d+$/.test(value)) {
    throw new EngineError(
      'invalid',
      `invalid filter 'exited=${value}': strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  if (key === 'health' && !HEALTHS.includes(value)) {
    throw new EngineError(
      'invalid',
      `invalid filter 'health=${value}': invalid value for health (${value}): must be one of ${HEALTHS.join(', ')}`,
    );
  }
  if ((key === 'publish' || key === 'expose') && !PORT_RANGE.test(value)) {
    throw new EngineError(
      'invalid',
      `error while looking up for ${key} ${value}: strconv.ParseUint: parsing ${JSON.stringify(value.split(/[-/]/)[0])}: invalid syntax`,
    );
  }
}
