/** open(2), read(2), write(2), lseek(2), dup(2), pipe(2), poll(2): calls on descriptors. */
import { chargeBytes, sleepUntil, takeTurn } from './blocking.ts';
import { ProcessEnded } from './exit.ts';
import { dropReference } from './fd-table.ts';
import { pipeStat } from './host-io.ts';
import type { OpenFile } from './open-file.ts';
import { Pipe, PipeEnd } from './pipe.ts';
import { sendSignal } from './signal-delivery.ts';
import { type Fd, type OpenFlag, type Stat, SysError, type Task } from './sys.ts';
import { TimeCalls } from './sys-time-calls.ts';
import { seenStat } from './user-ids.ts';
import type { WaitQueue } from './wait-queue.ts';

const ENCODER = new TextEncoder();

export class FileCalls extends TimeCalls {
  *open(path: string, flags: readonly OpenFlag[], mode = 0o666): Task<Fd> {
    const self = this.self;
    yield* takeTurn(self);
    const file = this.kernel.vfs.open(self, path, new Set(flags), mode);
    file.refs += 1;
    self.held.add(file);
    try {
      const blocksOn = file.openBlocksOn();
      if (blocksOn !== null && !file.mode.nonblock) {
        yield* sleepUntil(this.kernel, self, {
          channel: 'wait_for_partner',
          queues: [blocksOn],
          attempt: () => (file.openBlocksOn() === null ? true : undefined),
        });
      }
      return self.fds.install(file, flags.includes('cloexec'));
    } finally {
      self.held.delete(file);
      dropReference(file);
    }
  }

  *read(fd: Fd, max: number): Task<Uint8Array> {
    const self = this.self;
    const file = self.fds.get(fd);
    if (!file.mode.read) throw new SysError('EBADF');
    const data = yield* sleepUntil(this.kernel, self, {
      channel: 'pipe_read',
      queues: queueList(file.readQueue),
      attempt: () => this.now(file, file.read(self, max)),
    });
    chargeBytes(self, data?.length ?? 0);
    return data ?? new Uint8Array(0);
  }

  *write(fd: Fd, data: Uint8Array | string): Task<number> {
    const self = this.self;
    const file = self.fds.get(fd);
    if (!file.mode.write) throw new SysError('EBADF');
    const bytes = typeof data === 'string' ? ENCODER.encode(data) : data;
    let done = 0;
    do {
      const rest = bytes.subarray(done);
      const count = yield* sleepUntil(this.kernel, self, {
        channel: 'pipe_write',
        queues: queueList(file.writeQueue),
        attempt: () => this.now(file, this.writeOnce(file, this.withinFileSize(file, rest))),
      });
      chargeBytes(self, count ?? 0);
      done += count ?? 0;
    } while (done < bytes.length);
    return done;
  }

  lseek(fd: Fd, offset: number, whence: 'set' | 'current' | 'end'): number {
    return this.self.fds.get(fd).seek(offset, whence);
  }

  ftruncate(fd: Fd, sizeBytes: number): void {
    const file = this.self.fds.get(fd);
    if (!file.mode.write) throw new SysError('EINVAL');
    file.truncate(sizeBytes);
  }

  close(fd: Fd): void {
    this.self.fds.close(fd);
  }

  dup2(from: Fd, to: Fd): Fd {
    const file = this.self.fds.get(from);
    if (from !== to) this.self.fds.replace(to, file);
    return to;
  }

  dup(fd: Fd, atLeast: Fd = 0): Fd {
    return this.self.fds.install(this.self.fds.get(fd), false, atLeast);
  }

  setCloexec(fd: Fd, on: boolean): void {
    this.self.fds.setCloexec(fd, on);
  }

  pipe(): readonly [read: Fd, write: Fd] {
    const fds = this.self.fds;
    const inode = this.kernel.nextAnonymousInode();
    const pipe = new Pipe(this.kernel.limits.pipeBytes);
    const label = `pipe:[${inode}]`;
    const end = (read: boolean) =>
      new PipeEnd(pipe, { read, write: !read, append: false, nonblock: false }, label, () => pipeStat(inode));
    const reader = fds.install(end(true));
    try {
      return [reader, fds.install(end(false))];
    } catch (error) {
      fds.close(reader);
      throw error;
    }
  }

  *poll(fds: readonly Fd[], timeoutMs: number | null): Task<readonly Fd[]> {
    const self = this.self;
    const files = fds.map((fd) => [fd, self.fds.get(fd)] as const);
    const ready = yield* sleepUntil(this.kernel, self, {
      channel: 'do_sys_poll',
      queues: files.flatMap(([, file]) => queueList(file.readQueue)),
      attempt: () => {
        const found = files.filter(([, file]) => file.readReady()).map(([fd]) => fd);
        return found.length > 0 ? found : undefined;
      },
      deadlineMs: timeoutMs === null ? null : this.kernel.clock.nowMs + timeoutMs,
      restartable: false,
    });
    return ready ?? [];
  }

  fstat(fd: Fd): Stat {
    return seenStat(this.self, this.self.fds.get(fd).stat());
  }

  /** RLIMIT_FSIZE: what still goes in; EFBIG after SIGXFSZ where nothing does. */
  private withinFileSize(file: OpenFile, data: Uint8Array): Uint8Array {
    const limit = this.self.rlimits.fsize.soft;
    if (limit === Number.POSITIVE_INFINITY) return data;
    const at = file.writeOffset();
    if (at === null || at + data.length <= limit) return data;
    if (at < limit) return data.subarray(0, limit - at);
    this.signalSelf('XFSZ');
    throw new SysError('EFBIG');
  }

  private now<T>(file: OpenFile, got: T | null): T | undefined {
    if (got !== null) return got;
    if (file.mode.nonblock) throw new SysError('EAGAIN');
    return undefined;
  }

  private writeOnce(file: OpenFile, data: Uint8Array): number | null {
    try {
      return file.write(this.self, data);
    } catch (error) {
      if (error instanceof SysError && error.errno === 'EPIPE') this.signalSelf('PIPE');
      throw error;
    }
  }

  protected signalSelf(signal: 'PIPE' | 'XFSZ'): void {
    const self = this.self;
    sendSignal(this.kernel, self, signal, null);
    if (self.ended) throw new ProcessEnded();
  }
}

const queueList = (queue: WaitQueue | null): WaitQueue[] => (queue === null ? [] : [queue]);
