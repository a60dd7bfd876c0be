/**
 * /var/lib/mysql as mysqld 8 keeps it: a directory for each database, a file for each table, the files of InnoDB beside them. Invariant: what
 * was committed is in the files, so that another mysqld over the same directory has it. Left out: redo and binary logs hold nothing.
 */

import { type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { blank, dir, type TreeSpec, text } from '../../../kernel/tree-spec.ts';
import { readFile } from '../../lib/io.ts';
import { Catalog, type Change, type Table } from '../sql/catalog.ts';
import { tableFrom, tableText } from '../sql/stored.ts';
import { grantTable, userTable } from './users.ts';

export const DATA = '/var/lib/mysql';
const MIB = 1024 ** 2;
/** An .ibd file with one table and few rows: seven pages of 16 KiB. */
const TABLE_BYTES = 7 * 16_384;
const SYSTEM_TABLES = `${DATA}/mysql.ibd`;
const SYSTEM_DATABASES = ['information_schema', 'mysql', 'performance_schema', 'sys'];
export const isSystemDatabase = (name: string): boolean => SYSTEM_DATABASES.includes(name);

/** Names on the disk: what is no letter, digit or underscore is written as its code. */
const fileName = (name: string): string =>
  name.replace(/[^\w$]/g, (letter) => `@${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const nameOf = (file: string): string =>
  file.replace(/@([0-9a-f]{4})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** What --initialize makes. */
export function initialFiles(serverUuid: string): TreeSpec {
  const key = (name: string, mode: number) => text(`-----BEGIN ${name}-----\n`, { mode });
  return {
    'auto.cnf': text(`[auto]\nserver-uuid=${serverUuid}\n`, { mode: 0o640 }),
    'ca-key.pem': key('RSA PRIVATE KEY', 0o600),
    'ca.pem': key('CERTIFICATE', 0o644),
    'client-cert.pem': key('CERTIFICATE', 0o644),
    'client-key.pem': key('RSA PRIVATE KEY', 0o600),
    '#ib_16384_0.dblwr': blank(MIB, { mode: 0o640 }),
    '#ib_16384_1.dblwr': blank(14 * MIB, { mode: 0o640 }),
    '#innodb_redo': dir({}, { mode: 0o750 }),
    '#innodb_temp': dir({}, { mode: 0o750 }),
    ib_buffer_pool: text('', { mode: 0o640 }),
    ibdata1: blank(12 * MIB, { mode: 0o640 }),
    mysql_upgrade_history: text('', { mode: 0o640 }),
    mysql: dir({}, { mode: 0o750 }),
    performance_schema: dir({}, { mode: 0o750 }),
    'private_key.pem': key('RSA PRIVATE KEY', 0o600),
    'public_key.pem': key('PUBLIC KEY', 0o644),
    'server-cert.pem': key('CERTIFICATE', 0o644),
    'server-key.pem': key('RSA PRIVATE KEY', 0o600),
    sys: dir({ 'sys_config.ibd': blank(TABLE_BYTES, { mode: 0o640 }) }, { mode: 0o750 }),
    undo_001: blank(16 * MIB, { mode: 0o640 }),
    undo_002: blank(16 * MIB, { mode: 0o640 }),
  };
}

/** Everything below the data directory, read. */
export function* loadCatalog(sys: Sys): Task<Catalog> {
  const catalog = new Catalog();
  for (const name of SYSTEM_DATABASES) catalog.add(name);
  const own = catalog.databases.get('mysql');
  for (const table of yield* systemTables(sys)) own?.tables.set(table.name, table);
  for (const entry of sys.readdir(DATA)) {
    if (entry.type !== 'directory' || entry.name.startsWith('#') || isSystemDatabase(entry.name)) continue;
    const database = catalog.add(nameOf(entry.name));
    for (const { name } of sys.readdir(`${DATA}/${entry.name}`)) {
      const table = name.endsWith('.ibd')
        ? tableFrom(yield* readFile(sys, `${DATA}/${entry.name}/${name}`))
        : null;
      if (table !== null) database.tables.set(table.name, table);
    }
  }
  return catalog;
}

function* systemTables(sys: Sys): Task<readonly Table[]> {
  if (!sys.access(SYSTEM_TABLES, 'read')) return [userTable(), grantTable()];
  const lines = new TextDecoder().decode(yield* readFile(sys, SYSTEM_TABLES)).split('\n');
  return lines.flatMap((line) => tableFrom(new TextEncoder().encode(line)) ?? []);
}

export function* saveUsers(sys: Sys, catalog: Catalog): Task<void> {
  const tables = [...(catalog.databases.get('mysql')?.tables.values() ?? [])];
  yield* writeFile(sys, SYSTEM_TABLES, `${tables.map(tableText).join('\n')}\n`);
}

export function* writeChanges(sys: Sys, changes: readonly Change[]): Task<void> {
  for (const change of changes) {
    const directory = `${DATA}/${fileName(change.database)}`;
    switch (change.kind) {
      case 'database-made':
        sys.mkdir(directory, 0o750);
        break;
      case 'database-gone':
        removeDatabase(sys, directory);
        break;
      case 'table-written': {
        const file = `${directory}/${fileName(change.table.name)}.ibd`;
        yield* writeFile(sys, file, tableText(change.table), TABLE_BYTES);
        break;
      }
      case 'table-gone':
        sys.unlink(`${directory}/${fileName(change.name)}.ibd`);
    }
  }
}

function removeDatabase(sys: Sys, directory: string): void {
  try {
    for (const { name } of sys.readdir(directory)) sys.unlink(`${directory}/${name}`);
    sys.rmdir(directory);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
}

/** Filled with zeros to a multiple of `unitBytes`. */
function* writeFile(sys: Sys, path: string, content: string, unitBytes = 1): Task<void> {
  const bytes = new TextEncoder().encode(content);
  const fd = yield* sys.open(path, ['write', 'create', 'trunc'], 0o640);
  yield* sys.write(fd, bytes);
  sys.ftruncate(fd, Math.ceil(bytes.length / unitBytes) * unitBytes);
  sys.close(fd);
}
