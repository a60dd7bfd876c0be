/**
 * Models the bytes of a regular file in the page cache (sparse files as in lseek(2) SEEK_HOLE). Invariant: a byte
 * that nobody stored is zero and costs nothing; what a tree or a lower layer gave is shared and copied only when
 * written. A program file is the beginning of an ELF file that names the program, so copies of it run too.
 */
import { type NodeSpec, PROGRAM_HEAD } from '../kernel/tree-spec.ts';

const PAGE_BYTES = 65536;
const BLOCK_BYTES = 4096;
const EMPTY = new Uint8Array(0);
const ZERO_PAGE = new Uint8Array(PAGE_BYTES);
/** Bytes read from nowhere: whoever writes a view of this buffer stores nothing. */
export const ZEROS: Uint8Array = new Uint8Array(1024 * 1024);

/** Told before pages come or go; throws ENOSPC to refuse. `allocated` as du(1) counts, `stored` in real memory. */
export type ChargePages = (allocatedBytes: number, storedBytes: number) => void;

export class FileContent {
  sizeBytes: number;
  private base: Uint8Array;
  private readonly pages = new Map<number, Uint8Array>();
  /** How far each page was ever written, in whole blocks. */
  private readonly ends = new Map<number, number>();
  private readonly charge: ChargePages;
  private baseAllocated: number;

  constructor(charge: ChargePages, base: Uint8Array = EMPTY, sizeBytes: number = base.length) {
    this.charge = charge;
    this.base = base;
    this.sizeBytes = sizeBytes;
    this.baseAllocated = sizeBytes;
  }

  /** As du counts: whole blocks. */
  get allocatedBytes(): number {
    let written = 0;
    for (const end of this.ends.values()) written += end;
    const held = Math.max(this.baseAllocated, written);
    return Math.ceil(Math.min(held, this.sizeBytes) / BLOCK_BYTES) * BLOCK_BYTES;
  }

  read(offset: number, max: number): Uint8Array {
    const length = Math.max(0, Math.min(max, this.sizeBytes - offset));
    if (length === 0) return EMPTY;
    const first = Math.floor(offset / PAGE_BYTES);
    const last = Math.floor((offset + length - 1) / PAGE_BYTES);
    if (length <= ZEROS.length && this.isBlank(first, last)) return ZEROS.subarray(0, length);
    const out = new Uint8Array(length);
    for (let page = first; page <= last; page += 1) {
      const start = page * PAGE_BYTES;
      const source = this.page(page);
      const from = Math.max(0, offset - start);
      const to = Math.min(source.length, offset + length - start);
      if (to > from) out.set(source.subarray(from, to), start + from - offset);
    }
    return out;
  }

  write(offset: number, data: Uint8Array): void {
    const end = offset + data.length;
    const blank = data.buffer === ZEROS.buffer;
    for (let at = offset; at < end; ) {
      const page = Math.floor(at / PAGE_BYTES);
      const until = Math.min(end, (page + 1) * PAGE_BYTES);
      const part = data.subarray(at - offset, until - offset);
      this.writePage(page, at - page * PAGE_BYTES, part, blank);
      at = until;
      this.sizeBytes = Math.max(this.sizeBytes, at);
    }
  }

  truncate(sizeBytes: number): void {
    if (sizeBytes < this.sizeBytes) this.cut(sizeBytes);
    this.sizeBytes = sizeBytes;
  }

  /** Gives everything back when the file is gone. */
  drop(): void {
    this.truncate(0);
  }

  /** A copy that shares what it can. */
  copyTo(charge: ChargePages): FileContent {
    const copy = new FileContent(charge, this.base, this.sizeBytes);
    copy.baseAllocated = this.baseAllocated;
    for (const [index, page] of this.pages) {
      charge(PAGE_BYTES, page === ZERO_PAGE ? 0 : page.length);
      copy.pages.set(index, page === ZERO_PAGE ? page : page.slice());
      copy.ends.set(index, this.ends.get(index) ?? PAGE_BYTES);
    }
    return copy;
  }

  private isBlank(first: number, last: number): boolean {
    for (let page = first; page <= last; page += 1) {
      const stored = this.pages.get(page);
      if (stored !== undefined ? stored !== ZERO_PAGE : this.base.length > page * PAGE_BYTES) return false;
    }
    return true;
  }

  private page(index: number): Uint8Array {
    return this.pages.get(index) ?? this.base.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES);
  }

  private writePage(index: number, at: number, part: Uint8Array, blank: boolean): void {
    const old = this.pages.get(index);
    const source = this.page(index);
    const end = at + part.length;
    this.ends.set(index, Math.max(this.ends.get(index) ?? 0, Math.ceil(end / BLOCK_BYTES) * BLOCK_BYTES));
    if (blank && (old === ZERO_PAGE || source.length <= at)) {
      if (old === undefined && source.length === 0) {
        this.charge(PAGE_BYTES, 0);
        this.pages.set(index, ZERO_PAGE);
      }
      return;
    }
    const hasRoom = old !== undefined && old !== ZERO_PAGE && old.length >= end;
    const page = hasRoom ? old : this.growPage(index, old, source, end);
    page.set(part, at);
  }

  private growPage(index: number, old: Uint8Array | undefined, source: Uint8Array, end: number): Uint8Array {
    const used = old === ZERO_PAGE ? EMPTY : source;
    const wanted = Math.min(PAGE_BYTES, Math.max(end, used.length, used.length * 2));
    const storedBefore = old === undefined || old === ZERO_PAGE ? 0 : old.length;
    this.charge(old === undefined ? PAGE_BYTES : 0, wanted - storedBefore);
    const page = new Uint8Array(wanted);
    page.set(used);
    this.pages.set(index, page);
    return page;
  }

  private cut(sizeBytes: number): void {
    for (const [index, page] of [...this.pages]) {
      const start = index * PAGE_BYTES;
      if (start >= sizeBytes) {
        this.pages.delete(index);
        this.ends.delete(index);
        this.charge(-PAGE_BYTES, page === ZERO_PAGE ? 0 : -page.length);
      } else if (page !== ZERO_PAGE && start + page.length > sizeBytes) {
        page.fill(0, sizeBytes - start);
      }
    }
    if (this.base.length > sizeBytes) this.base = this.base.subarray(0, sizeBytes);
    this.baseAllocated = Math.min(this.baseAllocated, sizeBytes);
  }
}

const ENCODER = new TextEncoder();
/** The first bytes and the size that a tree gives a file. */
export function contentOf(spec: NodeSpec): { readonly base: Uint8Array; readonly sizeBytes: number } {
  switch (spec.kind) {
    case 'text': {
      const base = ENCODER.encode(spec.text);
      return { base, sizeBytes: base.length };
    }
    case 'bytes':
      return { base: spec.bytes, sizeBytes: spec.bytes.length };
    case 'blank':
      return { base: EMPTY, sizeBytes: spec.sizeBytes };
    case 'program': {
      const base = ENCODER.encode(`${PROGRAM_HEAD}${spec.program}\0`);
      return { base, sizeBytes: Math.max(base.length, spec.sizeBytes) };
    }
    default:
      return { base: EMPTY, sizeBytes: 0 };
  }
}

/** The program that these first bytes of a file name, or null when they do not begin an ELF file of ours. */
export function programIn(head: string): string | null {
  if (!head.startsWith(PROGRAM_HEAD)) return null;
  return head.slice(PROGRAM_HEAD.length).split('\0')[0] ?? null;
}
