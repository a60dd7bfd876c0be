/**
 * Models how a shell begins: its options (bash(1) OPTIONS, dash(1), busybox), its variables, and which of `-c`, a script or standard
 * input it reads. Invariant: `$$` is the PID it begins with. Left out: profile and rc files, `--rcfile`.
 */
import { type ProgramMain, STDERR, STDIN, type Sys, SysError, type Task } from '../kernel/sys.ts';
import { OPTION_BY_LETTER } from './builtins/set.ts';
import type { Dialect } from './dialect.ts';
import { statusOf } from './exec/process.ts';
import { runText } from './exec/run-text.ts';
import { runFromInput } from './from-input.ts';
import { readWholeFile } from './script-file.ts';
import { Shell, type ShellOption } from './shell.ts';
import { protectInteractive, runExitTrap } from './traps.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Invocation {
  command: string | null;
  interactive: boolean;
  readsInput: boolean;
  readonly options: ShellOption[];
  operands: readonly string[];
}

class BadInvocation extends Error {
  readonly option: string;
  constructor(option: string) {
    super(option);
    this.option = option;
  }
}

const LONG_OPTIONS = new Set(['--login', '--norc', '--noprofile', '--posix', '--noediting']);

function parseInvocation(args: readonly string[], dialect: Dialect): Invocation {
  const result: Invocation = {
    command: null,
    interactive: false,
    readsInput: false,
    options: [],
    operands: [],
  };
  const rest = [...args];
  let wantsCommand = false;
  for (let word = rest[0]; word !== undefined && /^[-+]/.test(word) && word !== '+'; word = rest[0]) {
    rest.shift();
    if (word === '--' || word === '-') break;
    if (dialect.kind === 'bash' && LONG_OPTIONS.has(word)) continue;
    if (word.startsWith('--')) throw new BadInvocation(word);
    wantsCommand ||= word.includes('c');
    for (const letter of word.slice(1)) readLetter(result, letter, word, rest);
  }
  if (!wantsCommand) return { ...result, operands: rest };
  const [command, ...operands] = rest;
  if (command === undefined) throw new BadInvocation('-c');
  return { ...result, command, operands };
}

function readLetter(result: Invocation, letter: string, word: string, rest: string[]): void {
  const option = OPTION_BY_LETTER[letter];
  if (letter === 'o') result.options.push(rest.shift() as ShellOption);
  if (letter === 'c' || letter === 'o') return;
  if (letter === 'i') result.interactive = true;
  else if (letter === 's') result.readsInput = true;
  else if (option !== undefined) result.options.push(option);
  else if (letter !== 'l') throw new BadInvocation(`${word[0] ?? '-'}${letter}`);
}

/** The shell's own variables, on top of the environment. */
function setUp(shell: Shell): void {
  const { variables, sys } = shell;
  variables.import(sys.env);
  const pwd = variables.get('PWD');
  const cwd = sys.getcwd();
  if (pwd === null || !isHere(sys, pwd)) variables.set('PWD', cwd);
  variables.declare('PWD').exported ||= shell.dialect.kind !== 'dash';
  variables.set('OPTIND', '1');
  variables.set('IFS', ' \t\n');
  variables.set('PS4', '+ ');
  variables.declare('IFS').exported = false;
  if (variables.get('PATH') === null)
    variables.set('PATH', shell.dialect.kind === 'ash' ? '/sbin:/usr/sbin:/bin:/usr/bin' : DEFAULT_PATH);
  if (shell.dialect.kind === 'dash') return;
  variables.set('SHLVL', String(Number(variables.get('SHLVL') ?? '0') + 1));
  variables.declare('SHLVL').exported = true;
}

function isHere(sys: Sys, path: string): boolean {
  try {
    const [one, other] = [sys.stat(path), sys.stat('.')];
    return path.startsWith('/') && one.ino === other.ino && one.dev === other.dev;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

/** A shell of this kind in the calling process, its variables set. */
export function newShell(sys: Sys, dialect: Dialect, name: string): Shell {
  const shell = new Shell(sys, dialect, name, sys.getpid());
  setUp(shell);
  return shell;
}

/** `main` of a shell: argv as given, argv[0] its name (a leading `-` is a login shell's). */
export function* startShell(
  sys: Sys,
  dialect: Dialect,
  argv: readonly string[],
  applets: ReadonlyMap<string, ProgramMain> = new Map(),
): Task<number> {
  const shell = newShell(sys, dialect, (argv[0] ?? dialect.kind).replace(/^-/, ''));
  shell.applets = applets;
  let invocation: Invocation;
  try {
    invocation = parseInvocation(argv.slice(1), dialect);
  } catch (error) {
    if (!(error instanceof BadInvocation)) throw error;
    return yield* refuse(shell, error.option);
  }
  for (const option of invocation.options) shell.options.add(option);
  shell.status = yield* statusOf(shell, begin(shell, invocation));
  return yield* runExitTrap(shell);
}

function* begin(shell: Shell, invocation: Invocation): Task<number> {
  const { command, operands } = invocation;
  if (command !== null) {
    shell.startLetters = 'c';
    if (operands[0] !== undefined) shell.name = operands[0];
    shell.parameters = operands.slice(1);
    if (invocation.interactive) becomeInteractive(shell);
    const tail = shell.dialect.kind !== 'dash';
    return yield* runText(shell, command, {
      firstLine: shell.dialect.firstLineOfCommandString,
      tail,
      label: '-c',
    });
  }
  const [script, ...rest] = operands;
  if (script !== undefined && !invocation.readsInput) return yield* runScript(shell, script, rest);
  shell.startLetters = 's';
  shell.parameters = operands;
  if (invocation.interactive || (shell.sys.isatty(STDIN) && shell.sys.isatty(STDERR)))
    becomeInteractive(shell);
  return yield* runFromInput(shell);
}

function becomeInteractive(shell: Shell): void {
  shell.interactive = true;
  shell.wordsInteractively = true;
  shell.survivesInterrupt = true;
  shell.startLetters += 'i';
  if (shell.sys.isatty(STDIN)) takeTerminal(shell);
  protectInteractive(shell);
}

/** Job control: a process group of its own in the foreground of the terminal. */
function takeTerminal(shell: Shell): void {
  try {
    const pid = shell.sys.getpid();
    if (shell.sys.getpgid() !== pid && shell.sys.getsid() !== pid) shell.sys.setpgid(pid, pid);
    shell.sys.sigaction('TTOU', { kind: 'ignore' });
    shell.sys.tcsetpgrp(STDIN, shell.sys.getpgid());
    shell.options.add('monitor');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

function* runScript(shell: Shell, path: string, parameters: readonly string[]): Task<number> {
  let text: string;
  try {
    text = yield* readWholeFile(shell.sys, path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const { kind } = shell.dialect;
    const words = shell.dialect.cannotOpen(path, error.errno);
    const missing = error.errno === 'ENOENT';
    shell.line = 0;
    yield* shell.err(
      kind === 'bash' ? `${shell.name}: ${words}\n` : `${shell.dialect.prefix(shell)}${words}\n`,
    );
    return kind === 'bash' ? (missing ? 127 : 126) : 2;
  }
  shell.name = path;
  shell.parameters = parameters;
  return yield* runText(shell, text, { firstLine: 1 });
}

function* refuse(shell: Shell, option: string): Task<number> {
  const { kind } = shell.dialect;
  if (option === '--version' && kind === 'bash') {
    yield* shell.out(
      `GNU bash, version ${shell.dialect.version} (${shell.sys.uname().machine === 'aarch64' ? 'aarch64-unknown' : 'x86_64-pc'}-linux-gnu)\n`,
    );
    return 0;
  }
  shell.line = 0;
  if (option === '-c')
    yield* shell.err(
      kind === 'bash'
        ? `${shell.name}: -c: option requires an argument\n`
        : `${shell.dialect.prefix(shell)}-c requires an argument\n`,
    );
  else if (kind === 'bash') yield* shell.err(`${shell.name}: ${option}: invalid option\n`);
  else
    yield* shell.err(
      `${kind === 'ash' ? `${shell.name}: illegal` : `${shell.dialect.prefix(shell)}Illegal`} option ${option.startsWith('--') ? '--' : option}\n`,
    );
  return 2;
}
