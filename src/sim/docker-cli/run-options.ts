/** From the flags of run and create to the request the daemon gets (docker/cli `container/opts.go`). */
import type { CreateRequest } from '../engine/create.ts';
import type { ContainerConfig, RestartPolicy, RestartPolicyName } from '../engine/model.ts';
import type { Sys } from '../kernel/sys.ts';
import { checkChoices, checkModes } from './choices.ts';
import { CliError } from './cli.ts';
import { checkDevices } from './device-flag.ts';
import { networkingOf } from './endpoint-options.ts';
import type { Flags } from './flags.ts';
import { healthcheckOf } from './health-options.ts';
import { checkVolumes, hostConfigOf, isBind } from './host-options.ts';
import { exposedPorts, parsePublished } from './port-spec.ts';

export const CREATE_FLAGS = [
  'add-host',
  'annotation',
  'attach',
  'cidfile',
  'device',
  'domainname',
  'env-file',
  'label-file',
  'mount',
  'platform',
  'runtime',
  'isolation',
  'gpus',
  'ulimit',
  'volumes-from',
  'blkio-weight',
  'cap-add',
  'cap-drop',
  'cgroup-parent',
  'cgroupns',
  'cpu-period',
  'cpu-quota',
  'cpu-shares',
  'cpus',
  'cpuset-cpus',
  'cpuset-mems',
  'device-cgroup-rule',
  'device-read-bps',
  'device-read-iops',
  'device-write-bps',
  'device-write-iops',
  'disable-content-trust',
  'kernel-memory',
  'log-opt',
  'memory-swappiness',
  'storage-opt',
  'sysctl',
  'dns',
  'dns-opt',
  'dns-option',
  'dns-search',
  'entrypoint',
  'env',
  'expose',
  'group-add',
  'health-cmd',
  'health-interval',
  'health-retries',
  'health-start-interval',
  'health-start-period',
  'health-timeout',
  'hostname',
  'init',
  'interactive',
  'ipc',
  'ip',
  'label',
  'link',
  'log-driver',
  'mac-address',
  'memory',
  'memory-reservation',
  'memory-swap',
  'name',
  'net',
  'net-alias',
  'network',
  'network-alias',
  'no-healthcheck',
  'oom-kill-disable',
  'oom-score-adj',
  'pid',
  'pids-limit',
  'privileged',
  'publish',
  'publish-all',
  'pull',
  'quiet',
  'read-only',
  'restart',
  'rm',
  'security-opt',
  'shm-size',
  'stop-signal',
  'stop-timeout',
  'tmpfs',
  'tty',
  'user',
  'userns',
  'uts',
  'volume',
  'workdir',
] as const;

export interface RunLine {
  readonly flags: Flags;
  readonly image: string;
  readonly command: readonly string[];
  readonly detach: boolean;
  /** Lines of --env-file and --label-file. */
  readonly fileEnv: readonly string[];
  readonly fileLabels: readonly string[];
}

export function createRequest(sys: Sys, line: RunLine): CreateRequest {
  const { flags } = line;
  const restartPolicy = parseRestart(flags.text('restart'));
  if (flags.on('rm') && restartPolicy.name !== 'no') {
    throw new CliError('conflicting options: cannot specify both --restart and --rm', 125);
  }
  checkModes(flags);
  checkChoices(flags);
  checkVolumes(flags.list('volume'));
  checkDevices(flags.list('device'));
  const ports = flags.list('publish').flatMap(parsePublished);
  const networking = networkingOf(flags);
  const name = flags.text('name');
  return {
    name: name === null || name === '' ? null : name,
    config: configOf(sys, line, [
      ...new Set([...ports.map((one) => one.containerPort), ...flags.list('expose').flatMap(exposedPorts)]),
    ]),
    hostConfig: hostConfigOf(sys, flags, restartPolicy, ports, networking),
    endpoints: networking.endpoints,
    platform: flags.text('platform') || null,
  };
}

function configOf(sys: Sys, line: RunLine, exposedPorts: readonly string[]): ContainerConfig {
  const { flags, detach } = line;
  const attached = flags.list('attach').map((word) => word.toLowerCase());
  const interactive = flags.on('interactive');
  const all = attached.length === 0 && !detach;
  const entrypoint = flags.text('entrypoint');
  return {
    hostname: flags.text('hostname') ?? '',
    domainname: flags.text('domainname') ?? '',
    user: flags.text('user') ?? '',
    attachStdin: (all && interactive) || attached.includes('stdin'),
    attachStdout: all || attached.includes('stdout'),
    attachStderr: all || attached.includes('stderr'),
    tty: flags.on('tty'),
    openStdin: interactive,
    stdinOnce: interactive && !detach,
    env:
      flags.has('env') || flags.has('env-file')
        ? environmentOf(sys, [...line.fileEnv, ...flags.list('env')])
        : null,
    cmd: line.command.length === 0 ? null : line.command,
    entrypoint: entrypoint === null ? null : entrypoint === '' ? [] : [entrypoint],
    image: line.image,
    workingDir: flags.text('workdir') ?? '',
    labels: new Map([...line.fileLabels, ...flags.list('label')].map(keyValue)),
    exposedPorts: [...exposedPorts].sort(),
    volumes: anonymousVolumes(flags),
    healthcheck: healthcheckOf(flags),
    stopSignal: flags.text('stop-signal'),
    stopTimeoutSeconds: flags.number('stop-timeout'),
  };
}

const keyValue = (word: string): [string, string] => {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
};

/** `-e NAME` takes the value from the CLI's own environment, and is left out when there is none. */
export function environmentOf(sys: Sys, words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    if (word.includes('=')) return [word];
    const own = sys.env.get(word);
    return own === undefined ? [] : [`${word}=${own}`];
  });
}

function anonymousVolumes(flags: Flags): readonly string[] | null {
  const paths = flags
    .list('volume')
    .filter((word) => !isBind(word))
    .map((word) => word.replace(/:$/, ''));
  return paths.length === 0 ? null : paths;
}

function parseRestart(word: string | null): RestartPolicy {
  if (word === null || word === '') return { name: 'no', maximumRetryCount: 0 };
  const [name = '', count, ...rest] = word.split(':');
  if (rest.length > 0) throw new CliError(`invalid restart policy format: ${word}`, 125);
  if (count !== undefined && !/^-?\d+$/.test(count)) {
    throw new CliError('invalid restart policy format: maximum retry count must be an integer', 125);
  }
  return { name: name as RestartPolicyName, maximumRetryCount: count === undefined ? 0 : Number(count) };
}

export { parseRestart };
