/**
 * Tables as bytes in a file and back. The real formats are pages of 16 KiB (InnoDB) and 8 KiB (PostgreSQL); here a file begins with the table
 * as JSON and is filled with zeros to the size the real one begins with. Invariant: what was read is what was written.
 */
import type { Table } from './catalog.ts';
import { Decimal } from './values.ts';

export function tableText(table: Table): string {
  return JSON.stringify(table, (_key, value: unknown) =>
    value instanceof Decimal ? { decimal: value.text } : value,
  );
}

/** Null where the bytes are no table: a file that something else has written. */
export function tableFrom(bytes: Uint8Array): Table | null {
  const end = bytes.indexOf(0);
  try {
    return JSON.parse(new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)), (_key, value) =>
      typeof value?.decimal === 'string' ? new Decimal(value.decimal) : value,
    ) as Table;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
