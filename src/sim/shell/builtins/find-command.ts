/**
 * Models type, command, hash, builtin and the empty alias table (POSIX XCU). Invariant: the order of search is that of execution:
 * keyword, function, builtin, PATH. Left out: aliases, `hash -r` beyond forgetting.
 */
import type { Task } from '../../kernel/sys.ts';
import { APPLET_NAMES } from '../applet-names.ts';
import { becomeProgram } from '../exec/external.ts';
import { runForeground } from '../exec/job.ts';
import { lookUp, remember } from '../exec/lookup.ts';
import type { Shell } from '../shell.ts';
import { BUILTINS, type Builtin, isSpecial } from './registry.ts';

const KEYWORDS = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'case',
  'esac',
  'for',
  'while',
  'until',
  'do',
  'done',
  '{',
  '}',
  '!',
  'in',
]);
const BASH_KEYWORDS = new Set(['[[', ']]', 'function', 'select', 'time', 'coproc']);

type Kind = 'alias' | 'keyword' | 'function' | 'builtin' | 'applet' | 'file';
interface Known {
  readonly kind: Kind;
  readonly path: string;
}

function known(shell: Shell, name: string): Known | null {
  const alias = shell.aliases.get(name);
  if (alias !== undefined) return { kind: 'alias', path: alias };
  if (KEYWORDS.has(name) || (shell.dialect.kind === 'bash' && BASH_KEYWORDS.has(name)))
    return { kind: 'keyword', path: name };
  if (shell.functions.has(name)) return { kind: 'function', path: name };
  if (BUILTINS.get(shell.dialect.kind)?.has(name)) return { kind: 'builtin', path: name };
  if (shell.dialect.kind === 'ash' && APPLET_NAMES.has(name)) return { kind: 'applet', path: name };
  const found = lookUp(shell.sys, name, shell.variables.get('PATH') ?? '');
  if (found.kind !== 'found' || !shell.sys.access(found.path, 'execute')) return null;
  if (shell.hashed.has(name)) remember(shell, name);
  return { kind: 'file', path: found.path };
}

const describe = (shell: Shell, name: string, what: Known): string => {
  switch (what.kind) {
    case 'alias':
      return shell.dialect.kind === 'bash'
        ? `${name} is aliased to \`${what.path}'`
        : `${name} is an alias for ${what.path}`;
    case 'keyword':
      return `${name} is a shell keyword`;
    case 'function':
      return shell.dialect.kind === 'bash' ? `${name} is a function` : `${name} is a shell function`;
    case 'builtin':
      return `${name} is a ${isSpecial(name) && shell.dialect.kind !== 'bash' ? 'special ' : ''}shell builtin`;
    case 'applet':
    case 'file':
      return shell.hashed.has(name) ? `${name} is hashed (${what.path})` : `${name} is ${what.path}`;
  }
};

const TYPE_WORDS: Readonly<Record<Kind, string>> = {
  alias: 'alias',
  keyword: 'keyword',
  function: 'function',
  builtin: 'builtin',
  applet: 'file',
  file: 'file',
};

function* type(shell: Shell, argv: readonly string[]): Task<number> {
  const mode = argv[1] === '-t' ? 'word' : argv[1] === '-p' || argv[1] === '-P' ? 'path' : 'sentence';
  let status = 0;
  for (const name of argv.slice(mode === 'sentence' ? 1 : 2)) {
    const what = known(shell, name);
    if (what !== null) yield* shell.out(typeLine(shell, name, what, mode));
    else status = yield* typeMissing(shell, name, mode);
  }
  return status;
}

type Mode = 'word' | 'path' | 'sentence';

function typeLine(shell: Shell, name: string, what: Known, mode: Mode): string {
  if (mode === 'word') return `${TYPE_WORDS[what.kind]}\n`;
  if (mode === 'path') return what.kind === 'file' ? `${what.path}\n` : '';
  return `${describe(shell, name, what)}\n`;
}

function* typeMissing(shell: Shell, name: string, mode: Mode): Task<number> {
  if (shell.dialect.kind !== 'bash') {
    yield* shell.out(`${name}: not found\n`);
    return 127;
  }
  if (mode === 'sentence') yield* shell.complainIn('type', `${name}: not found`);
  return 1;
}

function* command(shell: Shell, argv: readonly string[]): Task<number> {
  const [option, ...rest] = argv.slice(1);
  if (option === '-v' || option === '-V') return yield* locate(shell, rest, option === '-V');
  const args = option === '--' || option === '-p' ? rest : argv.slice(1);
  const [name] = args;
  if (name === undefined) return 0;
  const builtin = BUILTINS.get(shell.dialect.kind)?.get(name);
  if (builtin !== undefined) return yield* builtin.run(shell, args, []);
  return yield* runForeground(shell, args.join(' '), (child) =>
    becomeProgram(child, args, child.variables.environment(), { vforked: true }),
  );
}

function* locate(shell: Shell, names: readonly string[], verbose: boolean): Task<number> {
  let status = names.length === 0 ? 1 : 0;
  const looked = shell.dialect.kind === 'bash' ? names : names.slice(0, 1);
  let found = false;
  for (const name of looked) {
    const what = known(shell, name);
    if (what === null) {
      if (verbose) yield* shell.complainIn('command', `${name}: not found`);
      if (shell.dialect.kind !== 'bash') status = 127;
      continue;
    }
    found = true;
    yield* shell.out(`${verbose ? describe(shell, name, what) : what.path}\n`);
  }
  return found ? 0 : status === 0 ? 1 : status;
}

function* hash(shell: Shell, argv: readonly string[]): Task<number> {
  if (argv[1] === '-r') shell.hashed.clear();
  else if (argv.length === 1 && shell.dialect.kind === 'bash') yield* shell.out(hashTable(shell));
  else return yield* hashNames(shell, argv.slice(1));
  return 0;
}

function hashTable(shell: Shell): string {
  if (shell.hashed.size === 0) return 'hash: hash table empty\n';
  const rows = [...shell.hashed.values()].map(({ path, hits }) => `${String(hits).padStart(4)}\t${path}\n`);
  return `hits\tcommand\n${rows.join('')}`;
}

function* hashNames(shell: Shell, names: readonly string[]): Task<number> {
  if (shell.dialect.kind !== 'bash') return 0;
  let status = 0;
  for (const name of names) {
    if (name.startsWith('-') || name.includes('/') || BUILTINS.get('bash')?.has(name)) continue;
    const found = lookUp(shell.sys, name, shell.variables.get('PATH') ?? '');
    if (found.kind === 'found') shell.hashed.set(name, { path: found.path, hits: 0 });
    else {
      yield* shell.complainIn('hash', `${name}: not found`);
      status = 1;
    }
  }
  return status;
}

function* builtin(shell: Shell, argv: readonly string[]): Task<number> {
  const [, name, ...rest] = argv;
  if (name === undefined) return 0;
  const found = BUILTINS.get(shell.dialect.kind)?.get(name);
  if (found !== undefined) return yield* found.run(shell, [name, ...rest], []);
  yield* shell.complainIn('builtin', `${name}: not a shell builtin`);
  return 1;
}

export const FIND_BUILTINS: Readonly<Record<string, Builtin>> = {
  type: { run: type },
  command: { run: command },
  hash: { run: hash },
  builtin: { run: builtin, only: ['bash'] },
};
