/** mysqladmin(1): ping, status, version, shutdown, create, drop. Invariant: ping says 0 also to whom the server refuses, for it lives. */
import type { Program, ProgramMain, Sys, Task } from '../../../kernel/sys.ts';
import { err, out } from '../../lib/io.ts';
import { readSecret } from '../client/secret.ts';
import type { Conversation } from '../wire/client.ts';
import { decode, type ErrorReply, encode, type Reply, type Request } from '../wire/messages.ts';
import { insecurePassword } from './client.ts';
import { type ClientOptions, OptionFailure, readClientOptions } from './client-options.ts';
import { connect, lostError } from './connect.ts';
import { mysqlVersion } from './server.ts';

const NAME = 'mysqladmin';
const REAL = [
  'debug',
  'extended-status',
  'flush-hosts',
  'flush-logs',
  'kill',
  'password',
  'processlist',
  'refresh',
  'reload',
  'variables',
  'start-replica',
  'stop-replica',
];

export const mysqladmin: ProgramMain = function* mysqladminMain(sys, argv) {
  let options: ClientOptions;
  try {
    options = readClientOptions(sys, NAME, argv.slice(1));
  } catch (error) {
    if (!(error instanceof OptionFailure)) throw error;
    yield* err(sys, `${error.message}\n`);
    return 1;
  }
  const commands = options.operands;
  if (options.switches.has('version')) {
    yield* out(
      sys,
      `${NAME}  Ver ${mysqlVersion(sys)} for Linux on ${sys.uname().machine} (MySQL Community Server - GPL)\n`,
    );
    return 0;
  }
  if (options.onCommandLine) yield* err(sys, insecurePassword(NAME));
  const password = options.ask ? yield* readSecret(sys, 'Enter password: ') : options.password;
  const connected = yield* connect(sys, options, password);
  if (connected.kind === 'out') return yield* unconnected(sys, options, connected.error);
  try {
    return yield* runCommands(sys, commands, connected.conversation);
  } finally {
    connected.conversation.close();
  }
};

function* unconnected(sys: Sys, options: ClientOptions, error: ErrorReply): Program {
  const host = options.host ?? 'localhost';
  yield* err(sys, `${NAME}: connect to server at '${host}' failed\nerror: '${error.words}'\n`);
  if (error.number === 2002)
    yield* err(sys, `Check that mysqld is running and that the socket: '${options.socket}' exists!\n`);
  if (error.number === 2003)
    yield* err(
      sys,
      `Check that mysqld is running on ${host} and that the port is ${options.port}.\nYou can check this by doing 'telnet ${host} ${options.port}'\n`,
    );
  const lives = error.number < 2000 && options.operands.every((command) => command === 'ping');
  return lives ? 0 : 1;
}

function* runCommands(sys: Sys, commands: readonly string[], conversation: Conversation): Program {
  for (let at = 0; at < commands.length; at += 1) {
    const command = commands[at] ?? '';
    const named = command === 'create' || command === 'drop';
    if (named) at += 1;
    const code = yield* runCommand(sys, command, commands[at] ?? '', conversation);
    if (code !== 0) return code;
  }
  return 0;
}

function* runCommand(sys: Sys, command: string, name: string, conversation: Conversation): Program {
  switch (command) {
    case 'ping':
      yield* ask(conversation, { op: 'ping' });
      yield* out(sys, 'mysqld is alive\n');
      return 0;
    case 'status':
    case 'version': {
      const reply = yield* ask(conversation, { op: 'status' });
      yield* out(sys, statusLine(reply.kind === 'text' ? reply.text : '{}'));
      return 0;
    }
    case 'shutdown':
      yield* ask(conversation, { op: 'shutdown' });
      return 0;
    case 'create':
    case 'drop': {
      const verb = command === 'create' ? 'CREATE' : 'DROP';
      const reply = yield* ask(conversation, { op: 'query', sql: `${verb} DATABASE \`${name}\`` });
      if (reply.kind !== 'error') return 0;
      yield* err(sys, `${NAME}: ${verb} DATABASE failed; error: '${reply.words}'\n`);
      return 1;
    }
    default: {
      const real = REAL.includes(command);
      const words = real
        ? `the command '${command}' is real, but this simulator does not model it`
        : `Unknown command: '${command}'`;
      yield* err(sys, `${NAME}: ${words}\n`);
      return 1;
    }
  }
}

function* ask(conversation: Conversation, request: Request): Task<Reply> {
  const answer = yield* conversation.ask(encode(request));
  return answer === null ? lostError(2013) : decode<Reply>(answer);
}

function statusLine(json: string): string {
  const status = JSON.parse(json) as Readonly<Record<string, number>>;
  const { Uptime = 0, Threads_connected = 0, Questions = 0 } = status;
  const average = (Uptime === 0 ? 0 : Questions / Uptime).toFixed(3);
  return `Uptime: ${Uptime}  Threads: ${Threads_connected + 1}  Questions: ${Questions}  Slow queries: 0  Opens: 119  Flush tables: 3  Open tables: 38  Queries per second avg: ${average}\n`;
}
