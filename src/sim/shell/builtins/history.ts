/** Models history (bash(1), busybox) and ash's help. Invariant: they print what the line editor keeps. Left out: `history -c`, -d, -w, which refuse. */
import type { Task } from '../../kernel/sys.ts';
import { BUSYBOX_LIST } from '../applet-names.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './registry.ts';

function* history(shell: Shell, argv: readonly string[]): Task<number> {
  const [, word] = argv;
  const lines = shell.history?.lines ?? [];
  if (word !== undefined && !/^\d+$/.test(word)) {
    yield* shell.complainIn('history', `${word}: this simulator does not model it`);
    return 2;
  }
  const bash = shell.dialect.kind === 'bash';
  const first = word === undefined ? 0 : Math.max(0, lines.length - Number(word));
  const text = lines.map(
    (line, index) => `${String(index + (bash ? 1 : 0)).padStart(bash ? 5 : 4)}${bash ? '  ' : ' '}${line}\n`,
  );
  yield* shell.out(text.slice(first).join(''));
  return 0;
}

const ASH_BUILTINS =
  '. : [ [[ alias bg break cd command continue echo eval exec exit export false fg getopts hash help history jobs kill let local printf pwd read readonly return set shift source test times trap true type ulimit umask unalias unset wait';

/** The builtins, then the applets; a line ends with the name that makes it longer than 60 characters, its tab counted. */
function* help(shell: Shell): Task<number> {
  let text = 'Built-in commands:\n------------------\n';
  let column = 0;
  for (const name of `${ASH_BUILTINS} ${BUSYBOX_LIST}`.split(' ')) {
    text += `${column === 0 ? '\t' : ' '}${name}`;
    column += name.length + 1;
    if (column <= 60) continue;
    text += '\n';
    column = 0;
  }
  yield* shell.out(column === 0 ? text : `${text}\n`);
  return 0;
}

export const HISTORY_BUILTINS: Readonly<Record<string, Builtin>> = {
  history: { run: history, only: ['bash', 'ash'] },
  help: { run: help, only: ['ash'] },
};
