/**
 * Models redirections (POSIX XCU 2.7, bash(1) REDIRECTION). Invariant: they are performed from left to right; those of builtins
 * and compound commands are undone afterwards, with the saved descriptors kept out of reach of children (close-on-exec,
 * from 10 up). Left out: `{fd}>file`.
 */
import type { HereDoc, HereString, Redirect, Redirection } from 'unbash';
import { type Fd, type OpenFlag, STDERR, STDOUT, SysError, type Task } from '../../kernel/sys.ts';
import { endSubstitutions } from '../expand/process-substitution.ts';
import { expandHereDocument, expandTarget, expandToString } from '../expand/word.ts';
import type { Shell } from '../shell.ts';

/** A redirection that could not be done. The words lack the shell's prefix. */
export class RedirectionError extends Error {}

/** What stood where a redirection went; null: nothing was open there. */
export type Saved = { readonly fd: Fd; readonly copy: Fd | null }[];

const FIRST_SAVED: Fd = 10;

/** Performs redirections for good: in a child, or for `exec >file`. */
export function* redirect(shell: Shell, redirections: readonly Redirection[]): Task<void> {
  for (const redirection of redirections) yield* one(shell, redirection, null);
}

/** Performs redirections and returns what undoes them. Undoes what it did when one fails. */
export function* redirectSaving(shell: Shell, redirections: readonly Redirection[]): Task<Saved> {
  const saved: Saved = [];
  try {
    for (const redirection of redirections) yield* one(shell, redirection, saved);
  } catch (error) {
    restore(shell, saved);
    throw error;
  }
  return saved;
}

export function restore(shell: Shell, saved: Saved): void {
  for (const { fd, copy } of [...saved].reverse()) {
    if (copy === null) {
      closeQuietly(shell, fd);
      continue;
    }
    shell.sys.dup2(copy, fd);
    shell.sys.close(copy);
  }
}

function closeQuietly(shell: Shell, fd: Fd): void {
  try {
    shell.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function save(shell: Shell, fd: Fd, saved: Saved | null): void {
  if (saved === null) return;
  try {
    const copy = shell.sys.dup(fd, FIRST_SAVED);
    shell.sys.setCloexec(copy, true);
    saved.push({ fd, copy });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    saved.push({ fd, copy: null });
  }
}

function* one(shell: Shell, redirection: Redirection, saved: Saved | null): Task<void> {
  if (redirection.descriptor?.type === 'FileDescriptorVariable')
    throw new RedirectionError('{variable} redirections are real, but this simulator does not model them');
  const descriptor = redirection.descriptor?.value;
  if (redirection.type === 'HereDoc' || redirection.type === 'HereString')
    return yield* hereText(shell, redirection, descriptor ?? 0, saved);
  const standard = redirection.operator.startsWith('<') ? 0 : STDOUT;
  const fd = descriptor ?? standard;
  if (redirection.operator === '>&' || redirection.operator === '<&')
    return yield* duplicate(shell, redirection, fd, saved);
  yield* fromOrToFile(shell, redirection, fd, saved);
}

function* fromOrToFile(shell: Shell, redirection: Redirect, fd: Fd, saved: Saved | null): Task<void> {
  const substituted = shell.substituted.length;
  try {
    const path = yield* target(shell, redirection);
    if (redirection.operator === '&>' || redirection.operator === '&>>')
      return yield* both(shell, redirection, path, saved);
    yield* openOnto(shell, path, flagsOf(shell, redirection), fd, saved);
  } finally {
    endSubstitutions(shell, substituted);
  }
}

function* target(shell: Shell, redirection: Redirect): Task<string> {
  if (redirection.target === undefined) throw new RedirectionError('missing redirection target');
  const fields = yield* expandTarget(shell, redirection.target);
  const [path] = fields;
  if (path === undefined || fields.length !== 1)
    throw new RedirectionError(`${redirection.target.text}: ambiguous redirect`);
  return path;
}

function flagsOf(shell: Shell, { operator }: Redirect): readonly OpenFlag[] {
  switch (operator) {
    case '<':
      return ['read'];
    case '<>':
      return ['read', 'write', 'create'];
    case '>>':
    case '&>>':
      return ['write', 'create', 'append'];
    default:
      return operator === '>' && shell.option('noclobber')
        ? ['write', 'create', 'excl']
        : ['write', 'create', 'trunc'];
  }
}

function* openOnto(
  shell: Shell,
  path: string,
  flags: readonly OpenFlag[],
  fd: Fd,
  saved: Saved | null,
): Task<void> {
  const opened = yield* openFile(shell, path, flags);
  save(shell, fd, saved);
  if (opened === fd) return;
  shell.sys.dup2(opened, fd);
  shell.sys.close(opened);
}

function* openFile(shell: Shell, path: string, flags: readonly OpenFlag[]): Task<Fd> {
  const special = /^\/dev\/(stdin|stdout|stderr|fd\/(\d+))$/.exec(path);
  if (special !== null) return shell.sys.dup(specialFd(special));
  try {
    return yield* shell.sys.open(path, flags, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.errno === 'EEXIST' && flags.includes('excl'))
      throw new RedirectionError(
        shell.dialect.kind === 'bash'
          ? `${path}: cannot overwrite existing file`
          : shell.dialect.cannotCreate(path, 'EEXIST'),
      );
    const words = flags.includes('write')
      ? shell.dialect.cannotCreate(path, error.errno)
      : shell.dialect.cannotOpen(path, error.errno);
    throw new RedirectionError(words);
  }
}

const specialFd = (match: RegExpExecArray): Fd =>
  match[1] === 'stdin'
    ? 0
    : match[1] === 'stdout'
      ? STDOUT
      : match[1] === 'stderr'
        ? STDERR
        : Number(match[2]);

function* both(shell: Shell, redirection: Redirect, path: string, saved: Saved | null): Task<void> {
  yield* openOnto(shell, path, flagsOf(shell, redirection), STDOUT, saved);
  save(shell, STDERR, saved);
  shell.sys.dup2(STDOUT, STDERR);
}

function* duplicate(shell: Shell, redirection: Redirect, fd: Fd, saved: Saved | null): Task<void> {
  const word = yield* target(shell, redirection);
  if (word === '-') {
    save(shell, fd, saved);
    return closeQuietly(shell, fd);
  }
  const from = /^(\d+)-?$/.exec(word)?.[1];
  if (from === undefined) {
    if (
      redirection.operator !== '>&' ||
      redirection.descriptor !== undefined ||
      shell.dialect.kind === 'dash'
    )
      throw new RedirectionError(
        shell.dialect.kind === 'bash' ? `${word}: ambiguous redirect` : `bad fd number`,
      );
    return yield* both(shell, redirection, word, saved);
  }
  save(shell, fd, saved);
  try {
    shell.sys.dup2(Number(from), fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new RedirectionError(badDescriptor(shell, from, fd));
  }
  if (word.endsWith('-')) closeQuietly(shell, Number(from));
}

const badDescriptor = (shell: Shell, fd: string, onto: Fd): string =>
  shell.dialect.kind === 'ash' ? `dup2(${fd},${onto}): Bad file descriptor` : `${fd}: Bad file descriptor`;

/** Here-documents come through a pipe, filled by a child where they are larger than the pipe. */
function* hereText(shell: Shell, here: HereDoc | HereString, fd: Fd, saved: Saved | null): Task<void> {
  const text = yield* hereBody(shell, here);
  const [read, write] = shell.sys.pipe();
  if (text.length < 4096) yield* shell.sys.write(write, text);
  else
    shell.sys.clone({}, function* (sys) {
      sys.close(read);
      yield* sys.write(write, text);
      return 0;
    });
  shell.sys.close(write);
  save(shell, fd, saved);
  if (read === fd) return;
  shell.sys.dup2(read, fd);
  shell.sys.close(read);
}

function* hereBody(shell: Shell, here: HereDoc | HereString): Task<string> {
  if (here.type === 'HereString')
    return here.target === undefined ? '\n' : `${yield* expandToString(shell, here.target, 'start')}\n`;
  const strip = (text: string): string => (here.operator === '<<-' ? text.replace(/^\t+/gm, '') : text);
  if (here.delimiter?.quoted === true || here.body.parts === undefined) return strip(here.body.text);
  return strip(yield* expandHereDocument(shell, here.body.parts));
}
