/**
 * Volumes, binds and tmpfs of a container (moby `volume/mounts`, `daemon/volumes.go`): from `--volumes-from`, `-v`, `--mount` and the
 * image's VOLUMEs to mounts. Invariant: one mount a destination. Left out: other volume drivers, propagation, SELinux labels.
 */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { exists, mkdirAll } from './host-files.ts';
import type { ContainerConfig, HostConfig, Mount, MountSpec } from './model.ts';
import { isRoot, NOT_ROOT } from './mount-root.ts';
import { checkVolumeOptions } from './volume-mounts.ts';

const invalid = (words: string): EngineError => new EngineError('invalid', words);

export function resolveMounts(engine: Engine, host: HostConfig, config: ContainerConfig): readonly Mount[] {
  const mounts: Mount[] = host.volumesFrom.flatMap((word) => fromContainer(engine, word));
  const own = [
    ...(host.binds ?? []).map((bind) => fromBind(engine, bind)),
    ...(host.mounts ?? []).map((spec) => fromSpec(engine, spec)),
  ];
  const seen = new Set<string>();
  for (const mount of own) {
    if (seen.has(mount.destination)) throw invalid(`Duplicate mount point: ${mount.destination}`);
    seen.add(mount.destination);
  }
  const all = [...mounts.filter(({ destination }) => !seen.has(destination)), ...own];
  for (const destination of config.volumes ?? []) {
    if (all.some((mount) => mount.destination === destination)) continue;
    const volume = engine.volumes.create(null);
    all.push(volumeMount(volume.name, volume.mountpoint, destination, '', true));
  }
  return all;
}

const volumeMount = (
  name: string,
  source: string,
  destination: string,
  mode: string,
  rw: boolean,
): Mount => ({ type: 'volume', name, source, destination, mode, rw });

const MODES = new Set(
  'ro rw z Z nocopy shared rshared slave rslave private rprivate consistent cached delegated'.split(' '),
);

const PROPAGATIONS = new Set('shared rshared slave rslave private rprivate'.split(' '));

function checkMode(mode: string): void {
  if (mode !== '' && !mode.split(',').every((word) => MODES.has(word)))
    throw invalid(`invalid mode: ${mode}`);
}

/** `name[:ro]`: all that the other container mounts. */
function fromContainer(engine: Engine, word: string): readonly Mount[] {
  const [name = '', mode = ''] = word.split(':');
  checkMode(mode);
  const readOnly = mode.split(',').includes('ro');
  return engine.containers
    .get(name)
    .mounts.filter(({ type }) => type !== 'tmpfs')
    .map((mount) => ({ ...mount, mode, rw: mount.rw && !readOnly }));
}

const notAbsolute = (bind: string, type: string, destination: string): EngineError =>
  invalid(
    `invalid volume specification: '${bind}': invalid mount config for type "${type}": invalid mount path: '${destination}' mount path must be absolute`,
  );

const bindOnly = (bind: string): EngineError =>
  invalid(
    `invalid volume specification: '${bind}': invalid mount config for type "volume": field BindOptions must not be specified`,
  );

/** `name:/path[:ro]` or `/host:/path[:ro]`. */
function fromBind(engine: Engine, bind: string): Mount {
  const parts = bind.split(':');
  const [source = '', destination = '', mode = ''] = parts;
  if (parts.length > 3) throw invalid(`invalid volume specification: '${bind}'`);
  checkMode(mode);
  const rw = !mode.split(',').includes('ro');
  const type = source.startsWith('/') ? 'bind' : 'volume';
  if (isRoot(destination)) {
    throw invalid(
      `invalid volume specification: '${bind}': invalid mount config for type "${type}": ${NOT_ROOT}`,
    );
  }
  if (!destination.startsWith('/')) throw notAbsolute(bind, type, destination);
  const propagation = mode.split(',').find((word) => PROPAGATIONS.has(word));
  if (type === 'volume') {
    if (propagation !== undefined) throw bindOnly(bind);
    const volume = engine.volumes.create(source);
    return volumeMount(source, volume.mountpoint, destination, mode === '' ? 'z' : mode, rw);
  }
  if (!exists(engine.sys, source)) mkdirAll(engine.sys, source);
  return {
    type: 'bind',
    name: '',
    source,
    destination,
    mode,
    rw,
    ...(propagation === undefined ? {} : { propagation }),
  };
}

function fromSpec(engine: Engine, spec: MountSpec): Mount {
  const fail = (words: string): EngineError =>
    invalid(`invalid mount config for type "${spec.type}": ${words}`);
  if (!['volume', 'bind', 'tmpfs'].includes(spec.type)) throw fail('mount type unknown');
  if (!spec.target.startsWith('/')) {
    throw fail(`invalid mount path: '${spec.target}' mount path must be absolute`);
  }
  if (isRoot(spec.target)) throw fail(NOT_ROOT);
  const rw = !spec.readOnly;
  if (spec.type === 'tmpfs') {
    if (spec.source !== '') throw fail('field Source must not be specified');
    return {
      type: 'tmpfs',
      name: '',
      source: '',
      destination: spec.target,
      mode: '',
      rw,
      data: tmpfsData(spec),
    };
  }
  if (spec.type === 'volume') {
    checkVolumeOptions(spec.source, spec.driverOptions);
    const volume = engine.volumes.create(
      spec.source === '' ? null : spec.source,
      spec.labels,
      spec.driverOptions,
    );
    const mode = spec.source === '' ? '' : 'z';
    return volumeMount(volume.name, volume.mountpoint, spec.target, spec.noCopy ? 'nocopy' : mode, rw);
  }
  if (spec.propagation != null && !PROPAGATIONS.has(spec.propagation))
    throw fail(`invalid propagation mode: ${spec.propagation}`);
  if (spec.source === '') throw fail('field Source must not be empty');
  if (!spec.source.startsWith('/')) {
    throw fail(`invalid mount path: '${spec.source}' mount path must be absolute`);
  }
  if (!exists(engine.sys, spec.source)) throw fail(`bind source path does not exist: ${spec.source}`);
  const { propagation } = spec;
  const asked = propagation == null ? {} : { propagation };
  return { type: 'bind', name: '', source: spec.source, destination: spec.target, mode: '', rw, ...asked };
}

const tmpfsData = (spec: MountSpec): string =>
  [
    ...(spec.tmpfsSizeBytes === null ? [] : [`size=${spec.tmpfsSizeBytes}`]),
    ...(spec.tmpfsMode === null ? [] : [`mode=${spec.tmpfsMode.toString(8)}`]),
  ].join(',');
