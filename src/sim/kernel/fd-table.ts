/**
 * Models a process's descriptor table (open(2), dup(2), fcntl(2) FD_CLOEXEC). Invariant: a new descriptor is
 * always the lowest free one, and each entry counts one reference of its description.
 */
import type { OpenFile } from './open-file.ts';
import { type Fd, SysError } from './sys.ts';

interface Entry {
  readonly file: OpenFile;
  cloexec: boolean;
}

export class FdTable {
  private readonly entries = new Map<Fd, Entry>();
  /** RLIMIT_NOFILE: EMFILE from here on. */
  limit: number;
  /** So many entries at most, whatever the limit says: ENFILE, as where the machine's files are all in use. */
  private readonly most: number;

  constructor(limit: number, most: number) {
    this.limit = limit;
    this.most = most;
  }

  get(fd: Fd): OpenFile {
    const entry = this.entries.get(fd);
    if (entry === undefined) throw new SysError('EBADF');
    return entry.file;
  }

  has(fd: Fd): boolean {
    return this.entries.has(fd);
  }

  list(): readonly (readonly [Fd, OpenFile])[] {
    return [...this.entries].map(([fd, entry]) => [fd, entry.file] as const).sort((a, b) => a[0] - b[0]);
  }

  install(file: OpenFile, cloexec = false, atLeast: Fd = 0): Fd {
    let fd = atLeast;
    while (this.entries.has(fd)) fd += 1;
    if (fd >= this.limit) throw new SysError('EMFILE');
    if (this.entries.size >= this.most) throw new SysError('ENFILE');
    this.put(fd, file, cloexec);
    return fd;
  }

  /** dup2(2): closes what was there. */
  replace(fd: Fd, file: OpenFile): void {
    if (fd < 0 || fd >= this.limit) throw new SysError('EBADF');
    file.refs += 1;
    if (this.entries.has(fd)) this.close(fd);
    this.entries.set(fd, { file, cloexec: false });
  }

  close(fd: Fd): void {
    const file = this.get(fd);
    this.entries.delete(fd);
    dropReference(file);
  }

  setCloexec(fd: Fd, on: boolean): void {
    const entry = this.entries.get(fd);
    if (entry === undefined) throw new SysError('EBADF');
    entry.cloexec = on;
  }

  copy(): FdTable {
    const copy = new FdTable(this.limit, this.most);
    for (const [fd, entry] of this.entries) copy.put(fd, entry.file, entry.cloexec);
    return copy;
  }

  closeOnExec(): void {
    for (const [fd, entry] of [...this.entries]) if (entry.cloexec) this.close(fd);
  }

  closeAll(): void {
    for (const fd of [...this.entries.keys()]) this.close(fd);
  }

  private put(fd: Fd, file: OpenFile, cloexec: boolean): void {
    file.refs += 1;
    this.entries.set(fd, { file, cloexec });
  }
}

/** Gives one reference back; the last one releases the description. */
export function dropReference(file: OpenFile): void {
  file.refs -= 1;
  if (file.refs === 0) file.release();
}
