/** What the daemon refuses in a host configuration, in its words (moby `daemon/daemon_unix.go`, `container/hostconfig.go`). */
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import type { HostConfig } from './model.ts';

const MIN_MEMORY_BYTES = 6 * 1024 * 1024;

const LOG_DRIVERS = new Set('awslogs fluentd gcplogs gelf journald splunk syslog'.split(' '));

const invalid = (message: string): EngineError => new EngineError('invalid', message);

export function checkHostConfig(engine: Engine, host: HostConfig): void {
  checkMemory(host);
  checkCpus(engine, host);
  checkRestartPolicy(host);
  checkTmpfs(host);
  if (!['json-file', 'none', 'local'].includes(host.logDriver)) {
    throw invalid(
      LOG_DRIVERS.has(host.logDriver)
        ? `this simulator models the log drivers json-file, local and none, not ${host.logDriver}`
        : `error looking up logging plugin ${host.logDriver}: plugin "${host.logDriver}" not found`,
    );
  }
}

/** Memory and swap as create and update have to agree on them. */
export function checkMemory(host: Pick<HostConfig, 'memoryBytes' | 'memorySwapBytes'>): void {
  const { memoryBytes, memorySwapBytes } = host;
  if (memoryBytes > 0 && memoryBytes < MIN_MEMORY_BYTES) throw invalid('Minimum memory limit allowed is 6MB');
  if (memoryBytes > 0 && memorySwapBytes > 0 && memorySwapBytes < memoryBytes) {
    throw invalid('Minimum memoryswap limit should be larger than memory limit, see usage');
  }
  if (memoryBytes === 0 && memorySwapBytes > 0) {
    throw invalid('You should always set the Memory limit when using Memoryswap limit, see usage');
  }
}

export function checkCpus(engine: Engine, host: Pick<HostConfig, 'nanoCpus'>): void {
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
