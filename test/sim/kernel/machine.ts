/** Boots a small machine whose programs are given as functions, runs one and says what came of it. */

import { HostSink, HostSource } from '../../../src/sim/kernel/host-io.ts';
import type { Kernel } from '../../../src/sim/kernel/kernel.ts';
import type { Process } from '../../../src/sim/kernel/process.ts';
import type { Program, Sys } from '../../../src/sim/kernel/sys.ts';
import { device, dir, program, type TreeSpec, text } from '../../../src/sim/kernel/tree-spec.ts';
import { type BootOptions, bootKernel } from '../../../src/sim/vfs/boot.ts';

export const BOOT_MS = Date.UTC(2026, 10, 20, 12, 0, 0);
export type Main = (sys: Sys, argv: readonly string[]) => Program;

export interface TestMachine {
  readonly kernel: Kernel;
  readonly init: Process;
  /** Runs a program as a child of PID 1 until it ends. Throws when a program had a bug or it does not end. */
  run(name: string, options?: { readonly stdin?: string; readonly maxVirtualMs?: number }): Result;
  start(name: string): { readonly process: Process; readonly output: () => string };
}
export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: Process['exitStatus'];
}

export function* initProgram(sys: Sys): Program {
  for (;;) {
    try {
      yield* sys.wait4('any');
    } catch {
      yield* sys.sleep(3_600_000);
    }
  }
}

/** `programs` become executables /bin/NAME; `tree` is laid over the root. */
export function makeMachine(
  programs: Readonly<Record<string, Main>>,
  options: Partial<BootOptions> = {},
): TestMachine {
  const all: Readonly<Record<string, Main>> = { init: initProgram, ...programs };
  const bin: TreeSpec = Object.fromEntries(Object.keys(all).map((name) => [name, program(name, 20_000)]));
  const kernel = bootKernel({
    seed: 'test',
    bootRealtimeMs: BOOT_MS,
    uname: { release: '6.1.0-test', version: '#1 SMP', machine: 'x86_64' },
    hostname: 'box',
    programs: (name) => all[name] ?? null,
    ...options,
    root: { ...baseTree(bin), ...options.root },
  });
  const init = kernel.spawn({ path: '/bin/init', argv: ['init'] });
  const start = (name: string, stdin = '') => startProgram(kernel, name, stdin);
  return {
    kernel,
    init,
    start: (name) => {
      const started = start(name);
      return { process: started.process, output: started.stdout };
    },
    run: (name, { stdin = '', maxVirtualMs = 600_000 } = {}) => {
      const started = start(name, stdin);
      const reason = kernel.runUntil(() => started.process.ended, { maxVirtualMs, maxSteps: 2_000_000 });
      if (kernel.faults.length > 0) throw kernel.faults[0]?.error;
      if (reason !== 'done') throw new Error(`${name} did not end: ${reason}`);
      return { stdout: started.stdout(), stderr: started.stderr(), status: started.process.exitStatus };
    },
  };
}

function baseTree(bin: TreeSpec): TreeSpec {
  return {
    bin: dir(bin),
    etc: dir({ hostname: text('box\n') }),
    tmp: dir({}, { mode: 0o1777 }),
    proc: dir({}),
    sys: dir({}),
    dev: dir({
      null: device('char-device', 1, 3, 0o666),
      zero: device('char-device', 1, 5, 0o666),
      full: device('char-device', 1, 7, 0o666),
      urandom: device('char-device', 1, 9, 0o666),
    }),
  };
}

function startProgram(kernel: Kernel, name: string, stdin: string) {
  const collect = () => {
    const chunks: Uint8Array[] = [];
    return { sink: new HostSink((data) => chunks.push(data)), text: () => Buffer.concat(chunks).toString() };
  };
  const stdout = collect();
  const stderr = collect();
  const source = new HostSource();
  source.feed(new TextEncoder().encode(stdin));
  source.close();
  const process = kernel.spawn({
    path: `/bin/${name}`,
    argv: [name],
    env: new Map([['PATH', '/bin']]),
    stdio: [source, stdout.sink, stderr.sink],
  });
  return { process, stdout: stdout.text, stderr: stderr.text };
}
