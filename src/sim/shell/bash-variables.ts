/**
 * Models the variables a shell computes when asked (bash(1), Shell Variables; dash(1) LINENO; ash of busybox has RANDOM).
 * Invariant: an assignment to one of them makes it an ordinary variable. Left out: seeding RANDOM.
 */
import type { Shell } from './shell.ts';

export interface ComputedVariable {
  readonly value: (shell: Shell) => string;
  /** Also in dash and ash. */
  readonly everywhere?: boolean;
  readonly ash?: boolean;
}

export const BASH_VARIABLES: Readonly<Record<string, ComputedVariable>> = {
  LINENO: { value: (shell) => String(shell.line), everywhere: true },
  RANDOM: { value: (shell) => String(Math.floor(shell.sys.random() * 32768)), ash: true },
  SRANDOM: { value: (shell) => String(Math.floor(shell.sys.random() * 4294967296)) },
  SECONDS: { value: (shell) => String(Math.floor((shell.sys.monotonicMs() - shell.startedMs) / 1000)) },
  EPOCHSECONDS: { value: (shell) => String(Math.floor(shell.sys.realtimeMs() / 1000)), ash: true },
  EPOCHREALTIME: { value: (shell) => (shell.sys.realtimeMs() / 1000).toFixed(6), ash: true },
  BASHPID: { value: (shell) => String(shell.sys.getpid()) },
  PPID: { value: (shell) => String(shell.sys.getppid()), everywhere: true },
  UID: { value: (shell) => String(shell.sys.getuid()) },
  EUID: { value: (shell) => String(shell.sys.getuid()) },
  HOSTNAME: { value: (shell) => shell.sys.uname().nodename },
  HOSTTYPE: { value: (shell) => shell.sys.uname().machine },
  MACHTYPE: { value: (shell) => `${shell.sys.uname().machine}-pc-linux-gnu` },
  OSTYPE: { value: () => 'linux-gnu' },
  BASH: { value: () => '/bin/bash' },
  BASH_VERSION: { value: (shell) => shell.dialect.version ?? '' },
  BASH_SUBSHELL: { value: (shell) => (shell.isSubshell ? '1' : '0') },
  SHLVL: { value: (shell) => shell.variables.get('SHLVL') ?? '1' },
};
