/** `docker ps --filter` (moby `daemon/list.go`): values of one key are alternatives, keys must all hold. */
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import type { Container } from '../engine/model.ts';

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

type Test = (container: Container, value: string, engine: Engine) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  name: (container, value) => new RegExp(value.replace(/^\^?\//, '^')).test(container.name),
  id: (container, value) => container.id.startsWith(value),
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
  'is-task': (_container, value) => !/^(1|t|true)$/i.test(value),
  before: (container, value, engine) => container.createdMs < engine.containers.get(value).createdMs,
  since: (container, value, engine) => container.createdMs > engine.containers.get(value).createdMs,
  publish: (container, value) =>
    container.hostConfig.portBindings.some((one) => one.hostPort === value.split('/')[0]),
  expose: (container, value) =>
    container.config.exposedPorts.some((one) => one.split('/')[0] === value.split('/')[0]),
};

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
  if (key === 'is-task') return;
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
