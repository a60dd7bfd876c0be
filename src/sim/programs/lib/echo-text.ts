/**
 * Models what echo prints (POSIX XCU echo): bash, busybox and coreutils read -n, -e, -E; dash reads -n alone and always
 * understands escapes. Invariant: an argument that is not made of these letters alone ends the options. Left out: POSIXLY_CORRECT.
 */
import { unescapeText } from './escapes.ts';

export function echoText(args: readonly string[], alwaysEscapes: boolean): string {
  let newline = true;
  let escapes = alwaysEscapes;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!(alwaysEscapes ? /^-n$/ : /^-[neE]+$/).test(arg)) break;
    for (const letter of arg.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
    if (alwaysEscapes) {
      at++;
      break;
    }
  }
  const text = args.slice(at).join(' ');
  if (!escapes) return text + (newline ? '\n' : '');
  const result = unescapeText(text, 'echo');
  return result.text + (newline && !result.stopped ? '\n' : '');
}
