import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ByteFile } from '../../../src/sim/hypervisor/qcow2/byte-file.ts';
import { CLUSTER_BYTES } from '../../../src/sim/hypervisor/qcow2/header.ts';
import { Qcow2 } from '../../../src/sim/hypervisor/qcow2/qcow2.ts';
import type { Program, Sys } from '../../../src/sim/kernel/sys.ts';
import { makeMachine } from '../kernel/machine.ts';

type Step =
  | { readonly kind: 'write'; readonly cluster: number; readonly value: number }
  | { readonly kind: 'snapshot' | 'revert' | 'delete'; readonly name: string }
  | { readonly kind: 'reopen' };

const CLUSTERS = 6;
/** One of them lies behind the second table. */
const PLACES = [0, 1, 2, 3, 4, 8192];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    cluster: fc.nat(CLUSTERS - 1),
    value: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    kind: fc.constantFrom('snapshot' as const, 'revert' as const, 'delete' as const),
    name: fc.constantFrom('a', 'b', 'c'),
  }),
  fc.constant({ kind: 'reopen' as const }),
);

/** What the disk and its snapshots must hold, as plain data. */
class Model {
  disk = new Map<number, number>();
  readonly saved = new Map<string, Map<number, number>>();
}

function* applyStep(image: Qcow2, model: Model, one: Step) {
  if (one.kind === 'reopen') return yield* Qcow2.open(image.file);
  if (one.kind === 'write') {
    model.disk.set(one.cluster, one.value);
    const data = new Uint8Array(CLUSTER_BYTES).fill(one.value);
    yield* image.writeCluster((PLACES[one.cluster] ?? 0) * CLUSTER_BYTES, data);
    return image;
  }
  const found = image.snapshot(one.name);
  if (one.kind === 'snapshot' && found === null) {
    model.saved.set(one.name, new Map(model.disk));
    yield* image.createSnapshot(one.name, 1_700_000_000);
  }
  if (one.kind === 'revert' && found !== null) {
    model.disk = new Map(model.saved.get(one.name));
    yield* image.applySnapshot(found);
  }
  if (one.kind === 'delete' && found !== null) {
    model.saved.delete(one.name);
    yield* image.deleteSnapshot(found);
  }
  return image;
}

function* contents(image: Qcow2) {
  const read = new Map<number, number>();
  for (const [index, place] of PLACES.entries()) {
    const data = yield* image.readCluster(place * CLUSTER_BYTES);
    if (data !== null) read.set(index, data[CLUSTER_BYTES - 1] ?? 0);
  }
  return read;
}

it('keeps what was written, each snapshot its own, and no cluster that nobody needs', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      function* main(sys: Sys): Program {
        const file = yield* ByteFile.open(sys, '/tmp/d.qcow2', ['read', 'write', 'create']);
        let image = yield* Qcow2.create(file, 1024 ** 3, null);
        const model = new Model();
        for (const one of steps) {
          image = yield* applyStep(image, model, one);
          expect(yield* contents(image)).toEqual(model.disk);
        }
        for (const [name, disk] of model.saved) {
          const found = image.snapshot(name);
          if (found !== null) yield* image.applySnapshot(found);
          expect(yield* contents(image)).toEqual(disk);
        }
        for (const one of [...image.snapshots]) yield* image.deleteSnapshot(one);
        const clusters = yield* image.ownClusters();
        const tables = new Set(clusters.map((offset) => Math.floor(offset / CLUSTER_BYTES / 8192))).size;
        const needed = 4 + clusters.length;
        expect(image.refcounts.clustersInUse).toBeGreaterThanOrEqual(needed + tables);
        expect(image.refcounts.clustersInUse).toBeLessThanOrEqual(needed + 2);
        return 0;
      }
      const machine = makeMachine({ main });
      expect(machine.run('main').status).toEqual({ kind: 'exited', code: 0 });
    }),
    { numRuns: 60, seed: 11 },
  );
});
