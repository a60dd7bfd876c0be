import type { GlossaryTerm } from '../domain/glossary.ts';
import { findTerm } from '../domain/glossary.ts';
import type { Command } from './command.ts';
import { markdownText, type TextLayout } from './markdown-text.ts';
import { textLayout } from './show.ts';
import { suggestion } from './suggestion.ts';

/** `vmvscontainer glossary [TERM]`: one term, or all of them. An unknown term is exit code 2. */
export const glossary: Command = async ({ io, ports }, { operand, flags }) => {
  const lessons = await ports.lessons();
  const terms = (await lessons.glossary?.()) ?? [];
  const found = operand === null ? null : findTerm(operand, terms);
  if (operand !== null && found === null) {
    const near = suggestion(
      operand,
      terms.flatMap(({ term, spellings }) => [term, ...spellings]),
    );
    const onward = near === null ? 'vmvscontainer glossary lists all of them.' : `did you mean "${near}"?`;
    io.complain(`vmvscontainer: the glossary has no "${operand}"; ${onward}\n`);
    return 2;
  }
  const shown = found === null ? terms : [found];
  if (flags.has('--json')) io.write(`${JSON.stringify(shown, null, 2)}\n`);
  else io.write(`${shown.map((term) => termText(term, textLayout(io))).join('\n\n')}\n`);
  return 0;
};

function termText({ term, spellings, text }: GlossaryTerm, layout: TextLayout): string {
  const names = layout.paint(term, 'strong') + (spellings.length > 0 ? ` (${spellings.join(', ')})` : '');
  const lines = markdownText(text, { ...layout, columns: layout.columns - 2 });
  return [names, ...lines.map((line) => `  ${line}`)].join('\n');
}
