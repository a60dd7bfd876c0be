/**
 * The builtins of each shell. Models bash(1) SHELL BUILTIN COMMANDS, dash(1) Builtins, busybox ash. Invariant: a builtin runs in
 * the shell's own process and returns its status. Left out: completion.
 */
import type { Redirection } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';
import { ALIAS_BUILTINS } from './alias.ts';
import { CONTROL_BUILTINS } from './control-builtins.ts';
import { DECLARATION_BUILTINS } from './declarations.ts';
import { DIRECTORY_BUILTINS } from './directory-stack.ts';
import { FIND_BUILTINS } from './find-command.ts';
import { GETOPTS_BUILTINS } from './getopts.ts';
import { HISTORY_BUILTINS } from './history.ts';
import { JOB_BUILTINS } from './job-builtins.ts';
import { KILL_BUILTINS } from './kill.ts';
import { LIMIT_BUILTINS } from './limits.ts';
import { MAPFILE_BUILTINS } from './mapfile.ts';
import { OUTPUT_BUILTINS } from './output.ts';
import { READ_BUILTINS } from './read.ts';
import { SET_BUILTINS } from './set.ts';
import { TEST_BUILTINS } from './test.ts';
import { TRAP_BUILTINS } from './trap.ts';
import { WHERE_BUILTINS } from './where.ts';

export interface Builtin {
  /** Shells that have it; all of them when not given. */
  readonly only?: readonly Shell['dialect']['kind'][];
  readonly run: (shell: Shell, argv: readonly string[], redirections: readonly Redirection[]) => Task<number>;
}

const SPECIAL = new Set([
  ':',
  '.',
  'break',
  'continue',
  'eval',
  'exec',
  'exit',
  'export',
  'readonly',
  'return',
  'set',
  'shift',
  'source',
  'times',
  'trap',
  'unset',
]);

/** POSIX special builtins: assignments before them stay, their errors end dash and ash. */
export const isSpecial = (name: string): boolean => SPECIAL.has(name);

const ALL: Readonly<Record<string, Builtin>> = {
  ...ALIAS_BUILTINS,
  ...CONTROL_BUILTINS,
  ...DECLARATION_BUILTINS,
  ...DIRECTORY_BUILTINS,
  ...FIND_BUILTINS,
  ...GETOPTS_BUILTINS,
  ...HISTORY_BUILTINS,
  ...JOB_BUILTINS,
  ...KILL_BUILTINS,
  ...LIMIT_BUILTINS,
  ...MAPFILE_BUILTINS,
  ...OUTPUT_BUILTINS,
  ...READ_BUILTINS,
  ...SET_BUILTINS,
  ...TEST_BUILTINS,
  ...TRAP_BUILTINS,
  ...WHERE_BUILTINS,
};

const of = (kind: Shell['dialect']['kind']): ReadonlyMap<string, Builtin> =>
  new Map(
    Object.entries(ALL).filter(([, builtin]) => builtin.only === undefined || builtin.only.includes(kind)),
  );

export const BUILTINS: ReadonlyMap<Shell['dialect']['kind'], ReadonlyMap<string, Builtin>> = new Map([
  ['bash', of('bash')],
  ['dash', of('dash')],
  ['ash', of('ash')],
]);
