/** Finds and reads the project: the file, the variables of .env, services, networks, volumes (compose-go loader). Left out: several files, profiles, includes. */
import { parse, YAMLParseError } from 'yaml';
import { readFile } from '../../engine/host-files.ts';
import type { Sys, Task } from '../../kernel/sys.ts';
import { type Fields, fieldsAt, interpolate, isFields, pairsAt, textAt } from './fields.ts';
import { ComposeError, type Named, type Project, type Service } from './model.ts';
import { absolute, serviceOf } from './service.ts';

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

export interface LoadOptions {
  readonly file: string | null;
  readonly projectName: string | null;
  readonly directory: string | null;
}

export interface Loaded {
  readonly project: Project;
  /** Warnings of the loader, whole lines. */
  readonly warnings: readonly string[];
}

export function* loadProject(sys: Sys, options: LoadOptions): Task<Loaded> {
  const file = findFile(sys, options);
  const directory =
    options.directory === null
      ? file.slice(0, file.lastIndexOf('/')) || '/'
      : absolute(options.directory, sys.getcwd());
  const text = yield* readFile(sys, file);
  if (text === null) throw new ComposeError(`open ${file}: no such file or directory`);
  const dotEnv = new Map(envLines((yield* readFile(sys, `${directory}/.env`)) ?? ''));
  const warnings: string[] = [];
  const stamp = new Date(sys.realtimeMs()).toISOString().replace(/\.\d+Z/, 'Z');
  const warn = (words: string): void => {
    warnings.push(`time="${stamp}" level=warning msg="${words}"\n`);
  };
  const raw = interpolate(
    parseYaml(text, file),
    (name) => sys.env.get(name) ?? dotEnv.get(name) ?? undefined,
    (name) => warn(`The \\"${name}\\" variable is not set. Defaulting to a blank string.`),
  );
  if (!isFields(raw)) throw new ComposeError('empty compose file');
  if (raw.version !== undefined)
    warn(
      `${file}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
    );
  const name =
    options.projectName ??
    sys.env.get('COMPOSE_PROJECT_NAME') ??
    textAt(raw.name) ??
    normalName(directory.split('/').at(-1) ?? '');
  const envFiles = yield* readEnvFiles(sys, raw, directory);
  const project = projectOf(raw, { name, directory, file }, envFiles);
  checkReferences(project);
  return { project, warnings };
}

const normalName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '') || 'default';

function findFile(sys: Sys, { file, directory }: LoadOptions): string {
  const cwd = sys.getcwd();
  const named = file ?? sys.env.get('COMPOSE_FILE') ?? null;
  if (named !== null) return absolute(named, cwd);
  let at = directory === null ? cwd : absolute(directory, cwd);
  for (;;) {
    const found = NAMES.find((name) => sys.access(`${at}/${name}`, 'exists'));
    if (found !== undefined) return `${at === '/' ? '' : at}/${found}`;
    if (at === '/') throw new ComposeError('no configuration file provided: not found');
    at = at.slice(0, at.lastIndexOf('/')) || '/';
  }
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text, { merge: true });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new ComposeError(
      `yaml: line ${error.linePos?.[0].line ?? 1}: ${error.message.split(' at line')[0]} (${file})`,
    );
  }
}

const envLines = (text: string): readonly (readonly [string, string])[] =>
  text.split('\n').flatMap((line) => {
    const found = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    return found === null
      ? []
      : [[found[1] ?? '', (found[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')] as const];
  });

function* readEnvFiles(
  sys: Sys,
  raw: Fields,
  directory: string,
): Task<ReadonlyMap<string, readonly (readonly [string, string])[]>> {
  const found = new Map<string, readonly (readonly [string, string])[]>();
  for (const service of Object.values(fieldsAt(raw.services, 'services'))) {
    const named = isFields(service) ? service.env_file : undefined;
    for (const one of named === undefined ? [] : Array.isArray(named) ? named : [named]) {
      const path = absolute(isFields(one) ? String(one.path) : String(one), directory);
      const text = yield* readFile(sys, path);
      if (text === null)
        throw new ComposeError(`env file ${path} not found: stat ${path}: no such file or directory`);
      found.set(path, envLines(text));
    }
  }
  return found;
}

function projectOf(
  raw: Fields,
  { name, directory, file }: { readonly name: string; readonly directory: string; readonly file: string },
  envFiles: ReadonlyMap<string, readonly (readonly [string, string])[]>,
): Project {
  const place = {
    project: name,
    directory,
    envFile: (path: string) => envFiles.get(absolute(path, directory)) ?? [],
  };
  const services = Object.entries(fieldsAt(raw.services, 'services'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => serviceOf(key, fieldsAt(one, `services.${key}`), place));
  const used = services.some(({ networks }) => networks.some(({ key }) => key === 'default'));
  const networks = Object.entries(fieldsAt(raw.networks, 'networks')).map(([key, one]) =>
    namedOf(name, key, one),
  );
  if (used && !networks.some(({ key }) => key === 'default'))
    networks.unshift(namedOf(name, 'default', null));
  return {
    name,
    directory,
    files: [file],
    services,
    networks,
    volumes: Object.entries(fieldsAt(raw.volumes, 'volumes')).map(([key, one]) => namedOf(name, key, one)),
  };
}

function namedOf(project: string, key: string, value: unknown): Named {
  const fields = fieldsAt(value, key);
  const external = fields.external === true || isFields(fields.external);
  const ipam = fieldsAt(fields.ipam, 'ipam');
  const [first] = Array.isArray(ipam.config) ? ipam.config : [];
  return {
    key,
    name: textAt(fields.name) ?? (external ? key : `${project}_${key}`),
    external,
    driver: textAt(fields.driver),
    options: new Map(pairsAt(fields.driver_opts, 'driver_opts').map(([name, one]) => [name, one ?? ''])),
    subnet: isFields(first) ? textAt(first.subnet) : null,
    internal: fields.internal === true,
  };
}

/** Services name networks, volumes and services that are declared. */
function checkReferences({ services, networks, volumes }: Project): void {
  const invalid = (words: string): never => {
    throw new ComposeError(`${words}: invalid compose project`);
  };
  for (const service of services) {
    for (const { key } of service.networks)
      if (!networks.some((one) => one.key === key))
        invalid(`service "${service.name}" refers to undefined network ${key}`);
    for (const { type, source } of service.mounts)
      if (type === 'volume' && source !== '' && !volumes.some((one) => one.key === source))
        invalid(`service "${service.name}" refers to undefined volume ${source}`);
    for (const { service: other } of service.dependsOn)
      if (!services.some((one) => one.name === other))
        invalid(`service "${service.name}" depends on undefined service "${other}"`);
  }
}

/** Dependencies first. Throws on a circle. */
export function inOrder(services: readonly Service[]): readonly Service[] {
  const done: Service[] = [];
  const visit = (service: Service, path: readonly string[]): void => {
    if (done.includes(service)) return;
    if (path.includes(service.name))
      throw new ComposeError(`dependency cycle detected: ${[...path, service.name].join(' -> ')}`);
    for (const { service: name } of service.dependsOn) {
      const other = services.find((one) => one.name === name);
      if (other !== undefined) visit(other, [...path, service.name]);
    }
    done.push(service);
  };
  for (const service of services) visit(service, []);
  return done;
}
