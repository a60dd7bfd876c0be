/**
 * Models read (POSIX XCU read; bash -p -n -s -t -a -d). Invariant: it takes no byte beyond the delimiter, so that the next reader of the
 * same descriptor goes on there. Left out: `read -u`, -e, -i, which refuse.
 */

import { signalNumber } from '../../kernel/signals.ts';
import { type Fd, SysError, type Task } from '../../kernel/sys.ts';
import { assignNow, assignVariable } from '../assign.ts';
import { ExpansionError } from '../control.ts';
import { ifsOf } from '../expand/word.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';

interface Options {
  raw: boolean;
  prompt: string;
  count: number | null;
  timeoutMs: number | null;
  delimiter: string;
  array: string | null;
}

interface Line {
  readonly text: string;
  /** Characters that a backslash protected from splitting. */
  readonly protectedAt: ReadonlySet<number>;
  readonly ended: 'delimiter' | 'count' | 'end' | 'timeout';
}

function parse(args: readonly string[]): { options: Options; names: readonly string[] } {
  const options: Options = {
    raw: false,
    prompt: '',
    count: null,
    timeoutMs: null,
    delimiter: '\n',
    array: null,
  };
  let at = 0;
  for (; /^-./.test(args[at] ?? '') && args[at] !== '--'; at++) {
    const [, flags = '', valued, attached = ''] = /^-([rs]*)(?:([pntda])(.*))?/s.exec(args[at] ?? '') ?? [];
    const bad = (args[at] ?? '')[flags.length + 1];
    if (valued === undefined && bad !== undefined)
      throw new ExpansionError(`read: option '-${bad}' is not modelled by this simulator, or not real`, 2);
    options.raw ||= flags.includes('r');
    if (valued !== undefined) setOption(options, valued, attached !== '' ? attached : (args[++at] ?? ''));
  }
  return { options, names: args.slice(args[at] === '--' ? at + 1 : at) };
}

function setOption(options: Options, name: string, value: string): void {
  if (name === 'p') options.prompt = value;
  else if (name === 'n') options.count = Number(value);
  else if (name === 't') options.timeoutMs = Number(value) * 1000;
  else if (name === 'd') options.delimiter = value === '' ? '\0' : value.charAt(0);
  else options.array = value;
}

class Collected {
  readonly #bytes: number[] = [];
  readonly protectedAt = new Set<number>();
  #escaped = false;

  text(): string {
    return new TextDecoder().decode(Uint8Array.from(this.#bytes));
  }

  /** True when the byte ends the line. */
  take(byte: number, options: Options): boolean {
    if (this.#escaped) {
      this.#escaped = false;
      if (byte === 10) return false;
      this.protectedAt.add(this.text().length);
    } else if (byte === 92 && !options.raw) {
      this.#escaped = true;
      return false;
    } else if (byte === options.delimiter.charCodeAt(0)) return true;
    this.#bytes.push(byte);
    return false;
  }
}

function* readLine(shell: Shell, fd: Fd, options: Options): Task<Line> {
  const collected = new Collected();
  const deadline = options.timeoutMs === null ? null : shell.sys.monotonicMs() + options.timeoutMs;
  const line = (ended: Line['ended']): Line => ({
    text: collected.text(),
    protectedAt: collected.protectedAt,
    ended,
  });
  for (;;) {
    if (deadline !== null) {
      const ready = yield* shell.sys.poll([fd], Math.max(0, deadline - shell.sys.monotonicMs()));
      if (ready.length === 0) return line('timeout');
    }
    const [byte] = yield* shell.sys.read(fd, 1);
    if (byte === undefined) return line('end');
    if (collected.take(byte, options)) return line('delimiter');
    if (options.count !== null && collected.text().length >= options.count) return line('count');
  }
}

/** Cuts a line among `count` variables; the last takes the rest. */
function splitLine(line: Line, ifs: string, count: number): string[] {
  const kind = (at: number): 'white' | 'other' | null => {
    const character = line.text[at] ?? '\0';
    if (line.protectedAt.has(at) || !ifs.includes(character)) return null;
    return ' \t\n'.includes(character) ? 'white' : 'other';
  };
  let at = 0;
  let end = line.text.length;
  const skipWhite = (): void => {
    while (at < end && kind(at) === 'white') at++;
  };
  while (end > 0 && kind(end - 1) === 'white') end--;
  skipWhite();
  const fields: string[] = [];
  while (at < end && fields.length < count - 1) {
    const start = at;
    while (at < end && kind(at) === null) at++;
    fields.push(line.text.slice(start, at));
    skipWhite();
    if (at < end && kind(at) === 'other') at++;
    skipWhite();
  }
  if (at < end || fields.length < count) fields.push(line.text.slice(at, Math.max(at, end)));
  return fields;
}

function* read(shell: Shell, argv: readonly string[]): Task<number> {
  const { options, names } = parse(argv.slice(1));
  if (options.prompt !== '' && shell.sys.isatty(0)) yield* shell.err(options.prompt);
  let line: Line;
  try {
    line = yield* readLine(shell, 0, options);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
    return 128 + signalNumber(shell.pending[0] ?? 'INT');
  }
  yield* store(shell, line, options, names);
  return line.ended === 'end' ? 1 : line.ended === 'timeout' ? 142 : 0;
}

function* store(shell: Shell, line: Line, options: Options, names: readonly string[]): Task<void> {
  if (options.array !== null) {
    const fields = splitLine(line, ifsOf(shell), Number.MAX_SAFE_INTEGER).filter((field) => field !== '');
    shell.variables.setArray(
      options.array,
      fields.map((field, index) => [String(index), field]),
    );
    return;
  }
  if (names.length === 0) return assignNow(shell, 'REPLY', line.text);
  const fields = splitLine(line, ifsOf(shell), names.length);
  for (const [index, name] of names.entries()) yield* assignVariable(shell, name, fields[index] ?? '');
}

export const READ_BUILTINS: Readonly<Record<string, Builtin>> = { read: { run: read } };
