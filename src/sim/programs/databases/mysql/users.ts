/** Accounts and what they may do (MySQL manual 8.2). Invariant: they are rows of mysql.user and mysql.db, so that SELECT sees them. Left out: roles, columns. */

import type { ColumnDefinition } from '../sql/ast.ts';
import type { Catalog, Table } from '../sql/catalog.ts';

export interface Account {
  readonly user: string;
  readonly host: string;
}

const column = (name: string, type: string): ColumnDefinition => ({
  name,
  type,
  notNull: true,
  autoIncrement: false,
  primaryKey: false,
  unique: false,
  fallback: null,
});

const table = (name: string, columns: readonly ColumnDefinition[]): Table => ({
  name,
  columns,
  primaryKey: columns.slice(0, 2).map((one) => one.name),
  uniqueKeys: [],
  rows: [],
  nextNumber: 1,
});

export const userTable = (): Table =>
  table('user', [
    column('Host', 'char(255)'),
    column('User', 'char(32)'),
    column('plugin', 'char(64)'),
    column('authentication_string', 'text'),
  ]);
export const grantTable = (): Table =>
  table('db', [
    column('Host', 'char(255)'),
    column('User', 'char(32)'),
    column('Db', 'char(64)'),
    column('Privileges', 'text'),
  ]);

export const shownAccount = ({ user, host }: Account): string => `'${user}'@'${host}'`;

/** The password is kept turned about, not hashed: what matters is that it is not read by chance. */
export const secret = (password: string): string =>
  password === '' ? '' : `$A$005$${[...password].reverse().join('')}`;

export class Users {
  readonly #users: Table;
  readonly #grants: Table;

  constructor(catalog: Catalog) {
    const tables = catalog.databases.get('mysql')?.tables;
    this.#users = tables?.get('user') ?? userTable();
    this.#grants = tables?.get('db') ?? grantTable();
  }

  /** The account a client from this host gets: the exact host wins over `%`. */
  find(user: string, host: string): Account | null {
    const own = this.#users.rows.filter((row) => row[1] === user);
    const row = own.find((one) => one[0] === host) ?? own.find((one) => one[0] === '%');
    return row === undefined ? null : { user, host: String(row[0]) };
  }

  has(account: Account): boolean {
    return this.#row(account) !== undefined;
  }

  checkPassword(account: Account, password: string | null): boolean {
    return this.#row(account)?.[3] === secret(password ?? '');
  }

  add(account: Account, password: string): void {
    this.#users.rows = [
      ...this.#users.rows,
      [account.host, account.user, 'caching_sha2_password', secret(password)],
    ];
  }

  setPassword(account: Account, password: string): void {
    const row = this.#row(account);
    if (row !== undefined) row[3] = secret(password);
  }

  remove(account: Account): void {
    const keeps = (row: readonly unknown[]) => row[0] !== account.host || row[1] !== account.user;
    this.#users.rows = this.#users.rows.filter(keeps);
    this.#grants.rows = this.#grants.rows.filter(keeps);
  }

  grant(account: Account, database: string, verbs: readonly string[]): void {
    const before = this.grantsOf(account).find((one) => one.database === database);
    const all = [...new Set([...(before?.verbs ?? []), ...verbs])];
    const others = this.#grants.rows.filter(
      (row) => row[0] !== account.host || row[1] !== account.user || row[2] !== database,
    );
    this.#grants.rows = [...others, [account.host, account.user, database, all.join(',')]];
  }

  grantsOf(account: Account): readonly { readonly database: string; readonly verbs: readonly string[] }[] {
    return this.#grants.rows
      .filter((row) => row[0] === account.host && row[1] === account.user)
      .map((row) => ({ database: String(row[2]), verbs: String(row[3]).split(',') }));
  }

  mayUse(account: Account, database: string): boolean {
    return this.grantsOf(account).some((one) => fits(one.database, database));
  }

  may(account: Account, database: string, verb: string): boolean {
    return this.grantsOf(account).some(
      (one) => fits(one.database, database) && (one.verbs.includes('ALL') || one.verbs.includes(verb)),
    );
  }

  #row({ user, host }: Account) {
    return this.#users.rows.find((row) => row[0] === host && row[1] === user);
  }
}

const fits = (granted: string, database: string): boolean =>
  granted === '*' || granted.replaceAll('\\_', '_') === database;
