/** Models the words of a simple command after expansion (POSIX XCU 2.9.1). Invariant: `export a=$x` is not split, `echo a=$x` is. */
import type { Assignment, Command, Word } from 'unbash';
import type { Task } from '../../kernel/sys.ts';
import { assign } from '../assign.ts';
import { expandToString, expandWords } from '../expand/word.ts';
import type { Shell } from '../shell.ts';

const DECLARATIONS = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

export function* argumentsOf(shell: Shell, node: Command): Task<string[]> {
  if (node.name === undefined) return [];
  const argv = yield* expandWords(shell, [node.name]);
  const declaration = argv.length === 1 && DECLARATIONS.has(argv[0] ?? '');
  for (const item of node.suffix) {
    if (item.type === 'Word') argv.push(...(yield* expandWords(shell, [item])));
    else if (item.type === 'Assignment')
      argv.push(...(yield* assignmentArgument(shell, item, declaration, argv)));
  }
  return argv;
}

/** `export a=$x` is not split; `echo a=$x` is. */
function* assignmentArgument(
  shell: Shell,
  item: Assignment,
  declaration: boolean,
  before: readonly string[],
): Task<readonly string[]> {
  if (item.value.type === 'ArrayValue') {
    if (!declaration) return [item.text];
    prepareArray(shell, before, item.name);
    yield* assign(shell, item);
    return [item.name];
  }
  const name = item.text.slice(0, item.text.length - item.value.text.length);
  if (declaration) return [name + (yield* expandToString(shell, item.value))];
  const word: Word = {
    ...plainWord(item.value),
    parts: [literal(name), ...(item.value.parts ?? [literal(item.value.text)])],
  };
  return yield* expandWords(shell, [word]);
}

/** `declare -A m=(...)`, `local a=(...)`: what kind of array it is, and whose, is settled before its elements are. */
function prepareArray(shell: Shell, words: readonly string[], name: string): void {
  const [builtin = '', ...rest] = words;
  const letters = rest.filter((word) => word.startsWith('-')).join('');
  const isLocal = builtin === 'local' || (/^(declare|typeset)$/.test(builtin) && shell.functionDepth > 0);
  if (isLocal && !letters.includes('g')) shell.variables.local(name, shell.dialect.localInherits);
  if (!letters.includes('A')) return;
  const variable = shell.variables.declare(name);
  variable.array = 'associative';
  if (typeof variable.value === 'string') variable.value = new Map();
  variable.value ??= new Map();
}

const plainWord = (word: Word): Word => ({
  type: 'Word',
  text: word.text,
  value: word.value,
  pos: word.pos,
  end: word.end,
});
const literal = (text: string) => ({ type: 'Literal' as const, pos: 0, end: 0, text, value: text });
