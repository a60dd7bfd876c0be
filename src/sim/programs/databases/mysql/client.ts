/**
 * mysql(1): reads statements from -e, from standard input or from a person, and prints what comes back. Invariant: a table at a terminal, tabs
 * elsewhere; the first error ends a batch with 1. Left out: history and completion, pagers, source, system.
 */
import { type Program, type ProgramMain, STDIN, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { err, Lines, out } from '../../lib/io.ts';
import { baseName } from '../../lib/program.ts';
import { readSecret } from '../client/secret.ts';
import { type Cut, Splitter } from '../client/split.ts';
import type { Result } from '../sql/dialect.ts';
import type { Conversation } from '../wire/client.ts';
import { decode, type ErrorReply, encode, type Reply } from '../wire/messages.ts';
import { type ClientOptions, OptionFailure, readClientOptions } from './client-options.ts';
import { connect, errorLine, lostError } from './connect.ts';
import { HELP } from './help.ts';
import { afterText, batchText, tableText, verticalText } from './result-text.ts';
import { mysqlVersion } from './server.ts';

export const mysql: ProgramMain = function* mysqlMain(sys, argv) {
  const name = baseName(argv[0] ?? '');
  let options: ClientOptions;
  try {
    const read = readClientOptions(sys, name, argv.slice(1));
    options = { ...read, database: read.operands[0] ?? read.database };
  } catch (error) {
    if (!(error instanceof OptionFailure)) throw error;
    yield* err(sys, `${error.message}\n`);
    return 1;
  }
  if (options.switches.has('version')) {
    const { machine } = sys.uname();
    yield* out(
      sys,
      `${name}  Ver ${mysqlVersion(sys)} for Linux on ${machine} (MySQL Community Server - GPL)\n`,
    );
    return 0;
  }
  if (options.onCommandLine) yield* err(sys, insecurePassword(name));
  const password = options.ask ? yield* readSecret(sys, 'Enter password: ') : options.password;
  const connected = yield* connect(sys, options, password);
  if (connected.kind === 'out') {
    yield* err(sys, errorLine(connected.error, ''));
    return 1;
  }
  const client = new Client(sys, options, connected.conversation);
  try {
    if (options.execute !== null) return yield* client.batch(options.execute);
    if (!sys.isatty(STDIN)) return yield* client.fromInput();
    return yield* client.talk(connected.welcome);
  } finally {
    connected.conversation.close();
  }
};

export const insecurePassword = (name: string): string =>
  `${name}: [Warning] Using a password on the command line interface can be insecure.\n`;

class Client {
  readonly #sys: Sys;
  readonly #options: ClientOptions;
  readonly #conversation: Conversation;
  readonly #splitter = new Splitter('\'"`');
  readonly #tables: boolean;

  constructor(sys: Sys, options: ClientOptions, conversation: Conversation) {
    this.#sys = sys;
    this.#options = options;
    this.#conversation = conversation;
    const terminal = sys.isatty(STDIN) && sys.isatty(1);
    const { switches } = options;
    this.#tables = switches.has('table') || (terminal && !switches.has('batch') && !switches.has('silent'));
  }

  *batch(text: string): Program {
    return yield* this.#runAll([...this.#splitter.add(text), ...this.#splitter.rest()]);
  }

  *fromInput(): Program {
    const lines = new Lines(this.#sys, STDIN);
    for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
      const code = yield* this.#runAll(this.#splitter.add(line));
      if (code !== 0) return code;
    }
    return yield* this.#runAll(this.#splitter.rest());
  }

  *#runAll(cuts: readonly Cut[]): Program {
    for (const { sql, end, line } of cuts) {
      if (sql === '') continue;
      if (/^(exit|quit)$/i.test(sql)) return 0;
      const reply = yield* this.#ask(sql);
      if (reply.kind === 'error') {
        yield* err(this.#sys, errorLine(reply, ` at line ${line}`));
        if (!this.#options.switches.has('force')) return 1;
      } else if (reply.kind === 'result') yield* this.#print(reply.result, end);
    }
    return 0;
  }

  *#ask(sql: string): Task<Reply> {
    const answer = yield* this.#conversation.ask(encode({ op: 'query', sql }));
    return answer === null ? lostError(2013) : decode<Reply>(answer);
  }

  *#print(result: Result, end: string): Task<void> {
    if (result.kind !== 'rows') return;
    const { switches } = this.#options;
    const names = !switches.has('skip-column-names');
    if (end === '\\G' || switches.has('vertical')) yield* out(this.#sys, verticalText(result));
    else yield* out(this.#sys, this.#tables ? tableText(result, names) : batchText(result, names));
  }

  /** A person at a terminal. */
  *talk(welcome: Extract<Reply, { kind: 'welcome' }>): Program {
    const sys = this.#sys;
    sys.sigaction('INT', { kind: 'handle', handler: () => {} });
    yield* out(sys, banner(welcome));
    const lines = new Lines(sys, STDIN);
    for (;;) {
      yield* out(sys, this.#prompt());
      const line = yield* this.#typed(lines);
      if (line === null) {
        yield* out(sys, 'Bye\n');
        return 0;
      }
      if (line !== '' && (yield* this.#obey(line))) return 0;
    }
  }

  /** Null at the end of the input; '' after Ctrl-C. */
  *#typed(lines: Lines): Task<string | null> {
    try {
      return yield* lines.next();
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'EINTR') throw error;
      this.#splitter.clear();
      yield* out(this.#sys, '\n');
      return '';
    }
  }

  #prompt(): string {
    if (!this.#splitter.pending) return 'mysql> ';
    return this.#splitter.openQuote === '' ? '    -> ' : `    ${this.#splitter.openQuote}> `;
  }

  /** True when the person has taken leave. */
  *#obey(line: string): Task<boolean> {
    const sys = this.#sys;
    const word = line.trim().replace(/;$/, '');
    if (!this.#splitter.pending) {
      if (/^(exit|quit|\\q)$/i.test(word)) {
        yield* out(sys, 'Bye\n');
        return true;
      }
      if (/^(help|\?|\\h|\\\?)$/i.test(word)) yield* out(sys, HELP);
      else if (/^(use|\\u)\s+\S+$/i.test(word)) yield* this.#say(word.replace(/^\\u/, 'use'), ';');
      else if (/^(source|system|\\[.!sPTn]|status|edit|tee|pager)\b/i.test(word))
        yield* out(
          sys,
          `${word.split(' ')[0]}: this command is real, but this simulator does not model it\n`,
        );
      else return yield* this.#statements(line);
      return false;
    }
    if (/\\c\s*$/.test(word)) {
      this.#splitter.clear();
      return false;
    }
    return yield* this.#statements(line);
  }

  *#statements(line: string): Task<boolean> {
    for (const { sql, end } of this.#splitter.add(line)) {
      if (sql === '') yield* err(this.#sys, 'ERROR: \nNo query specified\n\n');
      else yield* this.#say(sql, end);
    }
    return false;
  }

  *#say(sql: string, end: string): Task<void> {
    const before = this.#sys.monotonicMs();
    const reply = yield* this.#ask(sql);
    if (reply.kind === 'error') {
      yield* this.#complain(reply);
      return;
    }
    if (reply.kind !== 'result') return;
    yield* this.#print(reply.result, end);
    const seconds = ((this.#sys.monotonicMs() - before) / 1000).toFixed(2);
    yield* out(this.#sys, afterText(reply.result, seconds));
  }

  *#complain(error: ErrorReply): Task<void> {
    yield* err(this.#sys, errorLine(error, ''));
  }
}

const banner = ({ connection, version, comment }: Extract<Reply, { kind: 'welcome' }>): string =>
  `Welcome to the MySQL monitor.  Commands end with ; or \\g.
Your MySQL connection id is ${connection}
Server version: ${version} ${comment}

Copyright (c) 2000, 2026, Oracle and/or its affiliates.

Oracle is a registered trademark of Oracle Corporation and/or its
affiliates. Other names may be trademarks of their respective
owners.

Type 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.

`;
