/**
 * From a container's configuration to the bundle runc gets (moby `daemon/oci_linux.go`): environment, user,
 * capabilities, namespaces, mounts.
 */
import { ALL_CAPABILITIES, type Capability } from '../kernel/capabilities.ts';
import type { MountRequest, Task } from '../kernel/sys.ts';
import { goArchitecture } from './architecture.ts';
import { type Bundle, DEFAULT_CAPABILITIES, DEFAULT_PATH, type ProcessSpec } from './bundle.ts';
import { joinedNamespaces, newNamespaces, partner } from './container-namespaces.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { exists, mkdirAll } from './host-files.ts';
import { linkVariables } from './links.ts';
import type { Container, HostConfig, Mount } from './model.ts';
import { cgroupOf, containerDirectory, mergedDirectory } from './paths.ts';
import { rlimitsOf, sysctlsOf } from './settings.ts';
import { tmpfsRequest } from './tmpfs-options.ts';
import { lookUpUser } from './users.ts';

export const DOCKER_INIT = '/sbin/docker-init';

/** Needs the container's overlay mounted. */
export function* bundleOf(engine: Engine, container: Container): Task<Bundle> {
  const rootfs = mergedDirectory(container.layer);
  const { config, hostConfig } = container;
  const command = [container.path, ...container.args];
  const process = yield* processSpec(engine, container, {
    argv: hostConfig.init === true ? [DOCKER_INIT, '--', ...command] : command,
    user: config.user,
    env: [],
    cwd: config.workingDir,
    tty: config.tty,
    privileged: hostConfig.privileged,
  });
  const mounts = mountsOf(engine, container);
  const restricted = !hostConfig.privileged;
  if (process.cwd !== '/') mkdirAll(engine.sys, rootfs + process.cwd);
  return {
    process,
    rootfs,
    readonlyRootfs: hostConfig.readonlyRootfs,
    hostname:
      hostConfig.utsMode === 'host' || partner(hostConfig.networkMode) !== null ? null : config.hostname,
    newNamespaces: newNamespaces(hostConfig),
    join: joinedNamespaces(engine, hostConfig),
    cgroup: cgroupOf(container),
    mounts,
    oomScoreAdj: hostConfig.oomScoreAdj,
    sysctls: sysctlsOf(hostConfig),
    readonlyPaths: restricted ? READONLY_PATHS : [],
    maskedPaths: restricted ? MASKED_PATHS : [],
  };
}

/** moby `oci/defaults.go`; of paths that the kernel does not have, runc says nothing. */
const READONLY_PATHS = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];
const MASKED_PATHS = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/devices/virtual/powercap',
  '/sys/firmware',
];

export interface ProcessWish {
  readonly argv: readonly string[];
  readonly user: string;
  readonly env: readonly string[];
  readonly cwd: string;
  readonly tty: boolean;
  readonly privileged: boolean;
}

/** A process of this container: the first one, or one by exec. */
export function* processSpec(engine: Engine, container: Container, wish: ProcessWish): Task<ProcessSpec> {
  const { hostConfig, config } = container;
  const user = yield* lookUpUser(
    engine,
    mergedDirectory(container.layer),
    wish.user,
    hostConfig.groupAdd ?? [],
  );
  const own = new Map<string, string>();
  own.set('PATH', DEFAULT_PATH);
  own.set('HOSTNAME', config.hostname);
  if (wish.tty) own.set('TERM', 'xterm');
  const standard = new Set(own.keys());
  for (const entry of [...linkVariables(engine, container), ...(config.env ?? []), ...wish.env]) {
    const at = entry.indexOf('=');
    const name = entry.slice(0, at);
    // Of two that are alike the last stays, in its place; the daemon's own are changed where they stand.
    if (!standard.has(name)) own.delete(name);
    if (at > 0) own.set(name, entry.slice(at + 1));
  }
  if (!own.has('HOME')) own.set('HOME', user.home);
  return {
    argv: wish.argv,
    env: [...own].map(([name, value]) => `${name}=${value}`),
    cwd: wish.cwd === '' ? '/' : wish.cwd,
    credentials: user.credentials,
    capabilities: wish.privileged ? ALL_CAPABILITIES : capabilitiesOf(hostConfig),
    seccomp: !wish.privileged && !(hostConfig.securityOpt ?? []).includes('seccomp=unconfined'),
    rlimits: rlimitsOf(hostConfig),
    foreign: container.image.architecture !== goArchitecture(engine.sys.uname().machine),
    noNewPrivs: (hostConfig.securityOpt ?? []).some((option) => /^no-new-privileges(:true)?$/.test(option)),
  };
}

function capabilitiesOf(hostConfig: HostConfig): ReadonlySet<Capability> {
  const added = readCapabilities(hostConfig.capAdd ?? []);
  const dropped = readCapabilities(hostConfig.capDrop ?? []);
  const start = dropped === 'all' ? [] : DEFAULT_CAPABILITIES;
  if (added === 'all')
    return new Set([...ALL_CAPABILITIES].filter((one) => dropped === 'all' || !dropped.has(one)));
  const kept = [...start].filter((one) => dropped === 'all' || !dropped.has(one));
  return new Set([...kept, ...added]);
}

function readCapabilities(words: readonly string[]): ReadonlySet<Capability> | 'all' {
  const found = new Set<Capability>();
  for (const word of words) {
    const name = word.toUpperCase().replace(/^CAP_/, '');
    if (name === 'ALL') return 'all';
    if (!ALL_CAPABILITIES.has(name as Capability)) {
      throw new EngineError('invalid', `invalid capability: unknown capability: "CAP_${name}"`);
    }
    found.add(name as Capability);
  }
  return found;
}

const STANDARD_MOUNTS: readonly MountRequest[] = [
  { source: 'proc', target: '/proc', type: 'proc', flags: ['nosuid', 'nodev', 'noexec'] },
  {
    source: 'tmpfs',
    target: '/dev',
    type: 'tmpfs',
    flags: ['nosuid', 'strictatime'],
    data: 'size=65536k,mode=755',
  },
  {
    source: 'devpts',
    target: '/dev/pts',
    type: 'devpts',
    flags: ['nosuid', 'noexec'],
    data: 'gid=5,mode=620,ptmxmode=666',
  },
  { source: 'sysfs', target: '/sys', type: 'sysfs', flags: ['ro', 'nosuid', 'nodev', 'noexec'] },
  { source: 'cgroup', target: '/sys/fs/cgroup', type: 'cgroup2', flags: ['ro', 'nosuid', 'nodev', 'noexec'] },
  { source: 'mqueue', target: '/dev/mqueue', type: 'mqueue', flags: ['nosuid', 'nodev', 'noexec'] },
];

/** `/dev/x[:/dev/y[:rwm]]`: the host's node, bound. */
function deviceMount(engine: Engine, word: string): MountRequest {
  const [source = '', inside = source] = word.split(':');
  if (exists(engine.sys, source) && !/-device$/.test(engine.sys.stat(source).type)) {
    const words = `error gathering device information while adding custom device "${source}": not a device node`;
    throw new EngineError('invalid', words);
  }
  if (!exists(engine.sys, source)) {
    const words = `error gathering device information while adding custom device "${source}": no such file or directory`;
    throw new EngineError('invalid', words, 127);
  }
  return { source, target: inside.startsWith('/') ? inside : source, type: 'none', flags: ['rbind'] };
}

/** `-v data` names a place below the root. */
const fromRoot = (path: string): string => (path.startsWith('/') ? path : `/${path}`);

const tmpfsMount = (mount: Mount): MountRequest => ({
  source: 'tmpfs',
  target: mount.destination,
  type: 'tmpfs',
  flags: ['nosuid', 'nodev', 'noexec', ...(mount.rw ? [] : (['ro'] as const))],
  ...(mount.data === undefined || mount.data === '' ? {} : { data: mount.data }),
});

function mountsOf(engine: Engine, container: Container): readonly MountRequest[] {
  const directory = containerDirectory(container.id);
  const { hostConfig } = container;
  const bind = (source: string, target: string, rw = true): MountRequest => ({
    source,
    target,
    type: 'none',
    flags: rw ? ['rbind'] : ['rbind', 'ro', 'rro'],
  });
  const shm: MountRequest = {
    source: 'shm',
    target: '/dev/shm',
    type: 'tmpfs',
    flags: ['nosuid', 'nodev', 'noexec'],
    data: `size=${hostConfig.shmSizeBytes / 1024}k`,
  };
  const init = hostConfig.init === true ? [bind(engine.host.initBinary, DOCKER_INIT, false)] : [];
  const tmpfs = [...(hostConfig.tmpfs ?? [])].map(([target, options]) => tmpfsRequest(target, options));
  const files = ['resolv.conf', 'hostname', 'hosts'].map((name) =>
    bind(`${directory}/${name}`, `/etc/${name}`, !hostConfig.readonlyRootfs),
  );
  const volumes = container.mounts.map((mount) =>
    mount.type === 'tmpfs' ? tmpfsMount(mount) : bind(mount.source, fromRoot(mount.destination), mount.rw),
  );
  const devices = hostConfig.devices.map((word) => deviceMount(engine, word));
  const byDepth = [...volumes, ...files].sort((a, b) => depth(a.target) - depth(b.target));
  const standard = STANDARD_MOUNTS.map((mount) => (hostConfig.privileged ? writable(mount) : mount));
  const donor = partner(hostConfig.ipcMode);
  const donated = donor === null ? shm : bind(donatedShm(engine, donor), '/dev/shm');
  const shared = { host: [bind('/dev/shm', '/dev/shm')], none: [] }[hostConfig.ipcMode] ?? [donated];
  return [...standard, ...shared, ...init, ...tmpfs, ...byDepth, ...devices];
}

/** The /dev/shm of another container, through its own mount table. */
const donatedShm = (engine: Engine, name: string): string =>
  `/proc/${engine.containers.get(name).state.pid}/root/dev/shm`;

/** moby mounts what lies deeper later. */
const depth = (path: string): number => path.split('/').length;

const writable = (mount: MountRequest): MountRequest => ({
  ...mount,
  flags: (mount.flags ?? []).filter((flag) => flag !== 'ro'),
});
