/**
 * Boots a world: kernel, systemd as PID 1, the services, dockerd, and the shell the learner types into.
 * Invariant: the same world, seed and programs give the same machine.
 */

import { dockerdMain } from './engine/dockerd.ts';
import type { Engine } from './engine/engine.ts';
import { connectDocker } from './engine/service.ts';
import { qemuMain } from './hypervisor/qemu.ts';
import { moveToCgroup } from './kernel/cgroup.ts';
import { reap } from './kernel/exit.ts';
import { HostSink, HostSource } from './kernel/host-io.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Process } from './kernel/process.ts';
import type { ProgramMain } from './kernel/sys.ts';
import { LinuxNetwork, Segment } from './net/index.ts';
import { systemdMain } from './programs/systemd/main.ts';
import { SessionLines, sessionMain } from './shell/session.ts';
import { bootKernel } from './vfs/boot.ts';
import { hostBootLog } from './worlds/host-boot-log.ts';
import { joinLan } from './worlds/lan.ts';
import { macPgrep, macPs } from './worlds/mac-processes.ts';
import { mountAll } from './worlds/system-programs.ts';
import { joinDefaultNetwork, libvirtPrograms } from './worlds/vm-host-libvirt.ts';
import type { Service, World } from './worlds/world.ts';

export interface BootedMachine {
  readonly kernel: Kernel;
  /** Where containers run: another machine's under Docker Desktop. */
  readonly engineKernel: Kernel;
  /** Null where Docker is not installed. */
  readonly engine: Engine | null;
  readonly lines: SessionLines;
  readonly request: BootRequest;
  readonly login: Process;
  wake: HostSource;
  session: Process;
}

export interface BootRequest {
  readonly world: World;
  readonly seed: string;
  readonly programs: ReadonlyMap<string, ProgramMain>;
  readonly onOutput: (stream: 'stdout' | 'stderr', data: Uint8Array) => void;
}

const BOOT_BOUNDS = { maxVirtualMs: 60_000, maxSteps: 200_000 };

export function bootWorld(request: BootRequest): BootedMachine {
  const { world } = request;
  const lines = new SessionLines();
  let engine: Engine | null = null;
  const segment = new Segment('virbr0');
  const own = new Map<string, ProgramMain>([
    ...libvirtPrograms(world, () => kernel, segment),
    ['qemu-system-x86_64', qemuMain(() => kernel)],
    ['session-bash', sessionMain(lines)],
    ['systemd', systemdMain(world.desktop?.vm.services ?? world.services, mountAll, hostBootLog)],
  ]);
  const docker = world.desktop?.vm.docker ?? world.docker;
  if (docker !== null) {
    const published = (made: Engine): void => {
      engine = made;
    };
    own.set('dockerd', dockerdMain(docker, published));
  }
  const kernel = bootKernel({
    seed: request.seed,
    bootRealtimeMs: world.bootRealtimeMs,
    uname: world.kernel,
    hostname: world.hostname,
    programs: (name) => own.get(name) ?? request.programs.get(name) ?? null,
    network: (made) => new LinuxNetwork(made),
    root: world.tree,
    cpus: world.cpus,
    memoryBytes: world.memoryBytes,
    diskBytes: world.diskBytes,
    ...(world.hypervisor === undefined ? {} : { hypervisor: world.hypervisor }),
    ...(world.rootSource === undefined ? {} : { rootSource: world.rootSource }),
  });
  if (world.desktop === undefined) joinLan(kernel, world.lan, request.seed);
  const engineKernel =
    world.desktop === undefined ? kernel : bootDesktop(kernel, request, own, world.desktop);
  const mac = world.desktop !== undefined;
  kernel.spawn(
    mac
      ? { path: '/sbin/launchd', argv: ['/sbin/launchd'] }
      : { path: '/usr/lib/systemd/systemd', argv: ['/sbin/init'] },
  );
  kernel.runUntil(() => kernel.scheduler.idle, BOOT_BOUNDS);
  if (world.libvirt !== undefined) joinDefaultNetwork(kernel, segment);
  for (const service of world.services) startService(kernel, service);
  const served = (): boolean => docker === null || engine !== null;
  kernel.runUntil(() => served() && kernel.scheduler.idle, BOOT_BOUNDS);
  if (!served()) throw new Error(`dockerd did not start: ${faultsOf(kernel)}`);
  kernel.advance(world.upMs - kernel.nowMs);
  const login = startService(kernel, world.login);
  const wake = new HostSource();
  const session = startShell(kernel, request, login, wake);
  kernel.runUntil(() => kernel.scheduler.idle, BOOT_BOUNDS);
  return { kernel, engineKernel, engine, lines, request, login, wake, session };
}

/** The virtual machine beside the Mac, on its clock, and the process of the Mac that leads to its engine. */
function bootDesktop(
  mac: Kernel,
  { seed, programs }: BootRequest,
  own: Map<string, ProgramMain>,
  { vm, socket }: NonNullable<World['desktop']>,
): Kernel {
  const kernel = bootKernel({
    seed: `${seed}/${vm.name}`,
    bootRealtimeMs: vm.bootRealtimeMs,
    uname: vm.kernel,
    hostname: vm.hostname,
    programs: (name) => own.get(name) ?? programs.get(name) ?? null,
    network: (made) => new LinuxNetwork(made),
    clock: mac.clock,
    root: vm.tree,
    cpus: vm.cpus,
    memoryBytes: vm.memoryBytes,
    diskBytes: vm.diskBytes,
  });
  joinLan(kernel, vm.lan, seed);
  kernel.spawn({ path: '/initd', argv: ['/initd'] });
  kernel.runUntil(() => kernel.scheduler.idle, BOOT_BOUNDS);
  for (const service of vm.services) startService(kernel, service);
  const { init } = kernel.initialNamespaces.pid;
  if (init === null) throw new Error('the virtual machine has not booted');
  const outside = kernel.makeSys(init);
  own.set('docker-backend', function* backend(sys) {
    while (connectDocker(outside) === null) yield* sys.sleep(10);
    sys.serveUnix(socket, connectDocker(outside));
    for (;;) yield* sys.pause();
  });
  own.set(
    'mac-ps',
    macPs(() => mac),
  );
  own.set(
    'mac-pgrep',
    macPgrep(() => mac),
  );
  mac.companions.push(kernel, ...kernel.companions);
  return kernel;
}

const faultsOf = (kernel: Kernel): string =>
  kernel.faults.map(({ comm, error }) => `${comm}: ${String(error)}`).join('; ');

function emptyInput(): HostSource {
  const input = new HostSource();
  input.close();
  return input;
}

function startService(kernel: Kernel, service: Service): Process {
  kernel.continuePidsAt(service.pid);
  const process = kernel.spawn({
    path: service.path,
    argv: service.argv,
    stdio: [emptyInput(), new HostSink(() => {}), new HostSink(() => {})],
    env: new Map([['PATH', '/usr/sbin:/usr/bin']]),
  });
  const sys = kernel.makeSys(process);
  let path = '/sys/fs/cgroup';
  for (const part of service.cgroup.split('/').filter((one) => one !== '')) {
    path += `/${part}`;
    if (!sys.access(path, 'exists')) sys.mkdir(path);
  }
  moveToCgroup(process, kernel.rootCgroup.find(service.cgroup));
  const { uid, gid = uid } = service;
  if (uid !== 0) sys.setCredentials({ uid, gid, groups: [gid] });
  return process;
}

/** After `exit`, or when nothing else could end a command: the old shell goes with all it started, a new one comes. */
export function restartShell(machine: BootedMachine): void {
  const { kernel, request, login } = machine;
  const { init } = kernel.initialNamespaces.pid;
  if (!machine.session.ended && init !== null) kernel.makeSys(init).kill(machine.session.pid.host, 'KILL');
  if (machine.session.state === 'zombie') reap(kernel, machine.session);
  machine.wake = new HostSource();
  machine.session = startShell(kernel, request, login, machine.wake);
  kernel.runUntil(() => kernel.scheduler.idle, BOOT_BOUNDS);
}

function startShell(kernel: Kernel, request: BootRequest, login: Process, wake: HostSource): Process {
  const { shell } = request.world;
  kernel.continuePidsAt(shell.pid);
  const session = kernel.spawn({
    path: shell.path,
    argv: shell.argv,
    env: new Map(Object.entries(shell.env)),
    cwd: shell.cwd,
    parent: login,
    stdio: [
      emptyInput(),
      new HostSink((data) => request.onOutput('stdout', data)),
      new HostSink((data) => request.onOutput('stderr', data)),
      wake,
    ],
  });
  session.exe = '/usr/bin/bash';
  return session;
}
