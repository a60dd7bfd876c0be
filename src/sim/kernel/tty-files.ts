/** The open ends of a pseudo-terminal, pty(7): what `openPty` and an open of /dev/pts/N give. */
import { OpenFile, type OpenMode } from './open-file.ts';
import type { Process } from './process.ts';
import type { Stat } from './sys.ts';
import type { Tty } from './tty.ts';
import type { WaitQueue } from './wait-queue.ts';

const READ_WRITE: OpenMode = { read: true, write: true, append: false, nonblock: false };
const SLAVE_MAJOR = 136;

const terminalStat = (major: number, minor: number, ino: number): Stat => ({
  dev: 22,
  ino,
  type: 'char-device',
  mode: 0o620,
  nlink: 1,
  uid: 0,
  gid: 5,
  sizeBytes: 0,
  atimeMs: 0,
  mtimeMs: 0,
  ctimeMs: 0,
  rdev: { major, minor },
});

export class TtyMaster extends OpenFile {
  readonly tty: Tty;
  private readonly onClose: () => void;

  constructor(tty: Tty, onClose: () => void) {
    super(READ_WRITE, '/dev/ptmx');
    this.tty = tty;
    this.onClose = onClose;
  }

  override stat(): Stat {
    return terminalStat(5, 2, 2);
  }

  override read(_process: Process, max: number): Uint8Array | null {
    return this.tty.readOutput(max);
  }

  override write(_process: Process, data: Uint8Array): number {
    this.tty.line.type(data);
    return data.length;
  }

  override readReady(): boolean {
    return this.tty.outputReady;
  }

  override get readQueue(): WaitQueue {
    return this.tty.masterReaders;
  }

  override release(): void {
    this.tty.closeMaster();
    this.onClose();
  }
}

export class TtySlave extends OpenFile {
  readonly tty: Tty;

  constructor(tty: Tty, mode: OpenMode = READ_WRITE) {
    super(mode, `/dev/pts/${tty.index}`);
    this.tty = tty;
    tty.slaves += 1;
    tty.everOpened = true;
  }

  override stat(): Stat {
    return terminalStat(SLAVE_MAJOR, this.tty.index, this.tty.index + 3);
  }

  override read(process: Process, max: number): Uint8Array | null {
    return this.tty.read(process, max);
  }

  override write(_process: Process, data: Uint8Array): number | null {
    return this.tty.write(data);
  }

  override readReady(): boolean {
    return this.tty.readReady;
  }

  override get readQueue(): WaitQueue {
    return this.tty.readers;
  }

  override get writeQueue(): WaitQueue {
    return this.tty.writers;
  }

  override release(): void {
    this.tty.slaves -= 1;
    if (this.tty.slaves === 0) this.tty.masterReaders.wakeAll();
  }
}
