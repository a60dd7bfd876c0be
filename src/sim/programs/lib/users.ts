/** Models getpwuid(3) and getgrgid(3) over /etc/passwd and /etc/group. Invariant: a number without a name stays a number. */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { linesOf, readText } from './io.ts';

export interface NameTable {
  name(id: number): string | null;
  id(name: string): number | null;
  /** The fields of a line by name. */
  fields(name: string): readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

function* table(sys: Sys, path: string): Task<NameTable> {
  let text = '';
  try {
    text = yield* readText(sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  const rows = linesOf(text).map((line) => line.split(':'));
  const byName = (name: string) => rows.find((row) => row[0] === name) ?? null;
  return {
    rows,
    name: (id) => rows.find((row) => row[2] === String(id))?.[0] ?? null,
    id: (name) => {
      const row = byName(name);
      return row?.[2] === undefined ? null : Number(row[2]);
    },
    fields: byName,
  };
}

export const readUsers = (sys: Sys): Task<NameTable> => table(sys, '/etc/passwd');
export const readGroups = (sys: Sys): Task<NameTable> => table(sys, '/etc/group');
