/** Models trap (POSIX XCU trap). Invariant: conditions are checked one by one; the others are set. Left out: `trap -l` outside bash. */
import { parseSignal, SIGNALS } from '../../kernel/signals.ts';
import type { Task } from '../../kernel/sys.ts';
import { bashSignalList } from '../../programs/lib/signal-lists.ts';
import { singleQuoted } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { type Condition, setTrap } from '../traps.ts';
import type { Builtin } from './registry.ts';

const BASH_ONLY = new Set(['ERR', 'DEBUG', 'RETURN']);

function conditionOf(shell: Shell, word: string): Condition | null {
  const upper = word.toUpperCase();
  if (word === '0' || upper === 'EXIT') return 'EXIT';
  if (shell.dialect.kind === 'bash' && BASH_ONLY.has(upper)) return upper as Condition;
  if (shell.dialect.kind === 'dash' && word.startsWith('SIG')) return null;
  return parseSignal(word);
}

const order = (condition: Condition): number =>
  condition === 'EXIT' ? 0 : condition in SIGNALS ? SIGNALS[condition as keyof typeof SIGNALS] : 100;

function* list(shell: Shell): Task<number> {
  const entries = [...shell.traps].sort((one, other) => order(one[0]) - order(other[0]));
  for (const [condition, action] of entries) {
    const name = condition in SIGNALS ? `${shell.dialect.signalPrefix}${condition}` : condition;
    yield* shell.out(`trap -- ${singleQuoted(action)} ${name}\n`);
  }
  return 0;
}

function* trap(shell: Shell, argv: readonly string[]): Task<number> {
  const args = argv.slice(argv[1] === '--' ? 2 : 1);
  if (args.length === 0 || args[0] === '-p') return yield* list(shell);
  if (args[0] === '-l' && shell.dialect.kind === 'bash') {
    yield* shell.out(bashSignalList());
    return 0;
  }
  const reset = args.length === 1 || args[0] === '-' || /^\d+$/.test(args[0] ?? '');
  const action = reset ? null : (args[0] ?? '');
  const conditions = args.length === 1 || (reset && args[0] !== '-') ? args : args.slice(1);
  let status = 0;
  for (const word of conditions) {
    const condition = conditionOf(shell, word);
    if (condition === null) {
      status = 1;
      if (shell.dialect.kind === 'dash') yield* shell.err(`trap: ${word}: bad trap\n`);
      else yield* shell.complainIn('trap', `${word}: invalid signal specification`);
    } else setTrap(shell, condition, action);
  }
  return status;
}

export const TRAP_BUILTINS: Readonly<Record<string, Builtin>> = { trap: { run: trap } };
