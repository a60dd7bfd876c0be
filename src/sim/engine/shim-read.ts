/** Reads what `runc init` says before execve, from the pipe of its errors, pipe(7). Invariant: ends when the child's end is closed. */
import type { Fd, Sys, Task } from '../kernel/sys.ts';

/** All text until the end of file. */
export function* readAll(sys: Sys, fd: Fd): Task<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const data = yield* sys.read(fd, 4096);
    if (data.length === 0) return text;
    text += decoder.decode(data, { stream: true });
  }
}
