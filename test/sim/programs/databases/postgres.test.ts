/** postgres and psql: tables, tags and errors as recorded from PostgreSQL 15; data in a volume. */
import { expect, test } from 'vitest';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

const START =
  'docker run -q -d --name pg -e POSTGRES_PASSWORD=pw -v data:/var/lib/postgresql/data postgres:16';
const started = async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  await lastSaid(machine, START, 'sleep 4');
  return machine;
};
const psql = (rest: string): string => `docker exec pg psql -U postgres ${rest}`;
const TABLE = psql(
  `-c "create table notes (id serial primary key, txt varchar(20) not null)" -c "insert into notes (txt) values ('a'),('bb')"`,
);

test('rows, tags and headings', async () => {
  const machine = await started();
  expect((await lastSaid(machine, TABLE)).stdout).toBe('CREATE TABLE\nINSERT 0 2\n');
  expect(
    (
      await lastSaid(
        machine,
        psql(
          '-c "select * from notes" -c "select count(*), max(txt) from notes where id > 9" -c "select 1+1, null as n, 5/2, true"',
        ),
      )
    ).stdout,
  ).toBe(` id | txt 
----+-----
  1 | a
  2 | bb
(2 rows)

 count | max 
-------+-----
     0 | 
(1 row)

 ?column? | n | ?column? | ?column? 
----------+---+----------+----------
        2 |   |        2 | t
(1 row)

`);
  expect(
    (
      await lastSaid(
        machine,
        psql(`-c "update notes set txt='x'" -c "delete from notes where id=1" -c "create database shop"`),
      )
    ).stdout,
  ).toBe('UPDATE 2\nDELETE 1\nCREATE DATABASE\n');
  expect((await lastSaid(machine, psql('-tAc "select id, txt from notes"'))).stdout).toBe('2|x\n');
  expect((await lastSaid(machine, psql("-c '\\dt'"))).stdout).toBe(`         List of relations
 Schema | Name  | Type  |  Owner   
--------+-------+-------+----------
 public | notes | table | postgres
(1 row)

`);
});

test('errors show the place, the detail and the hint', async () => {
  const machine = await started();
  await lastSaid(machine, TABLE);
  const wrong = async (sql: string) => (await lastSaid(machine, psql(`-c "${sql}"`))).stderr;
  expect(await wrong('select * from nosuch')).toBe(
    'ERROR:  relation "nosuch" does not exist\nLINE 1: select * from nosuch\n                      ^\n',
  );
  expect(await wrong('selec 1')).toBe(
    'ERROR:  syntax error at or near "selec"\nLINE 1: selec 1\n        ^\n',
  );
  expect(await wrong('select nosuch from notes')).toBe(
    'ERROR:  column "nosuch" does not exist\nLINE 1: select nosuch from notes\n               ^\n',
  );
  expect(await wrong('insert into notes values (1)')).toBe(
    'ERROR:  null value in column "txt" of relation "notes" violates not-null constraint\nDETAIL:  Failing row contains (1, null).\n',
  );
  expect(await wrong("insert into notes (id,txt) values (2,'q')")).toBe(
    'ERROR:  duplicate key value violates unique constraint "notes_pkey"\nDETAIL:  Key (id)=(2) already exists.\n',
  );
  expect(await wrong('select 1/0')).toBe('ERROR:  division by zero\n');
  expect(await wrong('drop table nosuch')).toBe('ERROR:  table "nosuch" does not exist\n');
  expect(await wrong('create database postgres')).toBe('ERROR:  database "postgres" already exists\n');
  expect(await wrong('begin')).toBe(
    "ERROR:  BEGIN is real SQL, but this simulator's PostgreSQL does not model it\n",
  );
  expect((await lastSaid(machine, 'docker exec pg psql -c "select 1"')).stderr).toBe(
    'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  role "root" does not exist\n',
  );
});

test('data stays in the volume; the server stops in order; others need the password', async () => {
  const machine = await started();
  await lastSaid(machine, TABLE, 'docker stop pg');
  expect((await lastSaid(machine, 'docker logs --tail 2 pg 2>&1 | cut -d" " -f5-')).stdout).toBe(
    'LOG:  shutting down\nLOG:  database system is shut down\n',
  );
  expect((await lastSaid(machine, "docker inspect -f '{{.State.ExitCode}}' pg")).stdout).toBe('0\n');
  await lastSaid(machine, 'docker rm pg', START, 'sleep 2');
  expect((await lastSaid(machine, 'docker logs pg 2>/dev/null')).stdout).toBe(
    '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n',
  );
  const remote = (password: string) =>
    lastSaid(
      machine,
      `docker run -q --rm --link pg -e PGPASSWORD=${password} postgres:16 psql -h pg -U postgres -tAc 'select count(*) from notes'`,
    );
  expect((await remote('pw')).stdout).toBe('2\n');
  expect(await remote('no')).toEqual({
    stdout: '',
    stderr:
      'psql: error: connection to server at "pg", port 5432 failed: FATAL:  password authentication failed for user "postgres"\n',
    exitCode: 2,
  });
});
