/** The mysql image: what its entry point demands, what mysqld logs, what its clients answer, what a volume keeps. */
import { expect, test } from 'vitest';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

const online = () => freshMachine({ world: ONLINE_HOST });
const START =
  'docker run -q -d --name db -e MYSQL_ROOT_PASSWORD=pw -e MYSQL_DATABASE=shop -v data:/var/lib/mysql mysql:8';
const WARNING = 'mysql: [Warning] Using a password on the command line interface can be insecure.\n';
const sql = (text: string): string => `docker exec db mysql -uroot -ppw -e "${text}"`;

test('the log tells how the database came to be and when it is ready', async () => {
  const said = await lastSaid(online(), START, 'sleep 12', 'docker logs db 2>/dev/null');
  expect(
    said.stdout.replace(/^\S+ \S+\+00:00 /gm, ''),
  ).toBe(`[Note] [Entrypoint]: Entrypoint script for MySQL Server 8.4.10-1.el9 started.
[Note] [Entrypoint]: Switching to dedicated user 'mysql'
[Note] [Entrypoint]: Entrypoint script for MySQL Server 8.4.10-1.el9 started.
[Note] [Entrypoint]: Initializing database files
[Note] [Entrypoint]: Database files initialized
[Note] [Entrypoint]: Starting temporary server
[Note] [Entrypoint]: Temporary server started.
'/var/lib/mysql/mysql.sock' -> '/var/run/mysqld/mysqld.sock'
[Note] [Entrypoint]: Creating database shop

[Note] [Entrypoint]: Stopping temporary server
[Note] [Entrypoint]: Temporary server stopped

[Note] [Entrypoint]: MySQL init process done. Ready for start up.

`);
});

test('mysqld is PID 1 and says when it is ready and when it stops', async () => {
  const machine = online();
  await lastSaid(machine, START, 'sleep 12');
  expect((await lastSaid(machine, 'docker exec db cat /proc/1/comm')).stdout).toBe('mysqld\n');
  await lastSaid(machine, 'docker stop db');
  const log = await lastSaid(machine, 'docker logs --tail 5 db 2>&1 >/dev/null');
  expect(
    log.stdout
      .replace(/^\S+Z /gm, '')
      .split('\n')
      .slice(-4),
  ).toEqual([
    '0 [System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: 8.4.10).',
    '0 [System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld 8.4.10)  MySQL Community Server - GPL.',
    '0 [System] [MY-015016] [Server] MySQL Server - end.',
    '',
  ]);
  expect((await lastSaid(machine, "docker inspect -f '{{.State.ExitCode}}' db")).stdout).toBe('0\n');
});

test('rows outlive the container in its volume, and a new password is not asked for there', async () => {
  const machine = online();
  await lastSaid(machine, START, 'sleep 12');
  const made = await lastSaid(
    machine,
    sql(
      "CREATE TABLE shop.t (id INT PRIMARY KEY, word VARCHAR(9)); INSERT INTO shop.t VALUES (1,'one'); SELECT * FROM shop.t",
    ),
  );
  expect(made).toEqual({ stdout: 'id\tword\n1\tone\n', stderr: WARNING, exitCode: 0 });
  await lastSaid(machine, 'docker rm -f db', START.replace('PASSWORD=pw', 'PASSWORD=other'), 'sleep 4');
  expect(await lastSaid(machine, sql('SELECT word FROM shop.t'))).toEqual({
    stdout: 'word\none\n',
    stderr: WARNING,
    exitCode: 0,
  });
  await lastSaid(machine, 'docker rm -f db', START.replace('-v data:/var/lib/mysql ', ''), 'sleep 12');
  expect(await lastSaid(machine, sql('SELECT word FROM shop.t'))).toEqual({
    stdout: '',
    stderr: `${WARNING}ERROR 1146 (42S02) at line 1: Table 'shop.t' doesn't exist\n`,
    exitCode: 1,
  });
});

test('databases are directories', async () => {
  const machine = online();
  await lastSaid(machine, START, 'sleep 12', sql('CREATE DATABASE extra; CREATE TABLE extra.t (a INT)'));
  expect((await lastSaid(machine, 'docker exec db ls /var/lib/mysql/extra')).stdout).toBe('t.ibd\n');
  await lastSaid(machine, sql('DROP DATABASE extra'));
  expect((await lastSaid(machine, 'docker exec db ls -d /var/lib/mysql/extra')).exitCode).toBe(2);
});

test('who may not come in, or only so far', async () => {
  const machine = online();
  await lastSaid(
    machine,
    `${START.replace('-v', '-e MYSQL_USER=app -e MYSQL_PASSWORD=secret -v')}`,
    'sleep 12',
  );
  expect(await lastSaid(machine, 'docker exec db mysql -uroot -pno -e "SELECT 1"')).toEqual({
    stdout: '',
    stderr: `${WARNING}ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)\n`,
    exitCode: 1,
  });
  expect(
    await lastSaid(machine, 'docker exec db mysql -uapp -psecret -e "SHOW DATABASES; USE mysql"'),
  ).toEqual({
    stdout: 'Database\ninformation_schema\nperformance_schema\nshop\n'.replace('performance_schema\n', ''),
    stderr: `${WARNING}ERROR 1044 (42000) at line 1: Access denied for user 'app'@'%' to database 'mysql'\n`,
    exitCode: 1,
  });
  expect(await lastSaid(machine, 'docker exec db mysqladmin ping')).toEqual({
    stdout: '',
    stderr:
      "mysqladmin: connect to server at 'localhost' failed\nerror: 'Access denied for user 'root'@'localhost' (using password: NO)'\n",
    exitCode: 0,
  });
  expect((await lastSaid(machine, 'docker exec db mysqladmin -ppw ping')).stdout).toBe('mysqld is alive\n');
});

test('another container reaches it by name and port', async () => {
  const machine = online();
  await lastSaid(
    machine,
    'docker network create net',
    START.replace('--name', '--network net --name'),
    'sleep 12',
  );
  const client = (rest: string) =>
    lastSaid(machine, `docker run -q --rm --network net mysql:8 mysql -hdb -uroot -ppw ${rest}`);
  expect((await client('-e "SELECT USER() LIKE \'root@172.%\' AS there"')).stdout).toBe('there\n1\n');
  expect((await client('-P 3999 -e "SELECT 1"')).stderr).toBe(
    `${WARNING}ERROR 2003 (HY000): Can't connect to MySQL server on 'db:3999' (111)\n`,
  );
});

test('scripts of initdb.d are run, and a server without data says what it misses', async () => {
  const machine = online();
  await lastSaid(
    machine,
    'mkdir init',
    "echo 'CREATE TABLE seeds (n INT); INSERT INTO seeds VALUES (7);' > init/a.sql",
  );
  await lastSaid(machine, START.replace('-v', '-v $PWD/init:/docker-entrypoint-initdb.d -v'), 'sleep 12');
  expect((await lastSaid(machine, sql('SELECT n FROM shop.seeds'))).stdout).toBe('n\n7\n');
  const bare = await lastSaid(machine, 'docker run -q --rm --entrypoint mysqld mysql:8 2>&1 | grep ERROR');
  expect(bare.stdout.replace(/^\S+ /gm, '')).toBe(
    '1 [ERROR] [MY-011011] [Server] Failed to find valid data directory.\n0 [ERROR] [MY-010020] [Server] Data Dictionary initialization failed.\n0 [ERROR] [MY-010119] [Server] Aborting\n',
  );
});
