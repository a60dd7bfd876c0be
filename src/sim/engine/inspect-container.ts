/**
 * `GET /containers/ID/json`, with the keys and their order as Docker 28.5.2 prints them (moby
 * `api/types/container`). Recorded from the reference engine; cgroup v2 differences as in the daemon's source.
 */
import {
  type GoStruct,
  type GoValue,
  mapOf,
  NIL_MAP,
  NIL_SLICE,
  OMITTED,
  OMITTED_POINTER,
  sliceOrNil,
} from './go-value.ts';
import { inspectHostConfig } from './inspect-host-config.ts';
import { inspectNetworkSettings } from './inspect-network.ts';
import type { Container, ContainerConfig, Healthcheck } from './model.ts';
import {
  containerDirectory,
  initDirectory,
  mergedDirectory,
  upperDirectory,
  workDirectory,
} from './paths.ts';
import { rfc3339Nano } from './timestamps.ts';

export interface SizeFacts {
  readonly rwBytes: number;
  readonly rootBytes: number;
}

export function inspectContainer(container: Container, size: SizeFacts | null): GoStruct {
  const directory = containerDirectory(container.id);
  return {
    Id: container.id,
    Created: rfc3339Nano(container.createdMs),
    Path: container.path,
    Args: [...container.args],
    State: stateOf(container),
    Image: container.image.id,
    ResolvConfPath: container.state.startedMs === null ? '' : `${directory}/resolv.conf`,
    HostnamePath: container.state.startedMs === null ? '' : `${directory}/hostname`,
    HostsPath: container.state.startedMs === null ? '' : `${directory}/hosts`,
    LogPath:
      container.state.startedMs === null || container.hostConfig.logDriver !== 'json-file'
        ? ''
        : `${directory}/${container.id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: container.execs.size === 0 ? NIL_SLICE : [...container.execs.keys()],
    HostConfig: inspectHostConfig(container.hostConfig),
    GraphDriver: graphDriver(container),
    ...(size === null ? {} : { SizeRw: size.rwBytes, SizeRootFs: size.rootBytes }),
    Mounts: container.mounts.map(mountPoint),
    Config: configOf(container.config),
    NetworkSettings: inspectNetworkSettings(container),
  };
}

export function stateOf(container: Container): GoStruct {
  const { state } = container;
  const health = state.health;
  return {
    Status: state.status,
    Running: state.running,
    Paused: state.paused,
    Restarting: state.restarting,
    OOMKilled: state.oomKilled,
    Dead: state.status === 'dead',
    Pid: state.pid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: rfc3339Nano(state.startedMs),
    FinishedAt: rfc3339Nano(state.finishedMs),
    ...(health === null
      ? { Health: OMITTED_POINTER }
      : {
          Health: {
            Status: health.status,
            FailingStreak: health.failingStreak,
            Log: health.log.map((entry) => ({
              Start: rfc3339Nano(entry.startMs),
              End: rfc3339Nano(entry.endMs),
              ExitCode: entry.exitCode,
              Output: entry.output,
            })),
          },
        }),
  };
}

function graphDriver(container: Container): GoStruct {
  const { layer, image } = container;
  const lowers = [initDirectory(layer), ...[...image.layers].reverse().map((one) => one.directory)];
  return {
    Data: mapOf({
      ID: container.id,
      LowerDir: lowers.join(':'),
      MergedDir: mergedDirectory(layer),
      UpperDir: upperDirectory(layer),
      WorkDir: workDirectory(layer),
    }),
    Name: 'overlay2',
  };
}

function mountPoint(mount: Container['mounts'][number]): GoStruct {
  const isVolume = mount.type === 'volume';
  return {
    [OMITTED]: { Name: '', Driver: '' },
    Type: mount.type,
    ...(isVolume ? { Name: mount.name } : {}),
    Source: mount.source,
    Destination: mount.destination,
    ...(isVolume ? { Driver: 'local' } : {}),
    Mode: mount.mode,
    RW: mount.rw,
    Propagation: mount.type === 'bind' ? (mount.propagation ?? 'rprivate') : '',
  };
}

const setOf = (names: readonly string[]): GoValue => new Map(names.map((name) => [name, {}]));

function configOf(config: ContainerConfig): GoStruct {
  return {
    Hostname: config.hostname,
    Domainname: config.domainname,
    User: config.user,
    AttachStdin: config.attachStdin,
    AttachStdout: config.attachStdout,
    AttachStderr: config.attachStderr,
    [OMITTED]: { ExposedPorts: NIL_MAP, StopSignal: '', NetworkDisabled: false },
    ...(config.exposedPorts.length === 0 ? {} : { ExposedPorts: setOf(config.exposedPorts) }),
    Tty: config.tty,
    OpenStdin: config.openStdin,
    StdinOnce: config.stdinOnce,
    Env: sliceOrNil(config.env),
    Cmd: sliceOrNil(config.cmd),
    Healthcheck: config.healthcheck === null ? OMITTED_POINTER : healthcheckOf(config.healthcheck),
    Image: config.image,
    Volumes: config.volumes === null ? NIL_MAP : setOf(config.volumes),
    WorkingDir: config.workingDir,
    Entrypoint: sliceOrNil(config.entrypoint),
    OnBuild: NIL_SLICE,
    Labels: config.labels,
    ...(config.stopSignal === null ? {} : { StopSignal: config.stopSignal }),
    StopTimeout: config.stopTimeoutSeconds ?? OMITTED_POINTER,
  };
}

export function healthcheckOf(check: Healthcheck): GoStruct {
  return {
    [OMITTED]: { Interval: 0, Timeout: 0, StartPeriod: 0, StartInterval: 0, Retries: 0 },
    Test: [...check.test],
    ...(check.intervalNs === 0 ? {} : { Interval: check.intervalNs }),
    ...(check.timeoutNs === 0 ? {} : { Timeout: check.timeoutNs }),
    ...(check.startPeriodNs === 0 ? {} : { StartPeriod: check.startPeriodNs }),
    ...(check.startIntervalNs === 0 ? {} : { StartInterval: check.startIntervalNs }),
    ...(check.retries === 0 ? {} : { Retries: check.retries }),
  };
}
