/** supervisorctl(1) 4.2.5: asks supervisord over its socket, from the command line or at its own prompt. Left out: fg, reload, add, remove, maintail. */
import { type Program, type ProgramMain, STDIN, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { Lines, out, readText } from '../../lib/io.ts';
import type { Answer, Asked, Outcome, ProcessInfo, SupervisorService } from './service.ts';
import { SUPERVISOR_VERSION } from './supervisord.ts';

const SOCKET = '/var/run/supervisor.sock';
const HELP = `
default commands (type help <topic>):
=====================================
add    exit      open  reload  restart   start   tail   
avail  fg        pid   remove  shutdown  status  update 
clear  maintail  quit  reread  signal    stop    version

`;
const REAL = ['add', 'clear', 'fg', 'maintail', 'open', 'reload', 'remove'];

class Unreachable extends Error {}

export const supervisorctl: ProgramMain = function* supervisorctlMain(sys, argv) {
  sys.setArgv(['/usr/bin/python3', '/usr/bin/supervisorctl', ...argv.slice(1)]);
  const words = argv.slice(1);
  while (words[0]?.startsWith('-') === true) words.splice(0, words[0] === '-c' || words[0] === '-s' ? 2 : 1);
  if (words.length > 0) return yield* safely(sys, words);
  yield* safely(sys, ['status']);
  const lines = new Lines(sys, STDIN);
  for (;;) {
    yield* out(sys, 'supervisor> ');
    const line = yield* lines.next();
    const [word = '', ...rest] = (line ?? 'exit').trim().split(/\s+/);
    if (word === 'exit' || word === 'quit') break;
    if (word !== '') yield* safely(sys, [word, ...rest]);
  }
  yield* out(sys, '\n');
  return 0;
};

function* safely(sys: Sys, words: readonly string[]): Program {
  try {
    return yield* command(sys, words);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    yield* out(sys, `${error.message}\n`);
    return 4;
  }
}

function* command(sys: Sys, [verb = '', ...names]: readonly string[]): Program {
  switch (verb) {
    case 'status':
      return yield* status(sys, names);
    case 'start':
    case 'stop':
    case 'restart':
    case 'signal':
      return yield* act(sys, verb, names);
    case 'tail':
      return yield* tail(sys, names);
    case 'pid':
      return yield* pid(sys, names);
    case 'avail':
      return yield* avail(sys);
    case 'version':
      yield* ask(sys, { op: 'info', names: [] });
      yield* out(sys, `${SUPERVISOR_VERSION}\n`);
      return 0;
    case 'help':
      yield* out(sys, HELP);
      return 0;
    case 'update':
      yield* ask(sys, { op: 'info', names: [] });
      return 0;
    case 'reread':
      yield* ask(sys, { op: 'info', names: [] });
      yield* out(sys, 'No config updates to processes\n');
      return 0;
    case 'shutdown':
      yield* ask(sys, { op: 'shutdown', names: [] });
      yield* out(sys, 'Shut down\n');
      return 0;
    default:
      yield* out(
        sys,
        REAL.includes(verb)
          ? `${verb}: this command is real, but this simulator does not model it\n`
          : `*** Unknown syntax: ${[verb, ...names].join(' ')}\n`,
      );
      return 1;
  }
}

function* ask(sys: Sys, asked: Asked): Task<Answer> {
  let service: SupervisorService;
  try {
    service = sys.connectUnix(SOCKET) as SupervisorService;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const why =
      error.errno === 'ENOENT'
        ? 'no such file'
        : error.errno === 'EACCES'
          ? 'permission denied'
          : 'refused connection';
    throw new Unreachable(`unix://${SOCKET} ${why}`);
  }
  const replies = service.ask(sys, asked);
  const answer = yield* replies.take();
  replies.close();
  return answer;
}

const line = ({ name, state, description }: ProcessInfo): string =>
  `${name.padEnd(32)} ${state.padEnd(9)} ${description}\n`;

function* status(sys: Sys, names: readonly string[]): Program {
  const { infos } = yield* ask(sys, { op: 'info', names: [] });
  const all = names.length === 0 || names.includes('all');
  const shown = all
    ? [...infos].sort((a, b) => (a.name < b.name ? -1 : 1))
    : names.flatMap((name) => infos.find((one) => one.name === name) ?? []);
  const missing = all ? [] : names.filter((name) => !infos.some((one) => one.name === name));
  yield* out(
    sys,
    shown.map(line).join('') + missing.map((name) => `${name}: ERROR (no such process)\n`).join(''),
  );
  if (missing.length > 0) return 4;
  return shown.every(({ state }) => state === 'RUNNING') ? 0 : 3;
}

const FAULTS: Readonly<Record<NonNullable<Outcome['fault']>, string>> = {
  BAD_NAME: 'no such process',
  ALREADY_STARTED: 'already started',
  NOT_RUNNING: 'not running',
  SPAWN_ERROR: 'spawn error',
  NO_FILE: 'no such file',
  BAD_SIGNAL: 'bad signal name',
};
const DONE = { start: 'started', stop: 'stopped', signal: 'signalled' } as const;

function* act(sys: Sys, verb: 'start' | 'stop' | 'restart' | 'signal', given: readonly string[]): Program {
  const [signal, ...rest] = given;
  const names = verb === 'signal' ? rest : given;
  if (names.length === 0) {
    const title = `${verb[0]?.toUpperCase()}${verb.slice(1)}`;
    yield* out(sys, `Error: ${verb} requires a process name\n${verb} <name>\t\t${title} a process\n`);
    return 1;
  }
  let code = 0;
  for (const op of verb === 'restart' ? (['stop', 'start'] as const) : [verb]) {
    const { outcomes } = yield* ask(sys, { op, names, ...(op === 'signal' ? { signal: signal ?? '' } : {}) });
    for (const outcome of outcomes) {
      if (verb === 'restart' && outcome.fault === 'NOT_RUNNING') continue;
      yield* out(sys, outcomeLine(op, outcome));
      code = CODES[outcome.fault ?? 'NONE'] ?? code;
    }
  }
  return code;
}

const CODES: Readonly<Record<string, number>> = { BAD_NAME: 1, SPAWN_ERROR: 7 };

const outcomeLine = (op: keyof typeof DONE, { name, fault }: Outcome): string =>
  fault === null ? `${name}: ${DONE[op]}\n` : `${name}: ERROR (${FAULTS[fault]})\n`;

const TAIL_BYTES = 1600;

function* tail(sys: Sys, words: readonly string[]): Program {
  const names = words.filter((word) => !word.startsWith('-'));
  const [name] = names;
  if (name === undefined) {
    yield* out(sys, 'Error: tail requires process name\n');
    return 1;
  }
  if (words.includes('-f')) {
    yield* out(sys, 'tail -f: this is real, but this simulator does not model it\n');
    return 1;
  }
  const { infos } = yield* ask(sys, { op: 'info', names: [] });
  const info = infos.find((one) => one.name === name);
  if (info === undefined) {
    yield* out(sys, `${name}: ERROR (no such process name)\n`);
    return 1;
  }
  if (info.log === null || !info.log.endsWith('.log') || !sys.access(info.log, 'read')) {
    yield* out(sys, `${name}: ERROR (no log file)\n`);
    return 1;
  }
  const text = yield* readText(sys, info.log);
  yield* out(sys, `${text.slice(-TAIL_BYTES)}\n`);
  return 0;
}

function* pid(sys: Sys, [name]: readonly string[]): Program {
  const answer = yield* ask(sys, { op: 'pid', names: [] });
  if (name === undefined) {
    yield* out(sys, `${answer.pid}\n`);
    return 0;
  }
  const info = answer.infos.find((one) => one.name === name);
  yield* out(sys, info === undefined ? `No such process ${name}\n` : `${info.pid}\n`);
  return info === undefined ? 1 : 0;
}

function* avail(sys: Sys): Program {
  const { infos } = yield* ask(sys, { op: 'info', names: [] });
  const lines = [...infos].sort((a, b) => (a.name < b.name ? -1 : 1));
  yield* out(
    sys,
    lines
      .map(
        ({ name, autostart, priority }) =>
          `${name.padEnd(32)} in use    ${autostart ? 'auto  ' : 'manual'}    ${priority}:${priority}\n`,
      )
      .join(''),
  );
  return 0;
}
