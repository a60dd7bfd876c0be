/**
 * Models `:`, true, false, exit, return, break, continue, shift, eval, exec, `.` and source (POSIX XCU 2.14).
 * Invariant: numbers are taken modulo 256 as exit statuses. Left out: `exec -a`, which refuses.
 */
import { SysError, type Task } from '../../kernel/sys.ts';
import { FatalShellError, FunctionReturn, LoopJump, ShellExit } from '../control.ts';
import { done } from '../exec/done.ts';
import { becomeProgram } from '../exec/external.ts';
import { lookUp } from '../exec/lookup.ts';
import { RedirectionError, redirect } from '../exec/redirect.ts';
import { runText } from '../exec/run-text.ts';
import { refusesToLeave } from '../exec/stopped.ts';
import { readWholeFile } from '../script-file.ts';
import type { Shell } from '../shell.ts';
import { specialFailure } from './failure.ts';
import type { Builtin } from './registry.ts';

/** The number operand of exit, return, break; null after an error that was reported. */
function* operand(shell: Shell, argv: readonly string[], fallback: number): Task<number | null> {
  const [name = '', text] = argv;
  if (text === undefined) return fallback;
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  if (shell.dialect.kind === 'bash') yield* shell.complainIn(name, `${text}: numeric argument required`);
  else yield* shell.complainIn(name, `Illegal number: ${text}`);
  return null;
}

function* exit(shell: Shell, argv: readonly string[]): Task<number> {
  if (shell.interactive && shell.dialect.kind === 'bash') yield* shell.err('exit\n');
  const status = yield* operand(shell, argv, shell.statusBeforeTrap ?? shell.status);
  if (yield* refusesToLeave(shell)) return 1;
  throw new ShellExit((status ?? 2) & 255);
}

function* doReturn(shell: Shell, argv: readonly string[]): Task<number> {
  if (shell.functionDepth === 0 && shell.sourceDepth === 0) {
    if (shell.dialect.kind !== 'bash')
      throw new ShellExit(((yield* operand(shell, argv, shell.status)) ?? 2) & 255);
    yield* shell.complainIn('return', "can only `return' from a function or sourced script");
    return 2;
  }
  const status = (yield* operand(shell, argv, shell.status)) ?? 2;
  // dash keeps the number as it is until a process ends with it.
  throw new FunctionReturn(shell.dialect.kind === 'dash' ? status : status & 255);
}

const jump = (kind: 'break' | 'continue') =>
  function* (shell: Shell, argv: readonly string[]): Task<number> {
    if (shell.loopDepth === 0) {
      if (shell.dialect.kind === 'bash')
        yield* shell.complainIn(kind, "only meaningful in a `for', `while', or `until' loop");
      return 0;
    }
    const levels = yield* operand(shell, argv, 1);
    if (levels === null) return 128;
    throw new LoopJump(kind, Math.min(levels, shell.loopDepth));
  };

function* shift(shell: Shell, argv: readonly string[]): Task<number> {
  const count = yield* operand(shell, argv, 1);
  if (count === null) return 1;
  if (count > shell.parameters.length || count < 0) {
    if (shell.dialect.kind === 'dash')
      return yield* specialFailure(shell, 'shift', "can't shift that many", 1);
    return 1;
  }
  shell.parameters = shell.parameters.slice(count);
  return 0;
}

function* doEval(shell: Shell, argv: readonly string[]): Task<number> {
  const text = argv.slice(argv[1] === '--' ? 2 : 1).join(' ');
  if (text.trim() === '') return 0;
  return yield* runText(shell, text, { label: 'eval' });
}

function* source(shell: Shell, argv: readonly string[]): Task<number> {
  const [name = '.', file, ...rest] = argv;
  if (file === undefined) {
    if (shell.dialect.kind !== 'bash') return 0;
    yield* shell.complainIn(name, 'filename argument required');
    yield* shell.err(`${name}: usage: ${name} [-p path] filename [arguments]\n`);
    return 2;
  }
  const text = yield* sourcedText(shell, name, file);
  if (text === null) return 1;
  const { parameters, loopDepth } = shell;
  if (rest.length > 0) shell.parameters = rest;
  shell.sourceDepth++;
  try {
    return yield* runText(shell, text, { firstLine: 1 });
  } catch (error) {
    if (error instanceof FunctionReturn) return error.status;
    throw error;
  } finally {
    shell.sourceDepth--;
    shell.loopDepth = loopDepth;
    if (rest.length > 0) shell.parameters = parameters;
  }
}

function* sourcedText(shell: Shell, name: string, file: string): Task<string | null> {
  const found = file.includes('/') ? null : lookUp(shell.sys, file, shell.variables.get('PATH') ?? '');
  const bashPath = found === null || found.kind === 'missing' ? file : found.path;
  if (shell.dialect.kind !== 'bash' && found?.kind === 'missing') {
    yield* specialFailure(shell, name, `${file}: not found`, 1);
    return null;
  }
  try {
    return yield* readWholeFile(shell.sys, bashPath);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const words = shell.dialect.cannotOpen(file, error.errno);
    if (shell.dialect.kind === 'bash')
      yield* shell.complain(error.errno === 'EISDIR' ? `${name}: ${file}: is a directory` : words);
    else yield* specialFailure(shell, name, words, 1);
    return null;
  }
}

const doExec: Builtin['run'] = function* (shell, argv, redirections) {
  try {
    yield* redirect(shell, redirections);
  } catch (error) {
    if (!(error instanceof RedirectionError)) throw error;
    yield* shell.complain(error.message);
    if (!shell.interactive) throw new FatalShellError(shell.dialect.redirectionStatus);
    return 1;
  }
  const args = argv.slice(argv[1] === '--' ? 2 : 1);
  if (args.length === 0) return 0;
  const status = yield* becomeProgram(shell, args, shell.variables.environment(), { viaExec: true });
  if (!shell.interactive) throw new ShellExit(status);
  return status;
};

export const CONTROL_BUILTINS: Readonly<Record<string, Builtin>> = {
  ':': { run: () => done(0) },
  true: { run: () => done(0) },
  false: { run: () => done(1) },
  exit: { run: exit },
  return: { run: doReturn },
  break: { run: jump('break') },
  continue: { run: jump('continue') },
  shift: { run: shift },
  eval: { run: doEval },
  exec: { run: doExec },
  '.': { run: source },
  source: { run: source, only: ['bash', 'ash'] },
};
