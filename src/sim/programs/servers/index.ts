/** Programs of the registry's images, by the name their files carry. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { mysqladmin } from '../databases/mysql/admin.ts';
import { mysql } from '../databases/mysql/client.ts';
import { mysqlEntrypoint } from '../databases/mysql/entrypoint.ts';
import { mysqld } from '../databases/mysql/server.ts';
import { psql } from '../databases/postgres/psql.ts';
import { postgres } from '../databases/postgres/server.ts';
import { apk } from '../packages/apk.ts';
import { apt } from '../packages/apt.ts';
import { dpkg } from '../packages/dpkg.ts';
import { python } from '../python/python.ts';
import { apache2, httpd } from './apache/apache.ts';
import { cron } from './cron/cron.ts';
import { crontab } from './cron/crontab.ts';
import { nginxEntrypoint, nodeEntrypoint, postgresEntrypoint, redisEntrypoint } from './entrypoints.ts';
import { helloWorld } from './hello-world.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { notModelled } from './not-modelled.ts';
import { redisCli } from './redis-cli.ts';
import { redisServer } from './redis-server.ts';
import { supervisorctl } from './supervisor/supervisorctl.ts';
import { supervisord } from './supervisor/supervisord.ts';
import { wordPressEntrypoint } from './wordpress/entrypoint.ts';

export const SERVER_PROGRAMS: ReadonlyMap<string, ProgramMain> = new Map<string, ProgramMain>([
  ['hello-world', helloWorld],
  ['apache2', apache2],
  ['apk', apk],
  ['apt', apt],
  ['cron', cron],
  ['dpkg', dpkg],
  ['crontab', crontab],
  ['httpd', httpd],
  ['mysql-entrypoint', mysqlEntrypoint],
  ['mysql', mysql],
  ['mysqladmin', mysqladmin],
  ['mysqld', mysqld],
  ['nginx', nginx],
  ['nginx-entrypoint', nginxEntrypoint],
  ['node-entrypoint', nodeEntrypoint],
  ['not-modelled', notModelled],
  ['postgres', postgres],
  ['postgres-entrypoint', postgresEntrypoint],
  ['psql', psql],
  ['node', node],
  ['python2.7', python('2.7.18')],
  ['python3', python('3.11.2')],
  ['python3.11', python('3.11.14')],
  ['python3.12', python('3.12.12')],
  ['python3.13', python('3.13.11')],
  ['python3.14', python('3.14.1')],
  ['redis-entrypoint', redisEntrypoint],
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
  ['supervisorctl', supervisorctl],
  ['supervisord', supervisord],
  ['wordpress-entrypoint', wordPressEntrypoint],
]);
