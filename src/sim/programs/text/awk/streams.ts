/**
 * Models awk's files and pipes (POSIX XCU awk, "Output Statements", getline, close): each name is opened once and stays open until close or the end.
 * Invariant: what awk has written is out before a command it starts writes. Left out: two-way pipes.
 */
import type { NamespacePid } from '../../../kernel/ids.ts';
import { signalNumber } from '../../../kernel/signals.ts';
import {
  type Fd,
  STDIN,
  STDOUT,
  type Sys,
  SysError,
  type Task,
  type WaitStatus,
} from '../../../kernel/sys.ts';
import { Lines } from '../../lib/io.ts';
import { RecordReader } from './records.ts';

interface Output {
  readonly fd: Fd;
  readonly pid: NamespacePid | null;
}
interface Source {
  readonly reader: RecordReader;
  readonly fd: Fd;
  readonly pid: NamespacePid | null;
}

export class Streams {
  readonly #sys: Sys;
  readonly #outputs = new Map<string, Output>();
  readonly #sources = new Map<string, Source>();

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  /** Throws SysError when a file cannot be opened. */
  *write(how: '>' | '>>' | '|' | null, name: string, text: string): Task<void> {
    if (how === null || (how !== '|' && (name === '/dev/stdout' || name === '-'))) {
      yield* this.#sys.write(STDOUT, text);
      return;
    }
    if (how !== '|' && name === '/dev/stderr') {
      yield* this.#sys.write(2, text);
      return;
    }
    const known = this.#outputs.get(name) ?? (yield* this.#openOutput(how, name));
    yield* this.#sys.write(known.fd, text);
  }

  *#openOutput(how: '>' | '>>' | '|', name: string): Task<Output> {
    const output =
      how === '|'
        ? this.#spawn(name, STDIN)
        : {
            fd: yield* this.#sys.open(name, ['write', 'create', how === '>' ? 'trunc' : 'append', 'cloexec']),
            pid: null,
          };
    this.#outputs.set(name, output);
    return output;
  }

  /** A command whose standard input or output is ours. */
  #spawn(command: string, end: Fd): Output {
    const [read, write] = this.#sys.pipe();
    const [own, other] = end === STDIN ? [write, read] : [read, write];
    const pid = this.#sys.clone({}, function* (child) {
      child.close(own);
      child.dup2(other, end);
      if (other !== end) child.close(other);
      return yield* becomeShell(child, command);
    });
    this.#sys.close(other);
    this.#sys.setCloexec(own, true);
    return { fd: own, pid };
  }

  /** Throws SysError when a file cannot be opened. */
  *reader(kind: 'file' | 'command', name: string): Task<RecordReader> {
    const known = this.#sources.get(name);
    if (known !== undefined) return known.reader;
    const { fd, pid } =
      kind === 'command'
        ? this.#spawn(name, STDOUT)
        : {
            fd:
              name === '-' || name === '/dev/stdin'
                ? STDIN
                : yield* this.#sys.open(name, ['read', 'cloexec']),
            pid: null,
          };
    const source = { reader: new RecordReader(new Lines(this.#sys, fd)), fd, pid };
    this.#sources.set(name, source);
    return source.reader;
  }

  /** The exit status of a command, 0 for a file, -1 when nothing of that name is open. */
  *close(name: string): Task<number> {
    const open = this.#outputs.get(name) ?? this.#sources.get(name);
    if (open === undefined) return -1;
    this.#outputs.delete(name);
    this.#sources.delete(name);
    if (open.fd !== STDIN) this.#sys.close(open.fd);
    return open.pid === null ? 0 : yield* this.#wait(open.pid);
  }

  *closeAll(): Task<void> {
    for (const name of [...this.#outputs.keys(), ...this.#sources.keys()]) yield* this.close(name);
  }

  *system(command: string): Task<number> {
    const pid = this.#sys.clone({}, (child) => becomeShell(child, command));
    return yield* this.#wait(pid);
  }

  *#wait(pid: NamespacePid): Task<number> {
    for (;;) {
      try {
        const waited = yield* this.#sys.wait4(pid);
        if (waited !== null) return codeOf(waited.status);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        if (error.errno !== 'EINTR') return -1;
      }
    }
  }
}

const codeOf = (status: WaitStatus): number =>
  status.kind === 'exited' ? status.code : status.kind === 'signaled' ? 256 + signalNumber(status.signal) : 0;

function* becomeShell(sys: Sys, command: string): Task<number> {
  try {
    return yield* sys.execve('/bin/sh', ['sh', '-c', command], sys.env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return 127;
  }
}
