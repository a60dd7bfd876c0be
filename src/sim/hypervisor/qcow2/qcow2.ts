/**
 * Models a qcow2 image (QEMU docs/interop/qcow2.txt): clusters of 64 KiB found through two levels of tables, counted
 * references, internal snapshots that share clusters and copy on write, a backing file. Invariant: the file on the host
 * is the whole state; clusters are given out first fit. Left out: compression, encryption, subclusters, dirty bitmaps.
 */
import type { Task } from '../../kernel/sys.ts';
import type { ByteFile } from './byte-file.ts';
import {
  CLUSTER_BYTES,
  decodeHeader,
  decodeSnapshots,
  encodeHeader,
  encodeSnapshots,
  type Header,
  type SnapshotRecord,
} from './header.ts';
import { Refcounts } from './refcounts.ts';
import { readTable, writeTable } from './tables.ts';

const L2_ENTRIES = CLUSTER_BYTES / 8;

export const l1EntriesFor = (virtualBytes: number): number =>
  Math.ceil(virtualBytes / (CLUSTER_BYTES * L2_ENTRIES));

export class Qcow2 {
  readonly file: ByteFile;
  header: Header;
  snapshots: readonly SnapshotRecord[];
  readonly refcounts: Refcounts;
  /** Host offsets of L2 tables, 0 where there is none. */
  #l1: number[];

  private constructor(file: ByteFile, header: Header, parts: Loaded) {
    this.file = file;
    this.header = header;
    this.#l1 = parts.l1;
    this.snapshots = parts.snapshots;
    this.refcounts = parts.refcounts;
  }

  static *open(file: ByteFile): Task<Qcow2> {
    const header = decodeHeader(yield* file.read(0, 4096));
    const refcounts = yield* Refcounts.load(file, header);
    const l1 = yield* readTable(file, header.l1Offset, header.l1Entries);
    const table = header.snapshotCount === 0 ? null : yield* file.read(header.snapshotsOffset, CLUSTER_BYTES);
    const snapshots = table === null ? [] : decodeSnapshots(table, header.snapshotCount);
    return new Qcow2(file, header, { l1, snapshots, refcounts });
  }

  /** Header, reference counts, and a first table that leads nowhere. */
  static *create(file: ByteFile, virtualBytes: number, backing: Header['backing']): Task<Qcow2> {
    const l1Entries = l1EntriesFor(virtualBytes);
    const header: Header = {
      virtualBytes,
      backing,
      l1Entries,
      l1Offset: 3 * CLUSTER_BYTES,
      refcountTableOffset: CLUSTER_BYTES,
      refcountTableClusters: 1,
      snapshotCount: 0,
      snapshotsOffset: 0,
    };
    yield* file.write(0, encodeHeader(header));
    yield* Refcounts.initialise(file, l1Entries === 0 ? 3 : 4);
    yield* writeTable(file, header.l1Offset, new Array<number>(l1Entries).fill(0));
    return yield* Qcow2.open(file);
  }

  get virtualBytes(): number {
    return this.header.virtualBytes;
  }

  /** Null where this file has nothing and its backing file is to be asked. */
  *readCluster(guestOffset: number): Task<Uint8Array | null> {
    const at = yield* this.#find(guestOffset);
    return at === 0 ? null : yield* this.file.read(at, CLUSTER_BYTES);
  }

  /** Whole clusters only. */
  *writeCluster(guestOffset: number, data: Uint8Array): Task<void> {
    const index = Math.floor(guestOffset / CLUSTER_BYTES);
    const l1Index = Math.floor(index / L2_ENTRIES);
    const l2 = yield* this.#ownTable(l1Index);
    const entryAt = l2 + (index % L2_ENTRIES) * 8;
    const [old = 0] = yield* readTable(this.file, entryAt, 1);
    let at = old;
    if (old === 0 || this.refcounts.get(old) > 1) {
      if (old !== 0) yield* this.refcounts.change(old, -1);
      at = yield* this.refcounts.allocate();
      yield* writeTable(this.file, entryAt, [at]);
    }
    yield* this.file.write(at, data);
  }

  /** Where in the file each cluster is that this file itself has, by guest offset. */
  *mapping(): Task<ReadonlyMap<number, number>> {
    const found = new Map<number, number>();
    for (const [index, l2] of this.#l1.entries()) {
      if (l2 === 0) continue;
      for (const [at, cluster] of (yield* readTable(this.file, l2, L2_ENTRIES)).entries()) {
        if (cluster !== 0) found.set((index * L2_ENTRIES + at) * CLUSTER_BYTES, cluster);
      }
    }
    return found;
  }

  *ownClusters(): Task<readonly number[]> {
    return [...(yield* this.mapping()).keys()];
  }

  /** Gives up every cluster of the disk, so that the backing file shows; what snapshots hold stays. Close it afterwards. */
  *makeEmpty(): Task<void> {
    if (this.snapshots.length > 0) {
      yield* this.#share(this.#l1, -1);
      this.#l1.fill(0);
      return yield* writeTable(this.file, this.header.l1Offset, this.#l1);
    }
    const l1Offset = 3 * CLUSTER_BYTES;
    yield* Refcounts.initialise(this.file, 4);
    yield* this.file.write(l1Offset, new Uint8Array(CLUSTER_BYTES));
    this.file.truncate(l1Offset + CLUSTER_BYTES);
    yield* this.#store({ l1Offset });
  }

  *setBacking(backing: Header['backing']): Task<void> {
    yield* this.#store({ backing });
  }

  /** Writes many clusters that were never written, one after the other, from a buffer of zeros. */
  *fill(guestOffset: number, clusters: number, zeros: Uint8Array): Task<void> {
    for (let done = 0; done < clusters; ) {
      const index = Math.floor(guestOffset / CLUSTER_BYTES) + done;
      const l2 = yield* this.#ownTable(Math.floor(index / L2_ENTRIES));
      const room = L2_ENTRIES - (index % L2_ENTRIES);
      const first = yield* this.refcounts.allocateRun(Math.min(room, clusters - done));
      const offsets = Array.from({ length: first.clusters }, (_, at) => first.offset + at * CLUSTER_BYTES);
      yield* writeTable(this.file, l2 + (index % L2_ENTRIES) * 8, offsets);
      for (let at = 0; at < first.clusters * CLUSTER_BYTES; at += zeros.length) {
        const length = Math.min(zeros.length, first.clusters * CLUSTER_BYTES - at);
        yield* this.file.write(first.offset + at, zeros.subarray(0, length));
      }
      done += first.clusters;
    }
  }

  *#find(guestOffset: number): Task<number> {
    const index = Math.floor(guestOffset / CLUSTER_BYTES);
    const l2 = this.#l1[Math.floor(index / L2_ENTRIES)] ?? 0;
    if (l2 === 0) return 0;
    const [at = 0] = yield* readTable(this.file, l2 + (index % L2_ENTRIES) * 8, 1);
    return at;
  }

  /** The second table for this part of the disk, made or copied so that it is not shared. */
  *#ownTable(l1Index: number): Task<number> {
    const old = this.#l1[l1Index] ?? 0;
    if (old !== 0 && this.refcounts.get(old) === 1) return old;
    const fresh = yield* this.refcounts.allocate();
    const entries =
      old === 0 ? new Array<number>(L2_ENTRIES).fill(0) : yield* readTable(this.file, old, L2_ENTRIES);
    yield* writeTable(this.file, fresh, entries);
    if (old !== 0) yield* this.refcounts.change(old, -1);
    this.#l1[l1Index] = fresh;
    yield* writeTable(this.file, this.header.l1Offset + l1Index * 8, [fresh]);
    return fresh;
  }

  *createSnapshot(name: string, dateSeconds: number): Task<void> {
    yield* this.#share(this.#l1, 1);
    const l1Offset = yield* this.refcounts.allocate();
    yield* writeTable(this.file, l1Offset, this.#l1);
    const id = String(Math.max(0, ...this.snapshots.map((one) => Number(one.id))) + 1);
    const { l1Entries, virtualBytes } = this.header;
    yield* this.#storeSnapshots([
      ...this.snapshots,
      { id, name, dateSeconds, l1Offset, l1Entries, virtualBytes },
    ]);
  }

  snapshot(name: string): SnapshotRecord | null {
    return this.snapshots.find((one) => one.name === name || one.id === name) ?? null;
  }

  *applySnapshot(snapshot: SnapshotRecord): Task<void> {
    const l1 = yield* readTable(this.file, snapshot.l1Offset, snapshot.l1Entries);
    yield* this.#share(l1, 1);
    yield* this.#share(this.#l1, -1);
    this.#l1 = [...l1, ...new Array<number>(Math.max(0, this.#l1.length - l1.length)).fill(0)];
    yield* writeTable(this.file, this.header.l1Offset, this.#l1);
  }

  *deleteSnapshot(snapshot: SnapshotRecord): Task<void> {
    const l1 = yield* readTable(this.file, snapshot.l1Offset, snapshot.l1Entries);
    yield* this.#storeSnapshots(this.snapshots.filter((one) => one !== snapshot));
    yield* this.#share(l1, -1);
    yield* this.refcounts.change(snapshot.l1Offset, -1);
  }

  /** One reference more, or less, to each table and cluster that `l1` leads to. */
  *#share(l1: readonly number[], by: 1 | -1): Task<void> {
    for (const l2 of l1) {
      if (l2 === 0) continue;
      const clusters = yield* readTable(this.file, l2, L2_ENTRIES);
      yield* this.refcounts.changeAll([...clusters.filter((at) => at !== 0), l2], by);
    }
  }

  /** The new table is written before the old one is given up. */
  *#storeSnapshots(snapshots: readonly SnapshotRecord[]): Task<void> {
    const { snapshotsOffset: old } = this.header;
    const fresh = snapshots.length === 0 ? 0 : yield* this.refcounts.allocate();
    if (fresh !== 0) yield* this.file.write(fresh, encodeSnapshots(snapshots));
    this.snapshots = snapshots;
    yield* this.#store({ snapshotCount: snapshots.length, snapshotsOffset: fresh });
    if (old !== 0) yield* this.refcounts.change(old, -1);
  }

  *resize(virtualBytes: number): Task<void> {
    const l1Entries = Math.max(l1EntriesFor(virtualBytes), this.header.l1Entries);
    const added = new Array<number>(l1Entries - this.#l1.length).fill(0);
    this.#l1.push(...added);
    yield* writeTable(this.file, this.header.l1Offset, this.#l1);
    yield* this.#store({ virtualBytes, l1Entries });
  }

  *#store(change: Partial<Header>): Task<void> {
    this.header = { ...this.header, ...change };
    const bytes = encodeHeader(this.header);
    yield* this.file.write(0, bytes.subarray(0, 4096));
  }
}

interface Loaded {
  readonly l1: number[];
  readonly snapshots: readonly SnapshotRecord[];
  readonly refcounts: Refcounts;
}
