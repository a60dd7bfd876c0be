/** getpass(3): asks for a password and does not show what is typed, where there is a terminal. */
import { STDERR, STDIN, type Sys, type Task } from '../../../kernel/sys.ts';

export function* readSecret(sys: Sys, prompt: string): Task<string> {
  yield* sys.write(STDERR, prompt);
  const terminal = sys.isatty(STDIN);
  if (terminal) sys.setRawMode(STDIN, true, true);
  let typed = '';
  try {
    for (;;) {
      const chunk = yield* sys.read(STDIN, 1);
      const letter = new TextDecoder().decode(chunk);
      if (chunk.length === 0 || letter === '\n' || letter === '\r' || letter === '\x03' || letter === '\x04')
        break;
      typed = letter === '\x7f' ? typed.slice(0, -1) : typed + letter;
    }
  } finally {
    if (terminal) sys.setRawMode(STDIN, false);
  }
  if (terminal) yield* sys.write(STDERR, '\n');
  return typed;
}
