/** What the daemon refuses in a host configuration, in its words (moby `daemon/daemon_unix.go`, `container/hostconfig.go`). */
import { ALL_CAPABILITIES, type Capability } from '../kernel/capabilities.ts';
import { checkCpuset } from './cpuset-check.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { ContainerConfig, HostConfig } from './model.ts';
import { isRoot, NOT_ROOT } from './mount-root.ts';

const MIN_MEMORY_BYTES = 6 * 1024 * 1024;

const LOG_DRIVERS = new Set('awslogs fluentd gcplogs gelf journald splunk syslog'.split(' '));

const invalid = (message: string): EngineError => new EngineError('invalid', message);

export function checkHostConfig(engine: Engine, host: HostConfig): void {
  checkCapabilities('CapAdd', host.capAdd ?? []);
  checkCapabilities('CapDrop', host.capDrop ?? []);
  checkModes(engine, host);
  checkMemory(host);
  checkCpus(engine, host);
  checkCpuset(engine, host);
  checkRestartPolicy(host);
  checkCgroup(host);
  checkTmpfs(host);
  checkLogOptions(host);
  if (!['json-file', 'none', 'local'].includes(host.logDriver)) {
    throw invalid(
      LOG_DRIVERS.has(host.logDriver)
        ? `this simulator models the log drivers json-file, local and none, not ${host.logDriver}`
        : `error looking up logging plugin ${host.logDriver}: plugin "${host.logDriver}" not found`,
    );
  }
}

function checkCgroup({ cgroupParent = '', blkioWeight = 0 }: HostConfig): void {
  if (blkioWeight !== 0 && (blkioWeight < 10 || blkioWeight > 1000))
    throw invalid('Range of blkio weight is from 10 to 1000');
  if (cgroupParent !== '' && !/^.+\.slice$/.test(cgroupParent))
    throw invalid('cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"');
}

const LOG_OPTIONS = new Set('max-file max-size compress labels labels-regex env env-regex tag'.split(' '));

function checkLogOptions({ logDriver, logOptions }: HostConfig): void {
  for (const name of (logOptions ?? new Map()).keys()) {
    if (logDriver === 'json-file' && !LOG_OPTIONS.has(name))
      throw invalid(`unknown log opt '${name}' for ${logDriver} log driver`);
  }
}

function checkCapabilities(field: string, names: readonly string[]): void {
  const known = (name: string): boolean => ALL_CAPABILITIES.has(name.replace(/^CAP_/, '') as Capability);
  const unknown = names.find((name) => name !== 'ALL' && !known(name));
  if (unknown !== undefined)
    throw invalid(`invalid ${field}: unknown capability: ${JSON.stringify(unknown)}`);
}

function checkModes(engine: Engine, { ipcMode, oomScoreAdj }: HostConfig): void {
  if (!/^(|host|none|private|shareable|container:.+)$/.test(ipcMode))
    throw invalid(`invalid IPC mode: ${ipcMode}`);
  if (ipcMode.startsWith('container:')) engine.containers.get(ipcMode.slice('container:'.length));
  if (Math.abs(oomScoreAdj) > 1000)
    throw invalid(`Invalid value ${oomScoreAdj}, range for oom score adj is [-1000, 1000]`);
}

/** What the host configuration and the container's own contradict each other in. */
export function checkTogether(config: ContainerConfig, host: HostConfig, hostnameGiven: boolean): void {
  if (host.utsMode === 'host' && hostnameGiven)
    throw invalid('conflicting options: hostname and the UTS mode');
  const { healthcheck } = config;
  if (healthcheck === null) return;
  const times: readonly (readonly [string, number])[] = [
    ['Interval', healthcheck.intervalNs],
    ['Timeout', healthcheck.timeoutNs],
    ['StartPeriod', healthcheck.startPeriodNs],
    ['StartInterval', healthcheck.startIntervalNs],
  ];
  const short = times.find(([, ns]) => ns !== 0 && ns < 1_000_000);
  if (short !== undefined) throw invalid(`${short[0]} in Healthcheck cannot be less than 1ms`);
}

/** Memory and swap as create and update have to agree on them. */
export function checkMemory(
  host: Pick<HostConfig, 'memoryBytes' | 'memorySwapBytes' | 'memoryReservationBytes'>,
): void {
  const { memoryBytes, memorySwapBytes, memoryReservationBytes } = host;
  if (memoryBytes > 0 && memoryBytes < MIN_MEMORY_BYTES) throw invalid('Minimum memory limit allowed is 6MB');
  if (memoryBytes > 0 && memorySwapBytes > 0 && memorySwapBytes < memoryBytes) {
    throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (memoryBytes === 0 && memorySwapBytes > 0) {
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
  if (memoryReservationBytes > 0 && memoryBytes > 0 && memoryReservationBytes > memoryBytes) {
    throw invalid('Minimum memory limit can not be less than memory reservation limit, see usage');
  }
}

export function checkCpus(
  engine: Engine,
  host: Pick<HostConfig, 'nanoCpus' | 'cpuQuota' | 'cpuPeriod'>,
): void {
  if (host.nanoCpus > 0 && host.cpuPeriod > 0)
    throw invalid('Conflicting options: Nano CPUs and CPU Period cannot both be set');
  if (host.nanoCpus > 0 && host.cpuQuota > 0)
    throw invalid('Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  if (host.cpuPeriod !== 0 && (host.cpuPeriod < 1000 || host.cpuPeriod > 1_000_000))
    throw invalid('CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)');
  if (host.cpuQuota > 0 && host.cpuQuota < 1000)
    throw invalid('CPU cfs quota can not be less than 1ms (i.e. 1000)');
  const { cpus } = engine.host;
  if (host.nanoCpus < 0 || host.nanoCpus > cpus * 1e9) {
    throw invalid(`range of CPUs is from 0.01 to ${cpus}.00, as there are only ${cpus} CPUs available`);
  }
}

const TMPFS_FLAGS = new Set(
  'ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime nodiratime bind rbind unbindable runbindable private rprivate shared rshared slave rslave relatime norelatime strictatime nostrictatime'.split(
    ' ',
  ),
);

function checkTmpfs(host: HostConfig): void {
  for (const [path, options] of host.tmpfs ?? []) {
    if (!path.startsWith('/')) throw invalid(`invalid mount path: '${path}' mount path must be absolute`);
    if (isRoot(path)) throw invalid(NOT_ROOT);
    for (const word of options.split(',').filter((one) => one !== '')) {
      const known = TMPFS_FLAGS.has(word) || /^(size|mode|uid|gid|nr_inodes|nr_blocks|mpol)=/.test(word);
      if (!known) throw invalid(`invalid tmpfs option ${JSON.stringify(word)}`);
    }
  }
}

export function checkRestartPolicy(host: Pick<HostConfig, 'restartPolicy'>): void {
  const { name, maximumRetryCount } = host.restartPolicy;
  if (!['no', 'always', 'on-failure', 'unless-stopped'].includes(name)) {
    throw invalid(
      `invalid restart policy: unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
    );
  }
  if (name !== 'on-failure' && maximumRetryCount !== 0) {
    throw invalid("invalid restart policy: maximum retry count can only be used with 'on-failure'");
  }
  if (maximumRetryCount < 0) {
    throw invalid('invalid restart policy: maximum retry count cannot be negative');
  }
}
