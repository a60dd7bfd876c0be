/** A terminal that shows nothing, for what reads keys and would draw: only what it asks of a terminal is there. */
export function silentStream(): NodeJS.WriteStream {
  const stream = {
    isTTY: true,
    columns: 80,
    rows: 24,
    writable: true,
    write: (_text: unknown, encoding?: unknown, done?: unknown): boolean => {
      const call = typeof encoding === 'function' ? encoding : done;
      if (typeof call === 'function') call();
      return true;
    },
    on: () => stream,
    once: () => stream,
    off: () => stream,
    addListener: () => stream,
    removeListener: () => stream,
    emit: () => false,
    listenerCount: () => 0,
  };
  return stream as unknown as NodeJS.WriteStream;
}
