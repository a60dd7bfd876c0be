/** System variables and status counters of mysqld, as far as lessons and habit ask for them. Left out: setting them. */
import type { Value } from '../sql/values.ts';
import { DATA } from './data-directory.ts';
import type { MysqlServer } from './session.ts';

export function serverVariables(server: MysqlServer): Readonly<Record<string, Value>> {
  return {
    autocommit: 'ON',
    basedir: '/usr/',
    bind_address: '*',
    character_set_client: 'latin1',
    character_set_connection: 'latin1',
    character_set_database: 'utf8mb4',
    character_set_results: 'latin1',
    character_set_server: 'utf8mb4',
    character_set_system: 'utf8mb3',
    collation_connection: 'latin1_swedish_ci',
    collation_database: 'utf8mb4_0900_ai_ci',
    collation_server: 'utf8mb4_0900_ai_ci',
    datadir: `${DATA}/`,
    default_storage_engine: 'InnoDB',
    hostname: server.sys.uname().nodename,
    innodb_buffer_pool_size: 134_217_728,
    innodb_version: server.version,
    max_connections: 151,
    pid_file: '/var/run/mysqld/mysqld.pid',
    port: server.port,
    protocol_version: 10,
    server_id: 1,
    socket: '/var/run/mysqld/mysqld.sock',
    sql_mode:
      'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    time_zone: 'SYSTEM',
    tmpdir: '/tmp',
    version: server.version,
    version_comment: 'MySQL Community Server - GPL',
    version_compile_machine: server.sys.uname().machine,
    version_compile_os: 'Linux',
  };
}

/** `@@autocommit` is 1 where SHOW says ON. */
export function serverVariable(server: MysqlServer, name: string): Value | undefined {
  const value = serverVariables(server)[name];
  return value === 'ON' ? 1 : value === 'OFF' ? 0 : value;
}

export function serverStatus(server: MysqlServer): Readonly<Record<string, Value>> {
  const uptime = Math.floor((server.sys.monotonicMs() - server.startedMs) / 1000);
  return {
    Connections: server.nextConnection,
    Questions: server.questions,
    Queries: server.questions,
    Threads_connected: server.sessions.size,
    Threads_running: 2,
    Uptime: uptime,
  };
}
