/**
 * Words of a virsh command string (libvirt tools/vsh.c, vshCommandStringGetArg): blanks separate words, `;` and newlines
 * commands, quotes and backslashes work as in a shell, `#` begins a comment.
 */
export class VirshSyntaxError extends Error {}

/** Commands, each a list of words; a command without words is left out. */
export function splitCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if (letter === ' ' || letter === '\t') at += 1;
    else if (letter === ';' || letter === '\n') {
      commands.push([]);
      at += 1;
    } else if (letter === '#') at = endOfLine(text, at);
    else {
      const { word, next } = readWord(text, at);
      commands.at(-1)?.push(word);
      at = next;
    }
  }
  return commands.filter((words) => words.length > 0);
}

const endOfLine = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
};

function readWord(text: string, start: number): { readonly word: string; readonly next: number } {
  let word = '';
  let quote: '"' | "'" | null = null;
  let at = start;
  for (; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote === null && ' \t;\n'.includes(letter)) break;
    if (quote !== "'" && letter === '\\') {
      at += 1;
      if (at >= text.length) throw new VirshSyntaxError('dangling \\');
      word += text[at];
    } else if (letter === quote) quote = null;
    else if (quote === null && (letter === '"' || letter === "'")) quote = letter;
    else word += letter;
  }
  if (quote === '"') throw new VirshSyntaxError('missing "');
  return { word, next: at };
}
