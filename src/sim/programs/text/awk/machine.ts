/**
 * Models the state of a running awk program: variables, arrays, the record and its fields (POSIX XCU awk, "Variables and Special Variables").
 * Invariant: $0, NF and the fields always agree; a change of one rebuilds the others. Left out: ERRNO and gawk's other own variables.
 */
import { splitFields } from './records.ts';
import { type AwkArray, Input, type Scalar, toNumber, toText } from './values.ts';

export type Slot = { value: Scalar; array: AwkArray | null };

const fresh = (): Slot => ({ value: undefined, array: null });

/** An error of the running program, with its words. */
export class AwkError extends Error {}

const MOST_FIELDS = 100_000;

export class AwkMachine {
  readonly #globals = new Map<string, Slot>();
  /** Local variables of the functions that are running, innermost last. */
  readonly frames: Map<string, Slot>[] = [];
  #record = '';
  #recordIsStale = false;
  #fields: Scalar[] | null = [];

  constructor() {
    for (const [name, value] of Object.entries({
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\x1c',
      OFMT: '%.6g',
      CONVFMT: '%.6g',
      FILENAME: '',
      RSTART: 0,
      RLENGTH: -1,
      NR: 0,
      FNR: 0,
      NF: 0,
    }))
      this.slot(name).value = value;
  }

  slot(name: string): Slot {
    const local = this.frames.at(-1)?.get(name);
    if (local !== undefined) return local;
    const known = this.#globals.get(name) ?? fresh();
    this.#globals.set(name, known);
    return known;
  }

  array(name: string): AwkArray {
    const slot = this.slot(name);
    if (slot.value !== undefined) throw new AwkError(`attempt to use scalar \`${name}' as an array`);
    slot.array ??= new Map();
    return slot.array;
  }

  text(name: string): string {
    return toText(this.slot(name).value, '%.6g');
  }

  string(value: Scalar): string {
    return toText(value, typeof value === 'number' ? this.text('CONVFMT') : undefined);
  }

  get(name: string): Scalar {
    if (name === 'NF') this.#split();
    return this.slot(name).value;
  }

  set(name: string, value: Scalar): void {
    const slot = this.slot(name);
    if (slot.array !== null) throw new AwkError(`attempt to use array \`${name}' in a scalar context`);
    if (name === 'NF') this.#resize(toNumber(value));
    slot.value = value;
  }

  setRecord(text: string): void {
    this.#record = text;
    this.#recordIsStale = false;
    this.#fields = null;
  }

  #split(): Scalar[] {
    if (this.#fields !== null) return this.#fields;
    const fields = splitFields(this.#record, this.text('FS'), this.text('RS') === '').map(
      (field) => new Input(field),
    );
    this.#fields = fields;
    this.slot('NF').value = fields.length;
    return fields;
  }

  field(index: number): Scalar {
    if (index < 0) throw new AwkError('attempt to access field -1');
    if (index > 0) return this.#split()[index - 1];
    if (this.#recordIsStale) this.#rebuild();
    return new Input(this.#record);
  }

  setField(index: number, value: Scalar): void {
    if (index === 0) {
      this.setRecord(this.string(value));
      return;
    }
    if (index > MOST_FIELDS)
      throw new AwkError(`program limit exceeded: maximum number of fields size=${MOST_FIELDS}`);
    const fields = this.#split();
    while (fields.length < index) fields.push(undefined);
    fields[index - 1] = typeof value === 'number' ? new Input(this.string(value)) : value;
    this.slot('NF').value = fields.length;
    this.#recordIsStale = true;
  }

  #resize(size: number): void {
    const fields = this.#split();
    fields.length = Math.min(fields.length, Math.max(0, size));
    while (fields.length < Math.min(size, MOST_FIELDS)) fields.push(undefined);
    this.#recordIsStale = true;
  }

  #rebuild(): void {
    this.#record = (this.#fields ?? []).map((field) => this.string(field)).join(this.text('OFS'));
    this.#recordIsStale = false;
  }
}
