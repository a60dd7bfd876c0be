/** The part of run and create that concerns the host: limits, networks, mounts, rights (docker/cli `container/opts.go`). */
import { resolved } from '../engine/build/config-instructions.ts';
import type { HostConfig, MountSpec, RestartPolicy } from '../engine/model.ts';
import { STDOUT, type Sys } from '../kernel/sys.ts';
import { CliError } from './cli.ts';
import type { Networking } from './endpoint-options.ts';
import type { Flags } from './flags.ts';
import { parseMount } from './mount-flag.ts';
import { parseUlimit, type Ulimit } from './ulimit-flag.ts';

const DEFAULT_SHM_BYTES = 64 * 1024 * 1024;

const listOrNull = (flags: Flags, name: string): readonly string[] | null =>
  flags.has(name) ? flags.list(name) : null;

/** What the daemon asks the kernel of each device a rate is given for. Throws CliError. */
function checkRates(sys: Sys, flags: Flags): void {
  for (const name of ['device-read-bps', 'device-write-bps', 'device-read-iops', 'device-write-iops']) {
    for (const value of flags.list(name)) {
      const [path = ''] = value.split(':');
      if (!sys.access(path, 'exists'))
        throw new CliError(`Error response from daemon: stat ${path}: no such file or directory`, 127);
    }
  }
}

export function hostConfigOf(
  sys: Sys,
  flags: Flags,
  restartPolicy: RestartPolicy,
  portBindings: HostConfig['portBindings'],
  networking: Networking,
): HostConfig {
  checkRates(sys, flags);
  const size = flags.on('tty') && sys.isatty(STDOUT) ? sys.getWinsize(STDOUT) : { rows: 0, columns: 0 };
  const binds = flags
    .list('volume')
    .filter(isBind)
    .map((word) => (word.startsWith('.') ? absoluteSource(sys, word) : word));
  return {
    binds: binds.length === 0 ? null : binds,
    mounts: flags.has('mount') ? flags.list('mount').flatMap((word) => mountSpec(sys, word)) : null,
    volumesFrom: flags.list('volumes-from'),
    ulimits: flags.list('ulimit').flatMap(ulimitSpec),
    sysctls: new Map(flags.list('sysctl').map(nameAndValue)),
    cidFile: flags.text('cidfile') ?? '',
    devices: flags.list('device'),
    logDriver: flags.text('log-driver') || 'json-file',
    logOptions: new Map(flags.list('log-opt').map(nameAndValue)),
    networkMode: networking.networkMode,
    portBindings,
    restartPolicy,
    autoRemove: flags.on('rm'),
    capAdd: capabilityList(flags, 'cap-add'),
    capDrop: capabilityList(flags, 'cap-drop'),
    annotations: new Map(flags.list('annotation').map(nameAndValue)),
    cgroupnsMode: flags.text('cgroupns') || (flags.on('privileged') ? 'host' : 'private'),
    cgroupParent: flags.text('cgroup-parent') ?? '',
    blkioWeight: flags.number('blkio-weight') ?? 0,
    dns: flags.list('dns'),
    dnsOptions: [...flags.list('dns-option'), ...flags.list('dns-opt')],
    dnsSearch: flags.list('dns-search'),
    links: networking.links,
    publishAllPorts: flags.on('publish-all'),
    extraHosts: listOrNull(flags, 'add-host'),
    groupAdd: listOrNull(flags, 'group-add'),
    ipcMode: flags.text('ipc') || 'private',
    oomScoreAdj: flags.number('oom-score-adj') ?? 0,
    pidMode: flags.text('pid') ?? '',
    privileged: flags.on('privileged'),
    readonlyRootfs: flags.on('read-only'),
    securityOpt: securityOptions(sys, flags) ?? (flags.on('privileged') ? ['label=disable'] : null),
    tmpfs: flags.has('tmpfs') ? new Map(flags.list('tmpfs').map(pathAndOptions)) : null,
    usernsMode: flags.text('userns') ?? '',
    utsMode: flags.text('uts') ?? '',
    shmSizeBytes: flags.bytes('shm-size') ?? DEFAULT_SHM_BYTES,
    ...limitsOf(flags),
    init: flags.has('init') ? flags.on('init') : null,
    consoleSize: [size.rows, size.columns],
  };
}

/** Throws CliError for what is no option, and for a seccomp profile that cannot be read. */
function securityOptions(sys: Sys, flags: Flags): readonly string[] | null {
  for (const word of flags.list('security-opt')) {
    const [, name = '', value = ''] = /^([^=:]*)(?:[=:](.*))?$/s.exec(word) ?? [];
    if (name === 'no-new-privileges') continue;
    if (value === '') throw new CliError(`Invalid --security-opt: ${JSON.stringify(word)}`, 125);
    if (name !== 'seccomp' || ['unconfined', 'builtin'].includes(value)) continue;
    if (!sys.access(value, 'exists')) {
      throw new CliError(
        `opening seccomp profile (${value}) failed: open ${value}: no such file or directory`,
        125,
      );
    }
  }
  return listOrNull(flags, 'security-opt');
}

/** The client's own look at `-v`. Throws CliError. */
export function checkVolumes(words: readonly string[]): void {
  for (const word of words) {
    const parts = word.split(':');
    if (word === '') throw new CliError('invalid empty volume spec', 125);
    if (parts[0] === '' && parts.length > 1) {
      throw new CliError(`invalid spec: ${word}: empty section between colons`, 125);
    }
    if (parts.length > 3 && word.startsWith('/'))
      throw new CliError(`invalid spec: ${word}: too many colons`, 125);
  }
}

/** `-v /path` and `-v path:` make an anonymous volume; so does `a:/path`, whose letter is taken for a drive of Windows. */
export const isBind = (word: string): boolean =>
  word.includes(':') && !word.endsWith(':') && !/^[a-zA-Z]:[^:]*$/.test(word);

const absoluteSource = (sys: Sys, word: string): string => {
  const at = word.indexOf(':');
  return `${resolved(sys.getcwd(), word.slice(0, at))}${word.slice(at)}`;
};

/** The client makes a source that begins with a dot absolute, whatever the type (docker/cli `opts/mount.go`); the daemon refuses other relative ones. */
const mountSpec = (sys: Sys, word: string): readonly MountSpec[] => {
  const parsed = parseMount(word);
  if (!parsed.ok) return [];
  const { spec } = parsed;
  return [spec.source.startsWith('.') ? { ...spec, source: resolved(sys.getcwd(), spec.source) } : spec];
};

const ulimitSpec = (word: string): readonly Ulimit[] => {
  const parsed = parseUlimit(word);
  return typeof parsed === 'string' ? [] : [parsed];
};

type Limits = Pick<
  HostConfig,
  | 'cpuShares'
  | 'memoryBytes'
  | 'nanoCpus'
  | 'cpuPeriod'
  | 'cpuQuota'
  | 'cpusetCpus'
  | 'cpusetMems'
  | 'memoryReservationBytes'
  | 'memorySwapBytes'
  | 'oomKillDisable'
  | 'pidsLimit'
>;

function limitsOf(flags: Flags): Limits {
  const memoryBytes = flags.bytes('memory') ?? 0;
  const swap = flags.bytes('memory-swap') ?? 0;
  return {
    cpuShares: flags.number('cpu-shares') ?? 0,
    memoryBytes,
    nanoCpus: Math.round((flags.number('cpus') ?? 0) * 1e9),
    cpuPeriod: flags.number('cpu-period') ?? 0,
    cpuQuota: flags.number('cpu-quota') ?? 0,
    cpusetCpus: flags.text('cpuset-cpus') ?? '',
    cpusetMems: flags.text('cpuset-mems') ?? '',
    memoryReservationBytes: flags.bytes('memory-reservation') ?? 0,
    memorySwapBytes: swap === 0 && memoryBytes > 0 ? memoryBytes * 2 : swap,
    oomKillDisable: flags.on('oom-kill-disable'),
    pidsLimit: flags.number('pids-limit'),
  };
}

const nameAndValue = (word: string): [string, string] => {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
};

const pathAndOptions = (word: string): [string, string] => {
  const at = word.indexOf(':');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
};

/** As the CLI normalises them: CAP_NET_ADMIN, ALL. */
function capabilityList(flags: Flags, name: string): readonly string[] | null {
  if (!flags.has(name)) return null;
  const full = flags.list(name).map((word) => {
    const upper = word.toUpperCase();
    return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
  });
  return [...new Set(full)].sort();
}
