/** Bytes waiting in a socket buffer, in order. */
export class ByteQueue {
  private chunks: Uint8Array[] = [];
  size = 0;

  push(data: Uint8Array): void {
    if (data.length === 0) return;
    this.chunks.push(data);
    this.size += data.length;
  }

  take(max: number): Uint8Array {
    const out = new Uint8Array(Math.min(max, this.size));
    let filled = 0;
    let used = 0;
    while (filled < out.length) {
      const chunk = this.chunks[used] ?? new Uint8Array(0);
      const part = chunk.subarray(0, out.length - filled);
      out.set(part, filled);
      filled += part.length;
      if (part.length < chunk.length) this.chunks[used] = chunk.subarray(part.length);
      else used += 1;
    }
    this.chunks.splice(0, used);
    this.size -= out.length;
    return out;
  }
}
