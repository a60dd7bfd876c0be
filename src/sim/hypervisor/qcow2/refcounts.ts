/** The reference counts of a qcow2 file: 16 bits a cluster, in blocks that a table leads to. Invariant: blocks are clusters and counted too. */
import type { Task } from '../../kernel/sys.ts';
import type { ByteFile } from './byte-file.ts';
import { CLUSTER_BYTES, getOffset, type Header, setOffset, view } from './header.ts';

/** Counts in one block. */
const BLOCK_ENTRIES = CLUSTER_BYTES / 2;

export class Refcounts {
  readonly #file: ByteFile;
  readonly #tableOffset: number;
  readonly #blocks: number[];
  readonly #counts: number[];
  /** No cluster below this one is free. */
  #lowestFree = 0;

  private constructor(file: ByteFile, tableOffset: number, blocks: number[], counts: number[]) {
    this.#file = file;
    this.#tableOffset = tableOffset;
    this.#blocks = blocks;
    this.#counts = counts;
  }

  static *load(file: ByteFile, header: Header): Task<Refcounts> {
    const table = view(
      yield* file.read(header.refcountTableOffset, header.refcountTableClusters * CLUSTER_BYTES),
    );
    const blocks: number[] = [];
    for (let at = 0; at < table.byteLength && getOffset(table, at) !== 0; at += 8)
      blocks.push(getOffset(table, at));
    const counts: number[] = [];
    for (const block of blocks) {
      const data = view(yield* file.read(block, CLUSTER_BYTES));
      for (let index = 0; index < BLOCK_ENTRIES; index += 1) counts.push(data.getUint16(index * 2));
    }
    return new Refcounts(file, header.refcountTableOffset, blocks, counts);
  }

  /** The first `clusters` are taken: header, table, block and what follows. */
  static *initialise(file: ByteFile, clusters: number): Task<void> {
    const table = new Uint8Array(CLUSTER_BYTES);
    setOffset(view(table), 0, 2 * CLUSTER_BYTES);
    yield* file.write(CLUSTER_BYTES, table);
    const block = new Uint8Array(CLUSTER_BYTES);
    for (let index = 0; index < clusters; index += 1) view(block).setUint16(index * 2, 1);
    yield* file.write(2 * CLUSTER_BYTES, block);
  }

  /** Of the cluster at this offset. */
  get(offset: number): number {
    return this.#counts[offset / CLUSTER_BYTES] ?? 0;
  }

  get clustersInUse(): number {
    return this.#counts.filter((count) => count > 0).length;
  }

  /** Where the last cluster in use ends. */
  get endOffset(): number {
    return (this.#counts.findLastIndex((count) => count > 0) + 1) * CLUSTER_BYTES;
  }

  *change(offset: number, by: number): Task<void> {
    yield* this.#set(offset / CLUSTER_BYTES, this.get(offset) + by);
  }

  /** Each block is written once. */
  *changeAll(offsets: readonly number[], by: number): Task<void> {
    const touched = new Set<number>();
    for (const offset of offsets) {
      const cluster = offset / CLUSTER_BYTES;
      const count = (this.#counts[cluster] ?? 0) + by;
      if (count === 0) this.#lowestFree = Math.min(this.#lowestFree, cluster);
      this.#counts[cluster] = count;
      touched.add(Math.floor(cluster / BLOCK_ENTRIES));
    }
    for (const index of touched) {
      const bytes = new Uint8Array(CLUSTER_BYTES);
      const data = view(bytes);
      const counts = this.#counts.slice(index * BLOCK_ENTRIES, (index + 1) * BLOCK_ENTRIES);
      for (const [at, count] of counts.entries()) data.setUint16(at * 2, count);
      yield* this.#file.write(this.#blocks[index] ?? 0, bytes);
    }
  }

  /** The first cluster that nobody uses. */
  *allocate(): Task<number> {
    const free = this.#counts.indexOf(0, this.#lowestFree);
    if (free < 0) {
      yield* this.#addBlock();
      return yield* this.allocate();
    }
    this.#lowestFree = free + 1;
    yield* this.#set(free, 1);
    return free * CLUSTER_BYTES;
  }

  /** At most `wanted` clusters in a row, behind all that are in use. */
  *allocateRun(wanted: number): Task<{ readonly offset: number; readonly clusters: number }> {
    const first = this.endOffset / CLUSTER_BYTES;
    if (first >= this.#counts.length) {
      yield* this.#addBlock();
      return yield* this.allocateRun(wanted);
    }
    const inBlock = BLOCK_ENTRIES - (first % BLOCK_ENTRIES);
    const clusters = Math.min(wanted, inBlock);
    const bytes = new Uint8Array(clusters * 2);
    for (let at = 0; at < clusters; at += 1) {
      view(bytes).setUint16(at * 2, 1);
      this.#counts[first + at] = 1;
    }
    const block = this.#blocks[Math.floor(first / BLOCK_ENTRIES)] ?? 0;
    yield* this.#file.write(block + (first % BLOCK_ENTRIES) * 2, bytes);
    return { offset: first * CLUSTER_BYTES, clusters };
  }

  *#addBlock(): Task<void> {
    const cluster = this.#counts.length;
    this.#counts.push(...new Array<number>(BLOCK_ENTRIES).fill(0));
    this.#blocks.push(cluster * CLUSTER_BYTES);
    yield* this.#file.write(cluster * CLUSTER_BYTES, new Uint8Array(CLUSTER_BYTES));
    const entry = new Uint8Array(8);
    setOffset(view(entry), 0, cluster * CLUSTER_BYTES);
    yield* this.#file.write(this.#tableOffset + (this.#blocks.length - 1) * 8, entry);
    yield* this.#set(cluster, 1);
  }

  *#set(cluster: number, count: number): Task<void> {
    if (count === 0) this.#lowestFree = Math.min(this.#lowestFree, cluster);
    this.#counts[cluster] = count;
    const block = this.#blocks[Math.floor(cluster / BLOCK_ENTRIES)] ?? 0;
    const bytes = new Uint8Array(2);
    view(bytes).setUint16(0, count);
    yield* this.#file.write(block + (cluster % BLOCK_ENTRIES) * 2, bytes);
  }
}
