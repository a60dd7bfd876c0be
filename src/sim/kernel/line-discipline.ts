/**
 * Models the N_TTY line discipline, termios(3), with the settings of `stty sane` or of raw mode. Invariant: in
 * canonical mode a reader gets whole lines, or what ^D cut off. Bytes are UTF-8 (IUTF8): erasing takes a whole
 * character. Left out: changing single flags or control characters, XON/XOFF, parity, tabs to spaces.
 */
import type { Signal } from './signals.ts';

const CTRL = { c: 3, d: 4, h: 8, u: 21, w: 23, z: 26, backslash: 28, delete: 127 } as const;
const NEWLINE = 10;
const RETURN = 13;
const TAB = 9;
const SIGNAL_KEYS: Readonly<Record<number, Signal>> = {
  [CTRL.c]: 'INT',
  [CTRL.backslash]: 'QUIT',
  [CTRL.z]: 'TSTP',
};

export interface LineEvents {
  /** Input for readers; empty is end of file. */
  readonly deliver: (bytes: Uint8Array) => void;
  /** Output as a program would write it, before newline translation. */
  readonly echo: (bytes: readonly number[]) => void;
  readonly signal: (signal: Signal) => void;
}

export class LineDiscipline {
  raw = false;
  /** OPOST with ONLCR. */
  translatesOutput = true;
  private line: number[] = [];
  private readonly events: LineEvents;

  constructor(events: LineEvents) {
    this.events = events;
  }

  /** What was typed. */
  type(bytes: Uint8Array): void {
    if (this.raw) {
      if (bytes.length > 0) this.events.deliver(bytes.slice());
      return;
    }
    for (const byte of bytes) this.key(byte === RETURN ? NEWLINE : byte);
  }

  /** The line that is not ended yet, taken back. */
  takeUnfinished(): Uint8Array {
    const bytes = Uint8Array.from(this.line);
    this.line = [];
    return bytes;
  }

  private key(byte: number): void {
    const signal = SIGNAL_KEYS[byte];
    if (signal !== undefined) {
      this.line = [];
      this.echoKey(byte);
      this.events.signal(signal);
    } else if (byte === CTRL.d) this.flush();
    else if (byte === CTRL.delete || byte === CTRL.h) this.erase(1);
    else if (byte === CTRL.u) this.erase(this.line.length);
    else if (byte === CTRL.w) this.erase(this.wordLength());
    else {
      this.line.push(byte);
      this.echoKey(byte);
      if (byte === NEWLINE) this.flush();
    }
  }

  private flush(): void {
    this.events.deliver(this.takeUnfinished());
  }

  /** Takes the last characters of the line back, `^X` being two columns wide. */
  private erase(characters: number): void {
    for (let left = characters; left > 0 && this.line.length > 0; left -= 1) {
      let byte = this.line.pop() ?? 0;
      while ((byte & 0xc0) === 0x80 && this.line.length > 0) byte = this.line.pop() ?? 0;
      this.events.echo(isControl(byte) ? [8, 32, 8, 8, 32, 8] : [8, 32, 8]);
    }
  }

  private wordLength(): number {
    let at = this.line.length;
    while (at > 0 && isBlank(this.line[at - 1])) at -= 1;
    while (at > 0 && !isBlank(this.line[at - 1])) at -= 1;
    return this.line.slice(at).filter((byte) => (byte & 0xc0) !== 0x80).length;
  }

  private echoKey(byte: number): void {
    this.events.echo(isControl(byte) ? [0x5e, byte ^ 0x40] : [byte]);
  }
}

const isControl = (byte: number): boolean => byte < 32 && byte !== NEWLINE && byte !== TAB;
const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === TAB;
