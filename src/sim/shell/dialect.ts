/**
 * Models what differs between the shells that are simulated: GNU bash 5.3, dash 0.5.12 and ash of busybox 1.38, all as
 * Debian builds them. Words and numbers were read off the real ones. Invariant: the interpreter asks here and never
 * compares names of shells itself, except for syntax only bash has. Left out: POSIX mode of bash.
 */
import type { Errno } from '../kernel/errno.ts';
import type { Shell } from './shell.ts';

export interface Dialect {
  readonly kind: 'bash' | 'dash' | 'ash';
  /** What bash says its version is; the others have none to tell. */
  readonly version?: string;
  /** In front of the shell's own errors. */
  prefix(shell: Shell): string;
  /** In front of a builtin's errors. */
  builtinPrefix(shell: Shell, builtin: string): string;
  readonly commandNotFound: (name: string) => string;
  /** Words after `path: ` for a program that could not be started. */
  readonly cannotExecute: (errno: Errno, isDirectory: boolean) => string;
  readonly cannotOpen: (path: string, errno: Errno) => string;
  readonly cannotCreate: (path: string, errno: Errno) => string;
  readonly redirectionStatus: number;
  readonly readonlyVariable: (name: string) => string;
  readonly unset: (name: string) => string;
  readonly badSubstitution: (text: string) => string;
  /** Status of an expansion error (`${x?}`, bad substitution), which ends a shell that is not interactive. */
  readonly expansionStatus: number;
  readonly unsetStatus: number;
  readonly divisionByZero: (expression: string, token: string) => string;
  readonly arithmeticSyntax: (expression: string, rest: string) => string;
  /** Errors of special builtins and of assignments to readonly variables end the shell (POSIX 2.8.1). */
  readonly specialBuiltinErrorsAreFatal: boolean;
  /** `echo` reads options -e and -E and escapes only with -e (bash, ash) or always (dash). */
  readonly echoAlwaysEscapes: boolean;
  readonly localInherits: boolean;
  readonly signalPrefix: string;
  /** 0 in ash for `-c`. */
  readonly firstLineOfCommandString: number;
  /** How the prompt is made when PS1 is not set. */
  readonly defaultPrompt: string;
}
