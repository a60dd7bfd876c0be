/** The options before the command (docker/cli `flags/options.go`, `command/cli.go`): what each must be, and its refusals. */
import type { Sys } from '../kernel/sys.ts';
import { flagsOf } from './flag-table.ts';
import { FlagError, type Flags, parseLine } from './flags.ts';
import { contextNotFound } from './verbs/context.ts';

export type TopLevel =
  | {
      readonly ok: true;
      readonly host: string | null;
      readonly version: boolean;
      readonly words: readonly string[];
    }
  | { readonly ok: false; readonly message: string; readonly exitCode: number };

const USAGE = 'Usage:  docker [OPTIONS] COMMAND [ARG...]';
const LEVELS = ['panic', 'fatal', 'error', 'warn', 'warning', 'info', 'debug', 'trace'];

const refusal = (message: string, exitCode: number): TopLevel => ({ ok: false, message, exitCode });

export function topLevel(sys: Sys, words: readonly string[]): TopLevel {
  try {
    const { flags, args } = parseLine(words, flagsOf(''), false);
    if (flags.on('help')) return { ok: true, host: null, version: false, words: ['help'] };
    const problem = problemOf(sys, flags);
    if (problem !== null) return refusal(problem, 1);
    return { ok: true, host: hostOf(hostWord(sys, flags)), version: flags.on('version'), words: args };
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    return refusal(`${error.message}\n\n${USAGE}\n\nRun 'docker --help' for more information`, 125);
  }
}

function problemOf(sys: Sys, flags: Flags): string | null {
  const level = flags.text('log-level');
  if (level !== null && !LEVELS.includes(level.toLowerCase()))
    return `Unable to parse logging level: ${level}`;
  const context = flags.text('context');
  if (context !== null && flags.has('host'))
    return 'conflicting options: cannot specify both --host and --context';
  if (context !== null && context !== 'default' && context !== '')
    return `Failed to initialize: unable to resolve docker endpoint: ${contextNotFound(sys, context)}`;
  const host = hostWord(sys, flags) ?? '';
  if (host.includes('://') && !SCHEMES.test(host))
    return `Failed to initialize: unable to resolve docker endpoint: invalid bind address format: ${host}`;
  if (!flags.on('tls') && !flags.on('tlsverify')) return null;
  const certificate = flags.text('tlscacert') ?? `${sys.env.get('HOME') ?? ''}/.docker/ca.pem`;
  return `Failed to initialize: unable to resolve docker endpoint: open ${certificate}: no such file or directory`;
}

const SCHEMES = /^(unix|tcp|ssh|fd|npipe):\/\//;

const hostWord = (sys: Sys, flags: Flags): string | null =>
  flags.text('host') ?? sys.env.get('DOCKER_HOST') ?? null;

/** A host without a scheme is one for TCP, on docker's own port; null is the default. */
function hostOf(word: string | null): string | null {
  if (word === null || word === '' || word === 'unix://') return null;
  if (word.startsWith('unix://')) return word;
  const [scheme, rest] = word.includes('://') ? (word.split('://') as [string, string]) : ['tcp', word];
  if (scheme !== 'tcp') return word;
  const address = rest === '' ? 'localhost' : rest;
  return `tcp://${/:\d+$/.test(address) ? address : `${address}:2375`}`;
}
