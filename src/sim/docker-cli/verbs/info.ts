/** docker info: what the client is, then what the daemon says of itself and its host. */
import { goArchitecture } from '../../engine/architecture.ts';
import type { Engine } from '../../engine/engine.ts';
import { DEBIAN_BUILD } from '../../engine/engine-build.ts';
import { type GoStruct, goJson, NIL_SLICE } from '../../engine/go-value.ts';
import { connectDocker } from '../../engine/service.ts';
import type { Sys } from '../../kernel/sys.ts';
import { type Cli, CliError, FormatFailure, type Verb } from '../cli.ts';
import { type ClientBuild, clientBuild } from '../client-build.ts';
import { TemplateExecError, TemplateParseError } from '../template/ast.ts';
import { fillTemplate } from '../template/execute.ts';
import { bytesSize } from '../units.ts';

const clientText = ({ version, context, os }: ClientBuild): string => `Client:
 Version:    ${version}
 Context:    ${context}
 Debug Mode: false
${os === 'linux' ? DEBIAN_PLUGINS : ''}
Server:
`;
/** Docker Desktop's plugins are not modelled, so none is listed there. */
const DEBIAN_PLUGINS = ` Plugins:
  buildx: Docker Buildx (Docker Inc.)
    Version:  0.29.1+ds1
    Path:     /usr/libexec/docker/cli-plugins/docker-buildx
`;

export const info: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format'],
  *run(cli: Cli, { flags }) {
    const service = connectDocker(cli.sys, cli.endpoint.replace(/^unix:\/\//, ''));
    if (service === null) {
      yield* cli.out(clientText(clientBuild(cli.sys)));
      cli.daemon();
      return 1;
    }
    const facts = yield* cli.ask((engine) => infoFacts(engine, cli.sys));
    const format = flags.text('format');
    if (format === null || format === '') {
      yield* cli.out(clientText(clientBuild(cli.sys)) + serverText(facts));
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

const clientInfo = (client: ClientBuild, arch: string): GoStruct => ({
  Debug: false,
  Version: client.version,
  DefaultAPIVersion: '1.51',
  GitCommit: client.commit,
  GoVersion: client.goVersion,
  Os: client.os,
  Arch: arch,
  BuildTime: client.built,
  Context: client.context,
  Plugins:
    client.os !== 'linux'
      ? []
      : [
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

export function infoFacts(engine: Engine, client: Sys): GoStruct {
  const build = engine.host.build ?? DEBIAN_BUILD;
  const desktop = build.platform !== '';
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
    CgroupDriver: desktop ? 'cgroupfs' : 'systemd',
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
    ServerVersion: build.version,
    DefaultRuntime: 'runc',
    Swarm: SWARM,
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: build.containerd.commit },
    RuncCommit: { ID: build.runc.commit },
    InitCommit: { ID: build.initCommit },
    SecurityOptions: [...(desktop ? [] : ['name=apparmor']), 'name=seccomp,profile=builtin', 'name=cgroupns'],
    CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
    Warnings: NIL_SLICE,
    ClientInfo: clientInfo(clientBuild(client), goArchitecture(client.uname().machine)),
  };
}

const commitOf = (commit: unknown): string => (commit as { readonly ID: string }).ID;

function serverText(facts: GoStruct): string {
  return ` Containers: ${facts.Containers}
  Running: ${facts.ContainersRunning}
  Paused: ${facts.ContainersPaused}
  Stopped: ${facts.ContainersStopped}
 Images: ${facts.Images}
 Server Version: ${facts.ServerVersion}
 Storage Driver: overlay2
  Backing Filesystem: extfs
  Supports d_type: true
  Using metacopy: false
  Native Overlay Diff: true
  userxattr: false
 Logging Driver: json-file
 Cgroup Driver: ${facts.CgroupDriver}
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
 containerd version: ${commitOf(facts.ContainerdCommit)}
 runc version: ${commitOf(facts.RuncCommit)}
 init version: ${commitOf(facts.InitCommit)}
 Security Options:
${facts.CgroupDriver === 'systemd' ? '  apparmor\n' : ''}  seccomp
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
