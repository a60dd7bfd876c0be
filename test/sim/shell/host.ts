/** A Debian-like host in a kernel, with a busybox tree at /busybox, on which shells and programs are run for tests. */
import { HostSink, HostSource } from '../../../src/sim/kernel/host-io.ts';
import type { Kernel } from '../../../src/sim/kernel/kernel.ts';
import type { Process } from '../../../src/sim/kernel/process.ts';
import type { Program, ProgramMain, Sys } from '../../../src/sim/kernel/sys.ts';
import {
  device,
  dir,
  hardlink,
  link,
  type NodeSpec,
  program,
  type TreeSpec,
  text,
} from '../../../src/sim/kernel/tree-spec.ts';
import { BUSYBOX_LIST, DEBIAN_INSTALL, DEBIAN_LINKS, PROGRAMS } from '../../../src/sim/programs/registry.ts';
import { bootKernel } from '../../../src/sim/vfs/boot.ts';
import { initProgram } from '../kernel/machine.ts';

export const BOOT_MS = Date.UTC(2026, 10, 20, 12, 0, 0);

/** PID 1: mounts /proc, then reaps. */
function* init(sys: Sys): Program {
  sys.mount({ source: 'proc', target: '/proc', type: 'proc' });
  return yield* initProgram(sys);
}

function usrBin(): TreeSpec {
  const bin: Record<string, NodeSpec> = { init: program('init', 20_000) };
  for (const { path, program: name, sizeBytes } of DEBIAN_INSTALL)
    bin[path.replace('/usr/bin/', '')] = program(name, sizeBytes);
  for (const [path, target] of Object.entries(DEBIAN_LINKS))
    bin[path.replace('/usr/bin/', '')] = link(target);
  return bin;
}

function busyboxBin(): TreeSpec {
  const bin: Record<string, NodeSpec> = {};
  for (const name of BUSYBOX_LIST.split(' '))
    bin[name] = name === 'busybox' ? program('busybox', 2_063_232) : hardlink('/busybox/bin/busybox');
  return bin;
}

const root = (): TreeSpec => ({
  bin: link('usr/bin'),
  usr: dir({ bin: dir(usrBin()) }),
  busybox: dir({ bin: dir(busyboxBin()) }),
  etc: dir({
    hostname: text('box\n'),
    passwd: text('root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n'),
    group: text('root:x:0:\ndaemon:x:1:\n'),
  }),
  root: dir({}, { mode: 0o700 }),
  tmp: dir({}, { mode: 0o1777 }),
  proc: dir({}),
  sys: dir({}),
  dev: dir({
    fd: link('/proc/self/fd'),
    null: device('char-device', 1, 3, 0o666),
    zero: device('char-device', 1, 5, 0o666),
    full: device('char-device', 1, 7, 0o666),
    urandom: device('char-device', 1, 9, 0o666),
  }),
});

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

export function bootHost(extra: TreeSpec = {}, mains: Readonly<Record<string, ProgramMain>> = {}): Kernel {
  const kernel = bootKernel({
    seed: 'test',
    bootRealtimeMs: BOOT_MS,
    uname: { release: '6.1.0-test', version: '#1 SMP', machine: 'x86_64' },
    hostname: 'box',
    programs: (name) => (name === 'init' ? init : (mains[name] ?? PROGRAMS.get(name) ?? null)),
    root: { ...root(), ...extra },
  });
  kernel.spawn({ path: '/usr/bin/init', argv: ['init'] });
  kernel.runUntil(() => kernel.scheduler.idle, { maxVirtualMs: 1000, maxSteps: 1000 });
  return kernel;
}

export function collector() {
  const chunks: Uint8Array[] = [];
  return { sink: new HostSink((data) => chunks.push(data)), text: () => Buffer.concat(chunks).toString() };
}

export const statusCode = (process: Process): number => {
  const status = process.exitStatus;
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? 1000 : -1;
};

/** Runs argv on a kernel until it ends. */
export function runOn(
  kernel: Kernel,
  argv: readonly string[],
  options: { readonly stdin?: string; readonly path?: string } = {},
): Ran {
  const [stdout, stderr] = [collector(), collector()];
  const source = new HostSource();
  source.feed(new TextEncoder().encode(options.stdin ?? ''));
  source.close();
  const path = options.path ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const name = argv[0] ?? '';
  const process = kernel.spawn({
    path: name.includes('/') ? name : `${path.includes('/busybox') ? '/busybox/bin' : '/usr/bin'}/${name}`,
    argv,
    cwd: '/tmp',
    env: new Map([
      ['PATH', path],
      ['HOME', '/root'],
    ]),
    stdio: [source, stdout.sink, stderr.sink],
  });
  const reason = kernel.runUntil(() => process.ended, { maxVirtualMs: 3_600_000, maxSteps: 2_000_000 });
  if (kernel.faults.length > 0) throw kernel.faults[0]?.error;
  if (reason !== 'done')
    throw new Error(`${argv.join(' ')} did not end: ${reason}\n${stdout.text()}${stderr.text()}`);
  return { stdout: stdout.text(), stderr: stderr.text(), code: statusCode(process) };
}

const BUSYBOX_PATH = '/busybox/bin';

/** Runs one command string on a fresh host. */
export function sh(shell: 'bash' | 'dash' | 'ash', command: string, stdin = ''): Ran {
  const kernel = bootHost();
  if (shell === 'ash') return runOn(kernel, ['sh', '-c', command], { stdin, path: BUSYBOX_PATH });
  return runOn(kernel, [shell, '-c', command], { stdin });
}
