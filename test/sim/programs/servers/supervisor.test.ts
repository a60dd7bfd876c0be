/** supervisord, supervisorctl and what they look after; words as recorded from Debian's supervisor 4.2.5. */
import { expect, test } from 'vitest';
import { shellWords } from '../../../../src/sim/programs/servers/supervisor/config.ts';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

const BOX = 'docker run -q -d --name box -p 8080:80 vmvscontainer/wordpress-box';
const boxed = async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  await lastSaid(machine, BOX, 'sleep 14');
  return machine;
};
const plain = (text: string): string => text.replace(/pid \d+/g, 'pid N').replace(/\d:\d\d:\d\d/g, 'TIME');

test('one container holds three services under PID 1', async () => {
  const machine = await boxed();
  const names = await lastSaid(machine, 'docker exec box sh -c \'cat /proc/1/cmdline | tr "\\0" " "\'');
  expect(names.stdout).toBe('/usr/bin/python3 /usr/bin/supervisord -n ');
  expect(plain((await lastSaid(machine, 'docker exec box supervisorctl status')).stdout)).toBe(
    [
      'apache2                          RUNNING   pid N, uptime TIME',
      'cron                             RUNNING   pid N, uptime TIME',
      'mysqld                           RUNNING   pid N, uptime TIME',
      '',
    ].join('\n'),
  );
});

test('what is killed comes back, and the container does not notice', async () => {
  const machine = await boxed();
  const before = await lastSaid(machine, 'docker exec box supervisorctl pid mysqld');
  await lastSaid(machine, `docker exec box sh -c "kill -9 ${before.stdout.trim()}"`, 'sleep 4');
  const after = await lastSaid(machine, 'docker exec box supervisorctl pid mysqld');
  expect(Number(after.stdout)).toBeGreaterThan(Number(before.stdout));
  expect(
    (await lastSaid(machine, "docker inspect -f '{{.RestartCount}} {{.State.Status}}' box")).stdout,
  ).toBe('0 running\n');
  expect(
    (await lastSaid(machine, 'docker logs box | grep mysqld | cut -d" " -f3-')).stdout.replace(
      /pid \d+/g,
      'pid N',
    ),
  ).toBe(
    `INFO Included extra file "/etc/supervisor/conf.d/mysqld.conf" during parsing
INFO spawned: 'mysqld' with pid N
INFO success: mysqld entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
WARN exited: mysqld (terminated by SIGKILL; not expected)
INFO spawned: 'mysqld' with pid N
INFO success: mysqld entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)
`,
  );
});

test('supervisorctl stops, starts and says what it cannot', async () => {
  const machine = await boxed();
  const ctl = (words: string) => lastSaid(machine, `docker exec box supervisorctl ${words}`);
  expect(await ctl('stop cron')).toEqual({ stdout: 'cron: stopped\n', stderr: '', exitCode: 0 });
  expect((await ctl('status cron')).stdout).toMatch(/^cron {29}STOPPED {3}Nov 20 \d\d:\d\d [AP]M\n$/);
  expect((await ctl('status')).exitCode).toBe(3);
  expect((await ctl('start cron')).stdout).toBe('cron: started\n');
  expect((await ctl('start cron')).stdout).toBe('cron: ERROR (already started)\n');
  expect((await ctl('restart apache2')).stdout).toBe('apache2: stopped\napache2: started\n');
  expect(await ctl('stop nosuch')).toEqual({
    stdout: 'nosuch: ERROR (no such process)\n',
    stderr: '',
    exitCode: 1,
  });
  expect(await ctl('frob')).toEqual({ stdout: '*** Unknown syntax: frob\n', stderr: '', exitCode: 1 });
  expect((await ctl('tail mysqld')).stdout).toBe('\n');
});

test('docker stop ends all in order with 0; without -n the container ends at once', async () => {
  const machine = await boxed();
  await lastSaid(machine, 'docker stop box');
  expect((await lastSaid(machine, "docker inspect -f '{{.State.ExitCode}}' box")).stdout).toBe('0\n');
  const log = await lastSaid(machine, 'docker logs --tail 5 box | cut -d" " -f3-');
  expect(log.stdout).toBe(`WARN received SIGTERM indicating exit request
INFO waiting for apache2, cron, mysqld to die
WARN stopped: cron (terminated by SIGTERM)
INFO stopped: apache2 (exit status 0)
INFO stopped: mysqld (exit status 0)
`);
  expect(await lastSaid(machine, 'docker run --rm vmvscontainer/wordpress-box supervisord')).toEqual({
    stdout: '',
    stderr: '',
    exitCode: 0,
  });
  expect(await lastSaid(machine, 'docker run --rm vmvscontainer/wordpress-box supervisorctl status')).toEqual(
    {
      stdout: 'unix:///var/run/supervisor.sock no such file\n',
      stderr: '',
      exitCode: 4,
    },
  );
});

test('a program that dies at once is given up after three retries', async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  const program =
    '[supervisord]\\n[unix_http_server]\\nfile=/var/run/supervisor.sock\\n[program:bad]\\ncommand=/bin/false\\n';
  await lastSaid(
    machine,
    `printf '${program}' > s.conf`,
    'docker run -d -q --name bad -v $PWD/s.conf:/s.conf vmvscontainer/wordpress-box supervisord -n -c /s.conf',
    'sleep 12',
  );
  expect((await lastSaid(machine, 'docker exec bad supervisorctl status')).stdout).toBe(
    'bad                              FATAL     Exited too quickly (process log may have details)\n',
  );
});

test('commands are split as a shell would', () => {
  expect(shellWords(`/bin/sh -c 'echo "a b"; exec sleep 9' x"y z"`)).toEqual([
    '/bin/sh',
    '-c',
    'echo "a b"; exec sleep 9',
    'xy z',
  ]);
});

test('WordPress answers from its database, alone and with a database beside it', async () => {
  const machine = await boxed();
  const head = (port: number) =>
    lastSaid(machine, `curl -si localhost:${port}/ | grep -E 'HTTP|Location' | tr -d '\\r'`);
  expect((await head(8080)).stdout).toBe(
    'HTTP/1.1 302 Found\nLocation: http://localhost:8080/wp-admin/install.php\n',
  );
  await lastSaid(machine, "curl -s -d 'weblog_title=My+Blog' 'localhost:8080/wp-admin/install.php?step=2'");
  expect((await lastSaid(machine, 'curl -s localhost:8080/ | grep title')).stdout).toBe(
    '\t<title>My Blog</title>\n',
  );
  await lastSaid(machine, 'docker exec box supervisorctl stop mysqld');
  expect((await lastSaid(machine, 'curl -s localhost:8080/ | grep h1')).stdout).toBe(
    '\t<div class="wp-die-message"><h1>Error establishing a database connection</h1></div>\n',
  );
  await lastSaid(
    machine,
    'docker network create net',
    'docker run -q -d --name wp --network net -p 8081:80 -e WORDPRESS_DB_HOST=db -e WORDPRESS_DB_USER=root -e WORDPRESS_DB_PASSWORD=x wordpress',
    'sleep 2',
  );
  expect((await head(8081)).stdout).toBe('HTTP/1.1 500 Internal Server Error\n');
  await lastSaid(
    machine,
    'docker run -q -d --name db --network net -e MYSQL_ROOT_PASSWORD=x -e MYSQL_DATABASE=wordpress mysql:8',
    'sleep 12',
  );
  expect((await head(8081)).stdout).toBe(
    'HTTP/1.1 302 Found\nLocation: http://localhost:8081/wp-admin/install.php\n',
  );
});
