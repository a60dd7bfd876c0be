/** Models the run of an awk program: BEGIN, records of the operands, END (POSIX XCU awk). Invariant: without rules for records no input is read. */
import { strerror } from '../../../kernel/errno.ts';
import { SysError, type Task } from '../../../kernel/sys.ts';
import { Lines, openInput } from '../../lib/io.ts';
import { type Context, Failure } from '../../lib/program.ts';
import { evaluate } from './evaluate.ts';
import { callBody, execute, exitStatus, Leave } from './execute.ts';
import { type AwkSyntaxError, unescapeString } from './lexer.ts';
import { AwkMachine } from './machine.ts';
import { RecordReader } from './records.ts';
import type { Runtime } from './runtime.ts';
import { Streams } from './streams.ts';
import type { AwkProgram, Rule } from './tree.ts';
import { Input, toBoolean, toNumber } from './values.ts';

type Words = (name: string, reason: string) => string;

export interface Family {
  readonly kind: Runtime['kind'];
  readonly errorStatus: number;
  readonly cannotOpen: Words;
  /** The whole line about a syntax error. */
  readonly syntax: (name: string, error: AwkSyntaxError) => string;
  readonly runtime: (name: string, words: string) => string;
}

export class Run implements Runtime {
  readonly sys: Context['sys'];
  readonly machine = new AwkMachine();
  readonly streams: Streams;
  readonly program: AwkProgram;
  readonly kind: Runtime['kind'];
  seed = 0;
  readonly #cannotOpen: Words;
  readonly #errorStatus: number;
  #reader: RecordReader | null = null;
  #operand = 1;
  #readSomething = false;
  readonly #open = new Set<Rule>();

  constructor(context: Context, program: AwkProgram, operands: readonly string[], family: Family) {
    this.sys = context.sys;
    this.streams = new Streams(context.sys);
    this.program = program;
    this.#cannotOpen = family.cannotOpen;
    this.kind = family.kind;
    this.#errorStatus = family.errorStatus;
    const argv = this.machine.array('ARGV');
    for (const [index, word] of [context.name, ...operands].entries())
      argv.set(String(index), new Input(word));
    this.machine.set('ARGC', operands.length + 1);
    const environment = this.machine.array('ENVIRON');
    for (const [name, value] of context.sys.env) environment.set(name, new Input(value));
  }

  callBody(body: Parameters<Runtime['callBody']>[0]) {
    return callBody(this, body);
  }

  *nextRecord(): Task<string | null> {
    const { machine } = this;
    for (;;) {
      if (this.#reader === null && !(yield* this.#nextFile())) return null;
      const record = (yield* this.#reader?.next(machine.text('RS')) ?? []) ?? null;
      if (record !== null) {
        machine.set('NR', toNumber(machine.get('NR')) + 1);
        machine.set('FNR', toNumber(machine.get('FNR')) + 1);
        return record;
      }
      this.#reader = null;
    }
  }

  skipFile(): void {
    this.#reader = null;
  }

  *#nextFile(): Task<boolean> {
    const { machine } = this;
    const argv = machine.array('ARGV');
    for (; this.#operand < toNumber(machine.get('ARGC')); ) {
      const word = machine.string(argv.get(String(this.#operand++)));
      if (word === '') continue;
      if (this.setFromWord(word)) continue;
      yield* this.#openFile(word);
      return true;
    }
    if (this.#readSomething) return false;
    yield* this.#openFile('-');
    return true;
  }

  *#openFile(path: string): Task<void> {
    this.#readSomething = true;
    try {
      const fd = yield* openInput(this.sys, path);
      if (path !== '-' && this.sys.fstat(fd).type === 'directory') throw new SysError('EISDIR');
      this.#reader = new RecordReader(new Lines(this.sys, fd));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new Failure(this.#cannotOpen(path, strerror(error.errno)), this.#errorStatus);
    }
    this.machine.set('FILENAME', path === '-' ? '' : path);
    this.machine.set('FNR', 0);
  }

  /** `name=value`. */
  setFromWord(word: string): boolean {
    const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word);
    if (match === null) return false;
    this.machine.set(match[1] ?? '', new Input(unescapeString(match[2] ?? '')));
    return true;
  }

  *all(): Task<number> {
    const early = yield* this.#untilExit(this.#beforeEnd());
    const late = yield* this.#untilExit(this.#special('end'));
    yield* this.streams.closeAll();
    return late ?? early ?? 0;
  }

  *#beforeEnd(): Task<void> {
    yield* this.#special('begin');
    if (this.program.rules.some(({ pattern }) => pattern.kind !== 'begin')) yield* this.#records();
  }

  /** The status of `exit` with a value; null when there was none. */
  *#untilExit(task: Task<void>): Task<number | null> {
    try {
      yield* task;
      return null;
    } catch (error) {
      if (!(error instanceof Leave) || error.how !== 'exit') throw error;
      return error.value === undefined ? null : exitStatus(error.value);
    }
  }

  *#special(kind: 'begin' | 'end'): Task<void> {
    for (const { pattern, action } of this.program.rules)
      if (pattern.kind === kind && action !== null) yield* execute(this, action);
  }

  *#records(): Task<void> {
    for (let record = yield* this.nextRecord(); record !== null; record = yield* this.nextRecord()) {
      this.machine.setRecord(record);
      try {
        for (const rule of this.program.rules) if (yield* this.#selected(rule)) yield* this.#act(rule);
      } catch (error) {
        if (!(error instanceof Leave) || (error.how !== 'next' && error.how !== 'nextfile')) throw error;
        if (error.how === 'nextfile') this.skipFile();
      }
    }
  }

  *#act({ action }: Rule): Task<void> {
    if (action !== null) yield* execute(this, action);
    else yield* execute(this, { kind: 'print', args: [], formatted: false, to: null });
  }

  *#selected(rule: Rule): Task<boolean> {
    const { pattern } = rule;
    if (pattern.kind === 'always') return true;
    if (pattern.kind === 'expression') return toBoolean(yield* evaluate(this, pattern.test));
    if (pattern.kind !== 'range') return false;
    if (!this.#open.has(rule)) {
      if (!toBoolean(yield* evaluate(this, pattern.from))) return false;
      this.#open.add(rule);
    }
    if (toBoolean(yield* evaluate(this, pattern.to))) this.#open.delete(rule);
    return true;
  }
}
