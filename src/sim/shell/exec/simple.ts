/**
 * Models simple commands (POSIX XCU 2.9.1): expansion, assignments, redirections, then function, builtin or program. Invariant:
 * assignments in front of a program are in its environment alone. Left out: aliases.
 */
import type { Assignment, Command, Redirection } from 'unbash';
import { type Errno, strerror } from '../../kernel/errno.ts';
import { SysError, type Task } from '../../kernel/sys.ts';
import { assign } from '../assign.ts';
import { BUILTINS, type Builtin, isSpecial } from '../builtins/registry.ts';
import { ExpansionError, FatalShellError } from '../control.ts';
import { endSubstitutions, reapSubstitutes } from '../expand/process-substitution.ts';
import { quoteForAshTrace, quoteForTrace } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { lineAt } from '../source.ts';
import type { Variable } from '../variables.ts';
import { argumentsOf } from './arguments.ts';
import { done } from './done.ts';
import { becomeProgram } from './external.ts';
import { callFunction } from './function.ts';
import { runForeground } from './job.ts';
import { remember } from './lookup.ts';
import { RedirectionError, redirect, redirectSaving, restore, type Saved } from './redirect.ts';
import type { Run } from './run.ts';

interface Prepared {
  readonly argv: readonly string[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  readonly text: string;
}

/** Runs a simple command and returns its status. */
export function* runSimple(shell: Shell, node: Command, run: Run): Task<number> {
  const substituted = shell.substituted.length;
  let status: number;
  try {
    status = yield* runWords(shell, node, run);
  } finally {
    endSubstitutions(shell, substituted);
  }
  if (shell.substitutes.size > 0) yield* reapSubstitutes(shell);
  return status;
}

function* runWords(shell: Shell, node: Command, run: Run): Task<number> {
  shell.line = lineAt(shell.source, node.pos);
  shell.substitutionStatus = null;
  const argv = yield* argumentsOf(shell, node);
  const assignments = node.prefix.filter((item): item is Assignment => item.type === 'Assignment');
  const text = shell.source.text.slice(node.pos, node.end);
  const prepared = { argv, assignments, redirections: node.redirects, text };
  const appending =
    shell.dialect.kind === 'bash' ? undefined : assignments.find((item) => item.append === true);
  if (appending !== undefined) return yield* notACommand(shell, appending.text);
  if (argv.length === 0) return yield* runNothing(shell, prepared);
  const [name = ''] = argv;
  const builtin = BUILTINS.get(shell.dialect.kind)?.get(name);
  const known = shell.functions.get(name);
  if (known !== undefined && !(builtin !== undefined && isSpecial(name) && shell.dialect.kind !== 'bash'))
    return yield* inShell(shell, prepared, () => callFunction(shell, known, argv));
  if (isPlainCommand(shell, argv))
    return yield* runExternal(shell, { ...prepared, argv: argv.slice(1) }, run);
  if (builtin !== undefined) return yield* runBuiltin(shell, prepared, builtin, name);
  return yield* runExternal(shell, prepared, run);
}

/** `command program`: ash and dash drop the word itself, so that the program is started as if it stood alone. */
function isPlainCommand(shell: Shell, argv: readonly string[]): boolean {
  const [word, name] = argv;
  if (word !== 'command' || name === undefined || name.startsWith('-')) return false;
  return shell.dialect.kind !== 'bash' && !BUILTINS.get(shell.dialect.kind)?.has(name);
}

/** `x+=1` is no assignment to dash and ash. */
function* notACommand(shell: Shell, word: string): Task<number> {
  yield* shell.complain(shell.dialect.commandNotFound(word));
  return 127;
}

function* runNothing(shell: Shell, { assignments, redirections }: Prepared): Task<number> {
  const traces: string[] = [];
  for (const assignment of assignments) {
    const { name, text } = yield* assign(shell, assignment);
    traces.push(`${name}=${text === '' ? '' : tracedBy(shell)(text)}`);
  }
  yield* traceAssignments(shell, traces);
  const status = shell.substitutionStatus ?? 0;
  if (redirections.length === 0) return status;
  return yield* withRedirections(shell, redirections, () => done(status));
}

const tracedBy = (shell: Shell): ((text: string) => string) =>
  shell.dialect.kind === 'ash' ? quoteForAshTrace : quoteForTrace;

function* traceAssignments(shell: Shell, traces: readonly string[]): Task<void> {
  if (!shell.option('xtrace') || traces.length === 0) return;
  const lines = shell.dialect.kind === 'bash' ? traces : [traces.join(' ')];
  for (const line of lines) yield* shell.err(`${shell.variables.get('PS4') ?? '+ '}${line}\n`);
}

function* trace(shell: Shell, argv: readonly string[], assignments: readonly string[]): Task<void> {
  if (!shell.option('xtrace')) return;
  const words = argv.map(tracedBy(shell));
  if (shell.dialect.kind === 'bash') yield* traceAssignments(shell, assignments);
  else words.unshift(...assignments);
  yield* shell.err(`${shell.variables.get('PS4') ?? '+ '}${words.join(' ')}\n`);
}

/** Runs something inside the shell's own process with redirections that are undone afterwards. */
export function* withRedirections(
  shell: Shell,
  redirections: readonly Redirection[],
  body: () => Task<number>,
  fatal = false,
): Task<number> {
  if (redirections.length === 0) return yield* body();
  let saved: Saved;
  try {
    saved = yield* redirectSaving(shell, redirections);
  } catch (error) {
    if (!(error instanceof RedirectionError)) throw error;
    yield* shell.complain(error.message);
    if (fatal && shell.dialect.specialBuiltinErrorsAreFatal)
      throw new FatalShellError(shell.dialect.redirectionStatus);
    return shell.dialect.redirectionStatus;
  }
  try {
    return yield* body();
  } finally {
    restore(shell, saved);
  }
}

function* runBuiltin(shell: Shell, prepared: Prepared, builtin: Builtin, name: string): Task<number> {
  yield* shell.sys.compute(0.01);
  if (name === 'exec') {
    yield* traceWith(shell, prepared);
    return yield* builtin.run(shell, prepared.argv, prepared.redirections);
  }
  const keep = isSpecial(name) && shell.dialect.kind !== 'bash';
  return yield* inShell(
    shell,
    prepared,
    () => guardedBuiltin(shell, builtin, prepared.argv),
    keep,
    isSpecial(name),
  );
}

const WRITE_ERRORS: ReadonlySet<string> = new Set<Errno>(['EPIPE', 'ENOSPC', 'EBADF', 'EIO', 'EFBIG']);

/** A broken pipe or a full disk is the builtin's error, not the shell's end. */
function* guardedBuiltin(shell: Shell, builtin: Builtin, argv: readonly string[]): Task<number> {
  try {
    return yield* builtin.run(shell, argv, []);
  } catch (error) {
    if (!(error instanceof SysError) || !WRITE_ERRORS.has(error.errno)) throw error;
    const words = `write error: ${strerror(error.errno)}`;
    if (shell.dialect.kind === 'ash') yield* shell.err(`${shell.name}: ${words}\n`);
    else yield* shell.complainIn(argv[0] ?? '', words);
    return 1;
  }
}

function* traceWith(shell: Shell, prepared: Prepared): Task<void> {
  if (!shell.option('xtrace')) return;
  yield* trace(
    shell,
    prepared.argv,
    prepared.assignments.map(
      (item) => `${item.name}=${item.value.type === 'Word' ? tracedBy(shell)(item.value.value) : '()'}`,
    ),
  );
}

/** Assignments hold while the function or builtin runs, unless `keep`. */
function* inShell(
  shell: Shell,
  prepared: Prepared,
  body: () => Task<number>,
  keep = false,
  special = false,
): Task<number> {
  yield* traceWith(shell, prepared);
  return yield* withRedirections(
    shell,
    prepared.redirections,
    function* () {
      const hidden = yield* assignTemporarily(shell, prepared.assignments);
      try {
        return yield* body();
      } finally {
        if (!keep) for (const [name, old] of hidden) putBack(shell, name, old);
      }
    },
    special,
  );
}

function* assignTemporarily(
  shell: Shell,
  assignments: readonly Assignment[],
): Task<Map<string, Variable | null>> {
  const hidden = new Map<string, Variable | null>();
  for (const assignment of assignments) {
    const old = shell.variables.find(assignment.name);
    if (!hidden.has(assignment.name)) hidden.set(assignment.name, old === undefined ? null : { ...old });
    yield* assign(shell, assignment);
    shell.variables.declare(assignment.name).exported = true;
  }
  return hidden;
}

function putBack(shell: Shell, name: string, old: Variable | null): void {
  if (old === null) shell.variables.unset(name);
  else Object.assign(shell.variables.declare(name), old);
}

function* runExternal(shell: Shell, prepared: Prepared, run: Run): Task<number> {
  if (run.tail) return yield* becomeExternal(shell, prepared);
  remember(shell, prepared.argv[0] ?? '');
  return yield* runForeground(shell, prepared.text, (child) => becomeExternal(child, prepared, true));
}

function* becomeExternal(
  shell: Shell,
  { argv, assignments, redirections }: Prepared,
  vforked = false,
): Task<number> {
  try {
    yield* redirect(shell, redirections);
    const traces: string[] = [];
    for (const assignment of assignments) {
      const { name, text } = yield* assign(shell, assignment);
      traces.push(`${name}=${tracedBy(shell)(text)}`);
      shell.variables.declare(name).exported = true;
    }
    yield* trace(shell, argv, traces);
  } catch (error) {
    if (error instanceof ExpansionError || error instanceof RedirectionError) {
      yield* shell.complain(error.message);
      return error instanceof RedirectionError ? shell.dialect.redirectionStatus : error.status;
    }
    throw error;
  }
  return yield* becomeProgram(shell, argv, shell.variables.environment(), { vforked });
}
