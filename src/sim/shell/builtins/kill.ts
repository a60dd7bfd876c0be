/** Models the builtin kill (POSIX XCU kill; bash(1), dash(1), busybox). Invariant: every operand is tried. Left out: `kill -L`. */

import { strerror } from '../../kernel/errno.ts';
import { parseSignal, SIGNALS, type Signal, signalByNumber } from '../../kernel/signals.ts';
import { SysError, type Task } from '../../kernel/sys.ts';
import { bashSignalList, busyboxSignalList, dashSignalList } from '../../programs/lib/signal-lists.ts';
import { FatalShellError } from '../control.ts';
import { continueJob } from '../exec/job.ts';
import type { Shell } from '../shell.ts';
import { collectEnded } from './job-builtins.ts';
import type { Builtin } from './registry.ts';

const BASH_USAGE =
  'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n';

type Asked = { readonly signal: Signal | 0; readonly rest: readonly string[] } | { readonly bad: string };

function readSignal(args: readonly string[]): Asked {
  const [first = '', second] = args;
  if (!/^-./.test(first) || first === '--')
    return { signal: 'TERM', rest: first === '--' ? args.slice(1) : args };
  const word = first === '-s' || first === '-n' ? (second ?? '') : first.slice(1);
  const rest = first === '-s' || first === '-n' ? args.slice(2) : args.slice(1);
  const plain = rest[0] === '--' ? rest.slice(1) : rest;
  if (word === '0' || word.toUpperCase() === 'EXIT') return { signal: 0, rest: plain };
  const signal = parseSignal(word);
  return signal === null ? { bad: word } : { signal, rest: plain };
}

function* kill(shell: Shell, argv: readonly string[]): Task<number> {
  const args = argv.slice(1);
  if (args[0] === '-l') return yield* list(shell, args.slice(1));
  if (args.length === 0) return yield* usage(shell);
  const asked = readSignal(args);
  if ('bad' in asked) return yield* badSignal(shell, asked.bad);
  if (asked.rest.length === 0) return yield* usage(shell);
  let status = 0;
  for (const word of asked.rest) status = Math.max(status, yield* send(shell, asked.signal, word));
  return status;
}

function* usage(shell: Shell): Task<number> {
  if (shell.dialect.kind === 'bash') yield* shell.err(BASH_USAGE);
  else if (shell.dialect.kind === 'ash') {
    yield* shell.err(`${shell.name}: you need to specify whom to kill\n`);
    return 1;
  } else
    yield* shell.complainIn(
      'kill',
      'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]',
    );
  return 2;
}

function* badSignal(shell: Shell, word: string): Task<number> {
  if (shell.dialect.kind === 'bash') yield* shell.complainIn('kill', `${word}: invalid signal specification`);
  else if (shell.dialect.kind === 'ash') yield* shell.err(`${shell.name}: bad signal name '${word}'\n`);
  else yield* shell.complainIn('kill', `Illegal option -${word[0] ?? ''}`);
  return shell.dialect.kind === 'dash' ? 2 : 1;
}

function target(shell: Shell, word: string): number | null {
  if (/^-?\d+$/.test(word)) return Number(word);
  if (!word.startsWith('%')) return null;
  const job = shell.jobs.bySpec(word);
  const [leader] = job?.pids ?? [];
  return leader === undefined ? null : shell.option('monitor') ? -leader : leader;
}

function* send(shell: Shell, signal: Signal | 0, word: string): Task<number> {
  // A shell hears at once that a child has ended, and then the PID is nobody's.
  if (shell.dialect.kind === 'bash') yield* collectEnded(shell);
  const job = word.startsWith('%') ? shell.jobs.bySpec(word) : undefined;
  // busybox leaves out the processes of a job that have ended.
  if (shell.dialect.kind === 'ash' && job?.pids.every((one) => job.ended.has(one))) return 0;
  const pid = target(shell, word);
  if (pid === null) {
    yield* badPid(shell, word);
    return shell.dialect.kind === 'dash' ? 2 : 1;
  }
  try {
    shell.sys.kill(pid, signal);
    shell.hasKilledJob ||= shell.interactive && signal !== 0;
    if (word.startsWith('%') && (signal === 'TERM' || signal === 'HUP')) wakeStopped(shell, word);
    yield* shell.sys.compute(0);
    return 0;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const words = strerror(error.errno);
    if (shell.dialect.kind === 'bash') yield* shell.complainIn('kill', `(${word}) - ${words}`);
    else if (shell.dialect.kind === 'ash')
      yield* shell.err(`${shell.name}: can't kill pid ${word}: ${words}\n`);
    else yield* shell.complainIn('kill', `${words}\n`);
    return 1;
  }
}

/** A stopped job could not take the signal. */
function wakeStopped(shell: Shell, word: string): void {
  const job = shell.jobs.bySpec(word);
  if (shell.dialect.kind === 'bash' && job !== undefined && job.stopped !== null) continueJob(shell, job);
}

function* badPid(shell: Shell, word: string): Task<void> {
  if (shell.dialect.kind === 'ash' && word.startsWith('%')) {
    yield* shell.complainIn('kill', `${word}: no such job`);
    throw new FatalShellError(2);
  }
  if (shell.dialect.kind === 'ash') yield* shell.err(`${shell.name}: invalid number '${word}'\n`);
  else if (shell.dialect.kind === 'dash')
    yield* shell.complainIn(
      'kill',
      word.startsWith('%') ? `No such job: ${word}` : `Illegal number: ${word}`,
    );
  else if (word.startsWith('%')) yield* shell.complainIn('kill', `${word}: no such job`);
  else yield* shell.complainIn('kill', `\`${word}': not a pid or valid job spec`);
}

function* list(shell: Shell, words: readonly string[]): Task<number> {
  if (words.length === 0) {
    const text = { bash: bashSignalList, dash: dashSignalList, ash: busyboxSignalList }[shell.dialect.kind];
    yield* shell.out(text());
    return 0;
  }
  for (const word of words) {
    const number = Number(word) > 128 ? Number(word) - 128 : Number(word);
    if (word === '0' && shell.dialect.kind === 'ash') {
      yield* shell.out('EXIT\n');
      continue;
    }
    const name = /^\d+$/.test(word) ? signalByNumber(number) : parseSignal(word);
    if (name === null) return yield* badSignal(shell, word);
    yield* shell.out(`${/^\d+$/.test(word) ? name : SIGNALS[name]}\n`);
  }
  return 0;
}

export const KILL_BUILTINS: Readonly<Record<string, Builtin>> = { kill: { run: kill } };
