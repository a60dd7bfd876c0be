/** docker info: what the client is, then what the daemon says of itself and its host. */
import type { Engine } from '../../engine/engine.ts';
import { type GoStruct, goJson, NIL_POINTER } from '../../engine/go-value.ts';
import { connectDocker } from '../../engine/service.ts';
import type { Cli, Verb } from '../cli.ts';
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
    if (format === null) yield* cli.out(CLIENT + serverText(facts));
    else if (format === 'json') yield* cli.out(`${goJson(facts, true)}\n`);
    else {
      const missing = (field: string): string => `can't evaluate field ${field} in type system.dockerInfo`;
      yield* cli.out(`${fillTemplate(format, facts, { missing })}\n`);
    }
    return 0;
  },
};

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
    LoggingDriver: 'json-file',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    KernelVersion: uname.release,
    OperatingSystem: host.operatingSystem,
    OSType: 'linux',
    Architecture: uname.machine,
    NCPU: host.cpus,
    MemTotal: host.memoryBytes,
    DockerRootDir: '/var/lib/docker',
    Name: uname.nodename,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: '28.5.2+dfsg4',
    DefaultRuntime: 'runc',
    LiveRestoreEnabled: false,
    InitBinary: 'docker-init',
    SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
    Warnings: NIL_POINTER,
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
