import { asciiProse } from '../domain/diagram.ts';
import type { Command } from './command.ts';
import { markdownText } from './markdown-text.ts';
import { textLayout } from './show.ts';

/** `vmvscontainer cheatsheet [--markdown]`: the course on one page. */
export const cheatsheet: Command = async ({ io, ports }, { flags }) => {
  const markdown = (await (await ports.lessons()).cheatsheet?.()) ?? null;
  if (markdown === null) {
    io.complain('vmvscontainer: this course has no cheat sheet.\n');
    return 1;
  }
  if (flags.has('--markdown')) io.write(`${markdown.trimEnd()}\n`);
  else {
    const text = `${markdownText(markdown, textLayout(io)).join('\n')}\n`;
    io.write(io.unicode ? text : asciiProse(text));
  }
  return 0;
};
