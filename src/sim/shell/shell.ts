/**
 * Models the state of one shell process: variables, parameters, functions, options, jobs, traps (POSIX XCU 2.12
 * "Shell Execution Environment"). Invariant: a subshell is a copy of all of it in a process of its own; nothing is shared.
 * Left out: history.
 */
import type { BraceGroup, CompoundCommand, CompoundList, Redirected } from 'unbash';
import type { NamespacePid } from '../kernel/ids.ts';
import type { Signal } from '../kernel/signals.ts';
import {
  type Fd,
  type ProgramMain,
  STDERR,
  STDOUT,
  type Sys,
  type Task,
  type WaitStatus,
} from '../kernel/sys.ts';
import type { Dialect } from './dialect.ts';
import { Jobs } from './jobs.ts';
import type { Source } from './source.ts';
import { Variables } from './variables.ts';

export interface ShellFunction {
  readonly body: CompoundCommand | Redirected | CompoundList | BraceGroup;
  readonly source: Source;
}

export interface Remembered {
  readonly path: string;
  hits: number;
}

export type ShellOption =
  | 'allexport'
  | 'errexit'
  | 'ignoreeof'
  | 'monitor'
  | 'noclobber'
  | 'noexec'
  | 'noglob'
  | 'nounset'
  | 'pipefail'
  | 'verbose'
  | 'xtrace'
  | 'notify'
  | 'nullglob'
  | 'extglob'
  | 'dotglob'
  | 'globstar'
  | 'nocasematch';

export class Shell {
  /** Set anew in a subshell, once its process exists. */
  sys: Sys;
  readonly dialect: Dialect;
  /** $0 and the name in front of error messages. */
  name: string;
  /** ash: the applets of its own binary, which it can run in place. */
  applets: ReadonlyMap<string, ProgramMain> = new Map();
  variables = new Variables();
  parameters: readonly string[] = [];
  functions = new Map<string, ShellFunction>();
  aliases = new Map<string, string>();
  /** bash's `shopt -s expand_aliases`; somebody who types has it on anyway. */
  expandsAliases = false;
  options = new Set<ShellOption>();
  /** How it was started: the letters c, s, i of `$-`. */
  startLetters = '';
  interactive = false;
  /** Errors are worded as an interactive shell words them; its subshells do so too. */
  wordsInteractively = false;
  /** One of its jobs has been sent a signal in the present command: that it ended is told a prompt later. */
  hasKilledJob = false;
  /** It survives Ctrl-C: interactive shells and the host's session. A SIGINT without a trap ends the present line. */
  survivesInterrupt = false;
  jobs = new Jobs();
  /** Children that ended while another one was waited for, and are no jobs. */
  readonly endedEarly = new Map<NamespacePid, WaitStatus>();
  /** Action by condition; an empty action ignores the signal. */
  traps = new Map<Signal | 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN', string>();
  /** Signals that arrived and whose traps have not run yet. */
  pending: Signal[] = [];
  status = 0;
  /** The status before the trap action that runs now, which `exit` without a number gives (POSIX XCU 2.14); null outside of one. */
  statusBeforeTrap: number | null = null;
  pipeStatus: readonly number[] = [0];
  lastBackground: NamespacePid | null = null;
  /** `$$`: the PID of the shell that was started, also in its subshells. */
  readonly rootPid: NamespacePid;
  isSubshell = false;
  source: Source = { text: '', firstLine: 1 };
  /** Earlier lines, where the shell has a line editor. */
  history: { readonly lines: readonly string[] } | null = null;
  /** Whether the shell has refused to end because of stopped jobs: in the present command, or in the one before. */
  warnedOfStopped: 'no' | 'now' | 'before' = 'no';
  /** The line of the command being run. */
  line = 1;
  /** How many loops, functions and sourced files the present command stands in. */
  loopDepth = 0;
  functionDepth = 0;
  sourceDepth = 0;
  /** > 0 where a failing command does not count for `set -e`: conditions, `!`, left of && and ||. */
  conditionDepth = 0;
  /** Where getopts stands inside a cluster of options. */
  getoptsOffset = 1;
  /** This shell's ends of the process substitutions whose command still runs. */
  substituted: { readonly fd: Fd; readonly pid: NamespacePid }[] = [];
  /** Children of earlier process substitutions that may still run. */
  readonly substitutes = new Set<NamespacePid>();
  /** Status of the last command substitution of the present command, for `x=$(false)`. */
  substitutionStatus: number | null = null;
  /** bash's table of where commands were found, by name. */
  hashed = new Map<string, Remembered>();
  /** What pushd keeps below the present directory, the latest first. */
  directories: readonly string[] = [];
  /** Told which process group is in the foreground, and that the shell is again (null). */
  onForeground: ((group: NamespacePid | null) => void) | null = null;
  startedMs: number;

  constructor(sys: Sys, dialect: Dialect, name: string, rootPid: NamespacePid) {
    this.sys = sys;
    this.dialect = dialect;
    this.name = name;
    this.rootPid = rootPid;
    this.startedMs = sys.monotonicMs();
  }

  /** The state of a subshell as it is now; whoever starts its process gives it its own `sys`. */
  copy(): Shell {
    const child = new Shell(this.sys, this.dialect, this.name, this.rootPid);
    child.applets = this.applets;
    child.wordsInteractively = this.wordsInteractively;
    child.variables = this.variables.copy();
    child.parameters = this.parameters;
    child.functions = new Map(this.functions);
    child.aliases = new Map(this.aliases);
    child.expandsAliases = this.expandsAliases;
    child.hashed = new Map([...this.hashed].map(([name, place]) => [name, { ...place }]));
    child.options = new Set(this.options);
    child.options.delete('monitor');
    child.startLetters = this.startLetters;
    child.jobs = this.jobs.copyForSubshell();
    for (const [condition, action] of this.traps) if (action === '') child.traps.set(condition, action);
    child.status = this.status;
    if (this.dialect.kind !== 'bash') child.statusBeforeTrap = this.statusBeforeTrap;
    child.lastBackground = this.lastBackground;
    child.isSubshell = true;
    child.source = this.source;
    child.line = this.line;
    child.loopDepth = this.loopDepth;
    child.functionDepth = this.functionDepth;
    child.sourceDepth = this.sourceDepth;
    child.conditionDepth = this.conditionDepth;
    child.startedMs = this.startedMs;
    child.directories = this.directories;
    return child;
  }

  *out(text: string): Task<void> {
    if (text !== '') yield* this.sys.write(STDOUT, text);
  }

  *err(text: string): Task<void> {
    yield* this.sys.write(STDERR, text);
  }

  /** An error of the shell itself: `bash: line 1: nosuch: command not found`. */
  *complain(message: string): Task<void> {
    yield* this.err(`${this.dialect.prefix(this)}${message}\n`);
  }

  /** An error of a builtin: `sh: cd: line 0: can't cd to x`. */
  *complainIn(builtin: string, message: string): Task<void> {
    yield* this.err(`${this.dialect.builtinPrefix(this, builtin)}${message}\n`);
  }

  option(option: ShellOption): boolean {
    return this.options.has(option);
  }
}
