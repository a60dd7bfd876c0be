/**
 * What the simulated machine costs on the learner's computer: loading it, a fresh one's memory, docker commands a second, replaying, and how
 * asking grows with what there is. In this process, on the sources; each figure is of one run after a short warming up.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SimulatedMachine } from '../../src/sim/simulated-machine.ts';

export interface SimulatorRow {
  readonly what: string;
  readonly figure: string;
  readonly reference: string;
}

type Module = typeof import('../../src/sim/simulated-machine.ts');

const MANY_CONTAINERS = 1000;
const MANY_FILES = 10_000;

export async function simulatorRows(): Promise<SimulatorRow[]> {
  const begin = performance.now();
  const module = await import('../../src/sim/simulated-machine.ts');
  const loadMs = performance.now() - begin;
  return [
    row('simulator: loading its sources', `${loadMs.toFixed(0)} ms`, 'only when a lab opens'),
    ...(await freshRows(module)),
    ...(await commandRows(module)),
    ...(await replayRows(module)),
    ...(await containerGrowth(module)),
    ...(await fileGrowth(module)),
  ];
}

const row = (what: string, figure: string, reference = ''): SimulatorRow => ({ what, figure, reference });

const newMachine = ({ createSimulatedMachine }: Module): SimulatedMachine =>
  createSimulatedMachine({ yieldToHost: () => new Promise((resolve) => setImmediate(resolve)) });

/** Runs a line that must succeed; milliseconds of wall time. */
async function timed(machine: SimulatedMachine, line: string): Promise<number> {
  const begin = performance.now();
  const run = machine.run(line);
  const { exitCode, kind } = await run.exit;
  if (exitCode !== 0) throw new Error(`${line}: ${kind}, exit ${exitCode}`);
  return performance.now() - begin;
}

async function freshRows(module: Module): Promise<SimulatorRow[]> {
  await timed(newMachine(module), 'docker run --rm busybox true');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const machines = Array.from({ length: 10 }, () => newMachine(module));
  const begin = performance.now();
  for (const machine of machines) await timed(machine, 'true');
  const bootMs = (performance.now() - begin) / machines.length;
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / machines.length;
  return [
    row('simulator: booting a machine', `${bootMs.toFixed(1)} ms`),
    row('simulator: memory of a fresh machine', `${(bytes / 1e6).toFixed(1)} MB`, 'heap, of ten'),
  ];
}

async function commandRows(module: Module): Promise<SimulatorRow[]> {
  const machine = newMachine(module);
  const perSecond = async (line: string, times: number): Promise<string> => {
    let ms = 0;
    for (let time = 0; time < times; time += 1) ms += await timed(machine, line);
    return `${Math.round((times * 1000) / ms)} /s`;
  };
  return [
    row(
      'simulator: docker run -d',
      await perSecond('docker run -d busybox sleep 1000000', 50),
      'real engine: about 4 /s',
    ),
    row('simulator: docker ps, 50 containers', await perSecond('docker ps', 50), 'real engine: about 60 /s'),
  ];
}

async function replayRows(module: Module): Promise<SimulatorRow[]> {
  const machine = newMachine(module);
  for (let time = 0; time < 25; time += 1) {
    await timed(machine, `docker run -d --name c${time} busybox sleep 1000`);
    await timed(machine, `docker exec c${time} ps`);
    await timed(machine, 'docker ps -a; ls -l /');
    await timed(machine, `docker rm -f c${time}`);
  }
  const begin = performance.now();
  await machine.fork(100);
  return [
    row('simulator: going back 100 commands', `${(performance.now() - begin).toFixed(0)} ms`, 'a replay'),
  ];
}

/** How much longer asking takes with ten times as much to show; 10 is linear. */
async function containerGrowth(module: Module): Promise<SimulatorRow[]> {
  const machine = newMachine(module);
  const few = await grow(machine, 1, MANY_CONTAINERS / 10);
  const many = await grow(machine, MANY_CONTAINERS / 10 + 1, MANY_CONTAINERS);
  const added = (MANY_CONTAINERS * 9) / 10;
  return [
    row(
      `simulator: docker run -d, up to ${MANY_CONTAINERS}`,
      `${(many.createMs / added).toFixed(1)} ms`,
      'each',
    ),
    row(
      `simulator: docker ps of ${MANY_CONTAINERS}`,
      `${many.psMs.toFixed(0)} ms`,
      `${(many.psMs / few.psMs).toFixed(1)}x of a tenth`,
    ),
    row(
      `simulator: ps -ef beside ${MANY_CONTAINERS}`,
      `${many.hostPsMs.toFixed(0)} ms`,
      `${(many.hostPsMs / few.hostPsMs).toFixed(1)}x of a tenth`,
    ),
  ];
}

async function grow(machine: SimulatedMachine, from: number, to: number) {
  let createMs = 0;
  for (let at = from; at <= to; at += 1)
    createMs += await timed(machine, `docker run -d --name n${at} busybox sleep 1000000`);
  await timed(machine, 'docker ps');
  return { createMs, psMs: await timed(machine, 'docker ps'), hostPsMs: await timed(machine, 'ps -ef') };
}

async function fileGrowth(module: Module): Promise<SimulatorRow[]> {
  const machine = newMachine(module);
  const fill = (directory: string, count: number): string =>
    `mkdir ${directory}; for i in $(seq 1 ${count}); do echo $i > ${directory}/f$i; done`;
  await timed(machine, fill('few', MANY_FILES / 10));
  const fillMs = await timed(machine, fill('many', MANY_FILES));
  const fewMs = await timed(machine, 'ls -l few > /dev/null');
  const manyMs = await timed(machine, 'ls -l many > /dev/null');
  return [
    row(`simulator: writing ${MANY_FILES} files`, `${fillMs.toFixed(0)} ms`, 'one shell loop'),
    row(
      `simulator: ls -l of ${MANY_FILES}`,
      `${manyMs.toFixed(0)} ms`,
      `${(manyMs / fewMs).toFixed(1)}x of a tenth`,
    ),
  ];
}
