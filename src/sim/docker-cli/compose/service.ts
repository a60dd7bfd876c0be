/** One service of a Compose file (compose-spec, "Services top-level element"). What is real and not carried out is refused by name. */
import { sha256Hex } from '../../engine/sha256.ts';
import { type Fields, fieldsAt, isFields, listAt, pairsAt, textAt, wordsAt } from './fields.ts';
import { ComposeError, type Dependency, type Mount, type Port, type Service } from './model.ts';
import { serviceFlags } from './service-flags.ts';

const KNOWN = new Set([
  'build',
  'cap_add',
  'cap_drop',
  'command',
  'container_name',
  'cpus',
  'depends_on',
  'dns',
  'entrypoint',
  'env_file',
  'environment',
  'expose',
  'extra_hosts',
  'healthcheck',
  'hostname',
  'image',
  'init',
  'labels',
  'mem_limit',
  'network_mode',
  'networks',
  'pid',
  'platform',
  'ports',
  'privileged',
  'read_only',
  'restart',
  'security_opt',
  'stdin_open',
  'stop_grace_period',
  'stop_signal',
  'sysctls',
  'tmpfs',
  'tty',
  'ulimits',
  'user',
  'volumes',
  'working_dir',
  'pids_limit',
  'shm_size',
]);
const REAL = new Set([
  'configs',
  'deploy',
  'develop',
  'devices',
  'extends',
  'links',
  'logging',
  'profiles',
  'pull_policy',
  'scale',
  'secrets',
  'userns_mode',
  'ipc',
  'cgroup',
  'annotations',
  'cpuset',
  'cpu_shares',
  'memswap_limit',
  'oom_score_adj',
  'group_add',
  'isolation',
  'runtime',
  'gpus',
  'external_links',
  'attach',
  'models',
  'provider',
  'post_start',
  'pre_stop',
  'use_api_socket',
]);

export interface Place {
  readonly project: string;
  readonly directory: string;
  /** Pairs of the files named by env_file. */
  readonly envFile: (path: string) => readonly (readonly [string, string | null])[];
}

export function serviceOf(name: string, raw: Fields, place: Place): Service {
  for (const key of Object.keys(raw)) {
    if (KNOWN.has(key) || key.startsWith('x-')) continue;
    if (REAL.has(key))
      throw new ComposeError(
        `services.${name}.${key} is real, but this simulator's Compose does not model it`,
      );
    throw new ComposeError(
      `validating ${place.directory}/compose.yaml: services.${name} additional properties '${key}' not allowed`,
    );
  }
  const build = buildOf(raw.build, place);
  const image = textAt(raw.image) ?? (build === null ? null : `${place.project}-${name}`);
  if (image === null)
    throw new ComposeError(
      `service "${name}" has neither an image nor a build context specified: invalid compose project`,
    );
  const files =
    raw.env_file === undefined
      ? []
      : (Array.isArray(raw.env_file) ? raw.env_file : [raw.env_file]).flatMap((one) =>
          place.envFile(isFields(one) ? String(one.path) : String(one)),
        );
  return {
    name,
    image,
    build,
    containerName: textAt(raw.container_name),
    command: wordsAt(raw.command),
    entrypoint: wordsAt(raw.entrypoint),
    environment: [
      ...new Map([...files, ...pairsAt(raw.environment, `services.${name}.environment`)]).entries(),
    ].sort(([a], [b]) => (a < b ? -1 : 1)),
    ports: listAt(raw.ports, `services.${name}.ports`).map((one) => portOf(one, name)),
    mounts: [
      ...listAt(raw.volumes, `services.${name}.volumes`).map((one) => mountOf(one, place)),
      ...tmpfsOf(raw.tmpfs),
    ],
    networks: networksOf(raw),
    networkMode: textAt(raw.network_mode),
    dependsOn: dependenciesOf(raw.depends_on),
    flags: serviceFlags(raw),
    hash: sha256Hex(JSON.stringify({ ...raw, depends_on: undefined })),
    raw,
  };
}

function buildOf(value: unknown, { directory }: Place): Service['build'] {
  if (value === undefined || value === null) return null;
  const fields = typeof value === 'string' ? { context: value } : fieldsAt(value, 'build');
  return {
    context: absolute(String(fields.context ?? '.'), directory),
    dockerfile: textAt((fields as Fields).dockerfile),
  };
}

export function absolute(path: string, directory: string): string {
  const full = path.startsWith('/') ? path : `${directory}/${path}`;
  const parts: string[] = [];
  for (const part of full.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function portOf(value: unknown, service: string): Port {
  if (isFields(value))
    return {
      hostIp: textAt(value.host_ip) ?? '',
      published: textAt(value.published) ?? '',
      target: String(value.target),
      protocol: textAt(value.protocol) ?? 'tcp',
    };
  const found = /^(?:(?:(\d+(?:\.\d+){3}):)?(\d*(?:-\d+)?):)?(\d+(?:-\d+)?)(?:\/(tcp|udp|sctp))?$/.exec(
    String(value),
  );
  if (found === null)
    throw new ComposeError(`services.${service}.ports: invalid containerPort: ${String(value)}`);
  const [, hostIp = '', published = '', target = '', protocol = 'tcp'] = found;
  return { hostIp, published, target, protocol };
}

function mountOf(value: unknown, { directory }: Place): Mount {
  if (isFields(value)) {
    const type = String(value.type ?? 'volume');
    if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs')
      throw new ComposeError(`unsupported mount type ${type}`);
    const source = textAt(value.source) ?? '';
    return {
      type,
      source: type === 'bind' ? absolute(source, directory) : source,
      target: String(value.target),
      readOnly: value.read_only === true,
    };
  }
  const [first = '', second, mode = ''] = String(value).split(':');
  if (second === undefined) return { type: 'volume', source: '', target: first, readOnly: false };
  const bind = /^[./~]/.test(first);
  return {
    type: bind ? 'bind' : 'volume',
    source: bind ? absolute(first, directory) : first,
    target: second,
    readOnly: mode.split(',').includes('ro'),
  };
}

const tmpfsOf = (value: unknown): readonly Mount[] =>
  value === undefined
    ? []
    : (Array.isArray(value) ? value : [value]).map((one) => ({
        type: 'tmpfs',
        source: '',
        target: String(one),
        readOnly: false,
      }));

function networksOf(raw: Fields): Service['networks'] {
  if (raw.network_mode !== undefined) return [];
  if (raw.networks === undefined || raw.networks === null) return [{ key: 'default', aliases: [] }];
  if (Array.isArray(raw.networks)) return raw.networks.map((key) => ({ key: String(key), aliases: [] }));
  return Object.entries(fieldsAt(raw.networks, 'networks')).map(([key, one]) => ({
    key,
    aliases: listAt(fieldsAt(one, key).aliases, 'aliases').map(String),
  }));
}

function dependenciesOf(value: unknown): readonly Dependency[] {
  if (Array.isArray(value))
    return value.map((one) => ({ service: String(one), condition: 'service_started' }));
  return Object.entries(fieldsAt(value, 'depends_on')).map(([service, one]) => ({
    service,
    condition: textAt(fieldsAt(one, service).condition) ?? 'service_started',
  }));
}
