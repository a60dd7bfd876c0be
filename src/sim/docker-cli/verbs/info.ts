/** docker info: what the client is, then what the daemon says of itself and its host. */
import { goArchitecture } from '../../engine/architecture.ts';
import type { Engine } from '../../engine/engine.ts';
import { type GoStruct, goJson, NIL_SLICE } from '../../engine/go-value.ts';
import { connectDocker } from '../../engine/service.ts';
import { type Cli, CliError, FormatFailure, type Verb } from '../cli.ts';
import { TemplateExecError, TemplateParseError } from '../template/ast.ts';
import { fillTemplate } from '../template/execute.ts';
import { bytesSize } from '../units.ts';

const CLIENT = `Client:
 Version:    28.5.2+dfsg4
 Context:    default
 Debug Mode: false
 Plugins:
  buildx: Docker Buildx (Docker Inc.)
    Version:  0.29.1+ds1
    Path:     /usr/libexec/docker/cli-plugins/docker-buildx

Server:
`;

export const info: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format'],
  *run(cli: Cli, { flags }) {
    const service = connectDocker(cli.sys, cli.endpoint.replace(/^unix:\/\//, ''));
    if (service === null) {
      yield* cli.out(CLIENT);
      cli.daemon();
      return 1;
    }
    const facts = yield* cli.ask(infoFacts);
    const format = flags.text('format');
    if (format === null || format === '') {
      yield* cli.out(CLIENT + serverText(facts));
      return 0;
    }
    return yield* cli.formatted(() => (format === 'json' ? goJson(facts, true) : filled(format, facts)));
  },
};

const TYPES: Readonly<Record<string, string>> = {
  '': 'system.dockerInfo',
  Swarm: 'swarm.Info',
  Plugins: 'system.PluginsInfo',
  ClientInfo: '*system.clientInfo',
};

function filled(format: string, facts: GoStruct): string {
  const missing = (field: string, owner: readonly string[]): string =>
    `can't evaluate field ${field} in type ${TYPES[owner.join('.')] ?? 'string'}`;
  try {
    return fillTemplate(format, facts, { missing });
  } catch (error) {
    if (error instanceof TemplateParseError)
      throw new CliError(`template parsing error: ${error.message}`, 64);
    if (error instanceof TemplateExecError) throw new FormatFailure(error.message);
    throw error;
  }
}

const PLUGINS: GoStruct = {
  Volume: ['local'],
  Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
  Authorization: NIL_SLICE,
  Log: ['awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
};

const SWARM: GoStruct = {
  NodeID: '',
  NodeAddr: '',
  LocalNodeState: 'inactive',
  ControlAvailable: false,
  Error: '',
  RemoteManagers: NIL_SLICE,
};

const clientInfo = (arch: string): GoStruct => ({
  Debug: false,
  Version: '28.5.2+dfsg4',
  DefaultAPIVersion: '1.51',
  GitCommit: '9cc6dea35e9a963f281434761c656fba4ac43aed',
  GoVersion: 'go1.27.1',
  Os: 'linux',
  Arch: arch,
  BuildTime: 'Tue Sep 15 11:02:57 2026',
  Context: 'default',
  Plugins: [
    {
      SchemaVersion: '0.1.0',
      Vendor: 'Docker Inc.',
      Version: '0.29.1+ds1',
      ShortDescription: 'Docker Buildx',
      Name: 'buildx',
      Path: '/usr/libexec/docker/cli-plugins/docker-buildx',
    },
  ],
  Warnings: NIL_SLICE,
});

export function infoFacts(engine: Engine): GoStruct {
  const states = engine.containers.all().map(({ state }) => state);
  const { host, sys } = engine;
  const uname = sys.uname();
  const paused = states.filter((one) => one.paused).length;
  const running = states.filter((one) => one.running && !one.paused).length;
  return {
    ID: host.engineId,
    Containers: states.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: states.length - running - paused,
    Images: engine.images.all().length,
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'extfs'],
      ['Supports d_type', 'true'],
      ['Using metacopy', 'false'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: PLUGINS,
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    OomKillDisable: false,
    LoggingDriver: 'json-file',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    KernelVersion: uname.release,
    OperatingSystem: host.operatingSystem,
    OSVersion: '',
    OSType: 'linux',
    Architecture: uname.machine,
    IndexServerAddress: 'https://index.docker.io/v1/',
    NCPU: host.cpus,
    MemTotal: host.memoryBytes,
    DockerRootDir: '/var/lib/docker',
    Name: uname.nodename,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: '28.5.2+dfsg4',
    DefaultRuntime: 'runc',
    Swarm: SWARM,
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: '' },
    RuncCommit: { ID: '1.3.6+ds1-1' },
    InitCommit: { ID: '' },
    SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
    CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
    Warnings: NIL_SLICE,
    ClientInfo: clientInfo(goArchitecture(uname.machine)),
  };
}

function serverText(facts: GoStruct): string {
  return ` Containers: ${facts.Containers}
  Running: ${facts.ContainersRunning}
  Paused: ${facts.ContainersPaused}
  Stopped: ${facts.ContainersStopped}
 Images: ${facts.Images}
 Server Version: 28.5.2+dfsg4
 Storage Driver: overlay2
  Backing Filesystem: extfs
  Supports d_type: true
  Using metacopy: false
  Native Overlay Diff: true
  userxattr: false
 Logging Driver: json-file
 Cgroup Driver: systemd
 Cgroup Version: 2
 Plugins:
  Volume: local
  Network: bridge host ipvlan macvlan null overlay
  Log: awslogs fluentd gelf journald json-file local splunk syslog
 CDI spec directories:
  /etc/cdi
  /var/run/cdi
 Swarm: inactive
 Runtimes: io.containerd.runc.v2 runc
 Default Runtime: runc
 Init Binary: docker-init
 containerd version: 
 runc version: 1.3.6+ds1-1
 init version: 
 Security Options:
  apparmor
  seccomp
   Profile: builtin
  cgroupns
 Kernel Version: ${facts.KernelVersion}
 Operating System: ${facts.OperatingSystem}
 OSType: linux
 Architecture: ${facts.Architecture}
 CPUs: ${facts.NCPU}
 Total Memory: ${bytesSize(Number(facts.MemTotal))}
 Name: ${facts.Name}
 ID: ${facts.ID}
 Docker Root Dir: /var/lib/docker
 Debug Mode: false
 Experimental: false
 Insecure Registries:
  ::1/128
  127.0.0.0/8
 Live Restore Enabled: false
`;
}
