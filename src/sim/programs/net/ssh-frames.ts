/** What ssh and sshd of the simulator say to each other over their connection: a kind, a length and bytes. Not the real protocol; it carries the same. */
import type { Fd, Sys, Task } from '../../kernel/sys.ts';

export const SSH_PORT = 22;
/** An empty `stdin` is its end. */
const KINDS = ['command', 'stdout', 'stderr', 'exit', 'stdin'] as const;
export interface SshFrame {
  readonly kind: (typeof KINDS)[number];
  readonly data: Uint8Array;
}
const HEAD_BYTES = 5;

export function frame(kind: SshFrame['kind'], data: string | Uint8Array): Uint8Array {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const whole = new Uint8Array(HEAD_BYTES + bytes.length);
  new DataView(whole.buffer).setUint32(1, bytes.length);
  whole[0] = KINDS.indexOf(kind);
  whole.set(bytes, HEAD_BYTES);
  return whole;
}

export class FrameReader {
  private readonly sys: Sys;
  private readonly fd: Fd;
  private buffer = new Uint8Array(0);

  constructor(sys: Sys, fd: Fd) {
    this.sys = sys;
    this.fd = fd;
  }

  /** What is read so far, for a child that goes on with it. */
  heldBy(child: Sys): FrameReader {
    const reader = new FrameReader(child, this.fd);
    reader.buffer = this.buffer;
    return reader;
  }

  /** Whether `next` answers without a look at the connection. */
  get ready(): boolean {
    return this.buffer.length >= HEAD_BYTES && this.buffer.length >= HEAD_BYTES + this.dataBytes();
  }

  private dataBytes(): number {
    return new DataView(this.buffer.buffer, this.buffer.byteOffset).getUint32(1);
  }

  /** Null at the end of the connection. */
  *next(): Task<SshFrame | null> {
    if (!(yield* this.fill(HEAD_BYTES))) return null;
    const length = this.dataBytes();
    const kind = KINDS[this.buffer[0] ?? 0] ?? 'exit';
    if (!(yield* this.fill(HEAD_BYTES + length))) return null;
    const data = this.buffer.slice(HEAD_BYTES, HEAD_BYTES + length);
    this.buffer = this.buffer.slice(HEAD_BYTES + length);
    return { kind, data };
  }

  private *fill(bytes: number): Task<boolean> {
    while (this.buffer.length < bytes) {
      const data = yield* this.sys.read(this.fd, 65536);
      if (data.length === 0) return false;
      const joined = new Uint8Array(this.buffer.length + data.length);
      joined.set(this.buffer);
      joined.set(data, this.buffer.length);
      this.buffer = joined;
    }
    return true;
  }
}
