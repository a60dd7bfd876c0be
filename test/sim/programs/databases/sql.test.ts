/** The statements both servers share, carried out with MySQL's rules; results as MariaDB 10.11's and MySQL 8.4's clients print them. */
import { expect, test } from 'vitest';
import { MYSQL_DIALECT } from '../../../../src/sim/programs/databases/mysql/dialect.ts';
import { wordProblem } from '../../../../src/sim/programs/databases/mysql/errors.ts';
import { batchText, tableText } from '../../../../src/sim/programs/databases/mysql/result-text.ts';
import { Catalog } from '../../../../src/sim/programs/databases/sql/catalog.ts';
import { Cursor } from '../../../../src/sim/programs/databases/sql/cursor.ts';
import type { Result, Session } from '../../../../src/sim/programs/databases/sql/dialect.ts';
import { execute } from '../../../../src/sim/programs/databases/sql/execute.ts';
import { parseShared } from '../../../../src/sim/programs/databases/sql/parse-statement.ts';
import { SqlError } from '../../../../src/sim/programs/databases/sql/problems.ts';
import { tableText as storedText, tableFrom } from '../../../../src/sim/programs/databases/sql/stored.ts';

function session(): Session {
  const catalog = new Catalog();
  catalog.add('shop');
  return {
    catalog,
    dialect: MYSQL_DIALECT,
    current: 'shop',
    lastInsertId: 0,
    nowMs: () => 0,
    variable: () => null,
    ownFunction: () => undefined,
    permit: () => {},
  };
}

function run(own: Session, sql: string): Result {
  const cursor = new Cursor(sql, MYSQL_DIALECT.lexis);
  const statement = parseShared(cursor, MYSQL_DIALECT.typeNames);
  if (statement === null) return cursor.fail();
  cursor.end();
  return execute(statement, own);
}

/** Runs statements; the rows of the last, or the words of the first error. */
function last(...statements: readonly string[]): string {
  const own = session();
  let result: Result | null = null;
  for (const sql of statements) {
    try {
      result = run(own, sql);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      const { number, state, words } = wordProblem(error.problem, sql, own.current);
      return `${number} ${state} ${words}`;
    }
  }
  return result?.kind === 'rows' ? batchText(result, true) : `${result?.verb} ${result?.affected}`;
}

const ITEMS = [
  'CREATE TABLE items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(10) NOT NULL UNIQUE, price DECIMAL(6,2) DEFAULT 1.5, made DATE)',
  "INSERT INTO items (name, price, made) VALUES ('pen', 2, '2026-01-02'), ('ink', NULL, NULL), ('Box', DEFAULT, NULL)",
];

test('rows come back in order, filtered, grouped and counted', () => {
  expect(last(...ITEMS, 'SELECT * FROM items')).toBe(
    'id\tname\tprice\tmade\n1\tpen\t2.00\t2026-01-02\n2\tink\tNULL\tNULL\n3\tBox\t1.50\tNULL\n',
  );
  expect(
    last(...ITEMS, "SELECT name n FROM items WHERE name LIKE 'b%' OR price IS NULL ORDER BY n DESC"),
  ).toBe('n\nink\nBox\n');
  expect(last(...ITEMS, 'SELECT COUNT(*), COUNT(price), SUM(price), AVG(price), MIN(name) FROM items')).toBe(
    'COUNT(*)\tCOUNT(price)\tSUM(price)\tAVG(price)\tMIN(name)\n3\t2\t3.50\t1.750000\tBox\n',
  );
  expect(
    last(
      ...ITEMS,
      'SELECT price IS NULL AS x, COUNT(*) FROM items GROUP BY price IS NULL HAVING COUNT(*) > 1',
    ),
  ).toBe('x\tCOUNT(*)\n0\t2\n');
  expect(last(...ITEMS, 'SELECT id FROM items ORDER BY id LIMIT 1, 5')).toBe('id\n2\n3\n');
  expect(last(...ITEMS, 'SELECT id FROM items WHERE id BETWEEN 2 AND 3 AND id NOT IN (3)')).toBe('id\n2\n');
});

test('rows change and go', () => {
  expect(
    last(
      ...ITEMS,
      "UPDATE items SET price = price * 2, name = CONCAT(name, 's') WHERE id = 1",
      'SELECT name, price FROM items WHERE id=1',
    ),
  ).toBe('name\tprice\npens\t4.00\n');
  expect(
    last(
      ...ITEMS,
      'DELETE FROM items WHERE id < 3',
      "INSERT INTO items (name) VALUES ('new')",
      'SELECT id FROM items',
    ),
  ).toBe('id\n3\n4\n');
  expect(
    last(...ITEMS, 'TRUNCATE items', "INSERT INTO items (name) VALUES ('new')", 'SELECT id FROM items'),
  ).toBe('id\n1\n');
});

test('values without a table', () => {
  expect(last("SELECT 1+1, 5/2, 7 % 4, 1.5*2, 'a' AS b, NULL, 1/0, UPPER('x'), 2 > 1 AND NULL")).toBe(
    "1+1\t5/2\t7 % 4\t1.5*2\tb\tNULL\t1/0\tUPPER('x')\t2 > 1 AND NULL\n2\t2.5000\t3\t3.0\ta\tNULL\tNULL\tX\tNULL\n",
  );
});

test('each fault has its number, state and words', () => {
  expect(last('SELEC 1')).toBe(
    "1064 42000 You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEC 1' at line 1",
  );
  expect(last('SELECT * FROM none')).toBe("1146 42S02 Table 'shop.none' doesn't exist");
  expect(last('CREATE DATABASE shop')).toBe("1007 HY000 Can't create database 'shop'; database exists");
  expect(last('DROP DATABASE none')).toBe("1008 HY000 Can't drop database 'none'; database doesn't exist");
  expect(last('DROP TABLE a, b')).toBe("1051 42S02 Unknown table 'shop.a,shop.b'");
  expect(last(...ITEMS, 'SELECT nosuch FROM items')).toBe(
    "1054 42S22 Unknown column 'nosuch' in 'field list'",
  );
  expect(last(...ITEMS, 'SELECT 1 FROM items WHERE x=1')).toBe(
    "1054 42S22 Unknown column 'x' in 'where clause'",
  );
  expect(last(...ITEMS, 'INSERT INTO items VALUES (1)')).toBe(
    "1136 21S01 Column count doesn't match value count at row 1",
  );
  expect(last(...ITEMS, "INSERT INTO items (name) VALUES ('pen')")).toBe(
    "1062 23000 Duplicate entry 'pen' for key 'items.name'",
  );
  expect(last(...ITEMS, "INSERT INTO items (id, name) VALUES (1, 'q')")).toBe(
    "1062 23000 Duplicate entry '1' for key 'items.PRIMARY'",
  );
  expect(last(...ITEMS, 'INSERT INTO items (name) VALUES (NULL)')).toBe(
    "1048 23000 Column 'name' cannot be null",
  );
  expect(last(...ITEMS, 'INSERT INTO items (price) VALUES (1)')).toBe(
    "1364 HY000 Field 'name' doesn't have a default value",
  );
  expect(last(...ITEMS, "INSERT INTO items (name) VALUES ('much too long')")).toBe(
    "1406 22001 Data too long for column 'name' at row 1",
  );
  expect(last(...ITEMS, "INSERT INTO items (name, made) VALUES ('a', 'soon')")).toBe(
    "1292 22007 Incorrect date value: 'soon' for column 'made' at row 1",
  );
  expect(last('SELECT NOSUCH(1)')).toBe('1305 42000 FUNCTION shop.NOSUCH does not exist');
  expect(last('SELECT SLEEP(1)')).toBe(
    "1235 42000 the function SLEEP is real SQL, but this simulator's MySQL does not model it",
  );
});

test('a statement that fails changes nothing', () => {
  const own = session();
  for (const sql of ITEMS) run(own, sql);
  expect(() => run(own, "INSERT INTO items (name) VALUES ('fine'), ('pen')")).toThrow(SqlError);
  expect(own.catalog.databases.get('shop')?.tables.get('items')?.rows.length).toBe(3);
});

test('a table read from its file is the table that was written', () => {
  const own = session();
  for (const sql of ITEMS) run(own, sql);
  const table = own.catalog.databases.get('shop')?.tables.get('items');
  if (table === undefined) throw new Error('no table');
  const bytes = new TextEncoder().encode(`${storedText(table)}\0\0\0`);
  expect(tableFrom(bytes)).toEqual(table);
  expect(tableFrom(new TextEncoder().encode('garbage'))).toBeNull();
});

test('a table drawn for a terminal', () => {
  const own = session();
  for (const sql of ITEMS) run(own, sql);
  const result = run(own, 'SELECT id, name, price FROM items');
  expect(result.kind === 'rows' ? tableText(result, true) : '').toBe(`+----+------+-------+
| id | name | price |
+----+------+-------+
|  1 | pen  |  2.00 |
|  2 | ink  |  NULL |
|  3 | Box  |  1.50 |
+----+------+-------+
`);
});
