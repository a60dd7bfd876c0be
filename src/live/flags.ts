/** The flags of a command: those that take a value and those that do not, long and short names alike. */
export interface FlagTable {
  readonly valued: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
}

export interface Flag {
  readonly name: string;
  readonly value: string | null;
}

export interface ParsedFlags {
  readonly flags: readonly Flag[];
  readonly operands: readonly string[];
  /** The place, among the words, of the first flag the table does not have. */
  readonly unknownAt: number | null;
}

export function flagTable(valued: string, plain: string): FlagTable {
  return { valued: new Set(valued.split(' ')), plain: new Set(plain.split(' ')) };
}

/**
 * Reads words as Docker's command line does (spf13/pflag): `--name v`, `--name=v`, `-n v`, `-nv`, `-abc`, `--`.
 * Without `interspersed`, as for run and exec, the first operand ends the flags.
 */
export function parseFlags(words: readonly string[], table: FlagTable, interspersed: boolean): ParsedFlags {
  const flags: Flag[] = [];
  const operands: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return { flags, operands: [...operands, ...words.slice(at + 1)], unknownAt: null };
    if (!word.startsWith('-') || word === '-') {
      if (!interspersed) return { flags, operands: words.slice(at), unknownAt: null };
      operands.push(word);
      continue;
    }
    const read = readFlag(word, words[at + 1], table);
    if (read === null) return { flags, operands, unknownAt: at };
    flags.push(...read.flags);
    if (read.tookNext) at += 1;
  }
  return { flags, operands, unknownAt: null };
}

/**
 * The same words, with the flags that `change` gives other words for replaced by them, and all others as they were typed.
 * Up to the first flag the table does not have.
 */
export function changeFlags(
  words: readonly string[],
  table: FlagTable,
  interspersed: boolean,
  change: (flag: Flag) => readonly string[] | null,
): readonly string[] {
  const changed: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const isFlag = word.startsWith('-') && word !== '-' && word !== '--';
    if (word === '--' || (!isFlag && !interspersed)) return [...changed, ...words.slice(at)];
    const read = isFlag ? readFlag(word, words[at + 1], table) : null;
    const others = read?.flags.map((flag) => change(flag)) ?? [];
    const typed = words.slice(at, at + (read?.tookNext === true ? 2 : 1));
    changed.push(
      ...(others.some((it) => it !== null)
        ? (read?.flags ?? []).flatMap((flag, index) => others[index] ?? written(flag, table))
        : typed),
    );
    if (read?.tookNext === true) at += 1;
  }
  return changed;
}

function written({ name, value }: Flag, table: FlagTable): readonly string[] {
  if (value === null) return [name];
  return table.plain.has(name) ? [`${name}=${value}`] : [name, value];
}

interface Read {
  readonly flags: readonly Flag[];
  readonly tookNext: boolean;
}

function readFlag(word: string, next: string | undefined, table: FlagTable): Read | null {
  return word.startsWith('--') ? readLong(word, next, table) : readShort(word, next, table);
}

function readLong(word: string, next: string | undefined, table: FlagTable): Read | null {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const value = equals < 0 ? null : word.slice(equals + 1);
  if (table.plain.has(name)) return { flags: [{ name, value }], tookNext: false };
  if (!table.valued.has(name)) return null;
  return { flags: [{ name, value: value ?? next ?? null }], tookNext: value === null };
}

function readShort(word: string, next: string | undefined, table: FlagTable): Read | null {
  const flags: Flag[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at]}`;
    const rest = word.slice(at + 1);
    if (table.valued.has(name)) {
      const value = rest === '' ? (next ?? null) : rest.replace(/^=/, '');
      return { flags: [...flags, { name, value }], tookNext: rest === '' };
    }
    if (!table.plain.has(name)) return null;
    const given = rest.startsWith('=') ? rest.slice(1) : null;
    flags.push({ name, value: given });
    if (given !== null) return { flags, tookNext: false };
  }
  return { flags, tookNext: false };
}
