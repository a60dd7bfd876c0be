import type { State } from '../../app/state.ts';
import { wordWrap } from '../../app/text-width.ts';
import type { GlossaryTerm } from '../../domain/glossary.ts';
import { type TextRow, TextScreen } from '../components/text-screen.tsx';

interface GlossaryViewProps {
  readonly state: State;
  readonly terms: readonly GlossaryTerm[];
  readonly scroll: number;
}

/**
 * What the words of the page below it mean.
 *
 *     Words of this page                                         1-20 of 24
 *
 *     image
 *       A stack of read-only layers with the files a container starts from …
 *
 *     PID 1
 *       The first process of a PID namespace; …
 */
export function GlossaryView({ state, terms, scroll }: GlossaryViewProps) {
  const rows = (width: number) => terms.flatMap((term, index) => termRows(term, index === 0, width));
  return <TextScreen state={state} title="Words of this page" rows={rows} scroll={scroll} />;
}

function termRows({ term, text }: GlossaryTerm, first: boolean, width: number): readonly TextRow[] {
  // One paragraph, whose only markup is backquotes, which stay, and stars, which bold lines would not show.
  const lines = wordWrap(text.replace(/\*\*/g, ''), width - 2);
  return [
    ...(first ? [] : [{ text: '' }]),
    { strong: term, text: '' },
    ...lines.map((line) => ({ text: `  ${line}` })),
  ];
}
