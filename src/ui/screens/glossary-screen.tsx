import { Box, Text } from 'ink';
import { bodyRows, clamp, measure } from '../../app/layout.ts';
import type { State } from '../../app/state.ts';
import { wordWrap } from '../../app/text-width.ts';
import type { GlossaryTerm } from '../../domain/glossary.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { useTheme } from '../theme.ts';

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
export function GlossaryView({
  state,
  terms,
  scroll,
}: {
  state: State;
  terms: readonly GlossaryTerm[];
  scroll: number;
}) {
  const { title, dim } = useTheme();
  const width = measure(state.size);
  const rows = terms.flatMap((term, index) => termRows(term, index === 0, width));
  const room = bodyRows(state.size);
  const top = clamp(scroll, 0, rows.length - room);
  const place = rows.length > room ? `${top + 1}-${Math.min(rows.length, top + room)} of ${rows.length}` : '';
  return (
    <Frame
      size={state.size}
      width={width}
      header={
        <Box justifyContent="space-between" width={width}>
          <Text {...title}>{state.screen.kind === 'search' ? 'What it means' : 'Words of this page'}</Text>
          <Text {...dim}>{place}</Text>
        </Box>
      }
      footer={<Footer mode="glossary" notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((state.size.columns - width) / 2))}>
        {rows.slice(top, top + room).map(({ text, bold }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Line key={index} bold={bold}>
            {text}
          </Line>
        ))}
      </Box>
    </Frame>
  );
}

interface Row {
  readonly text: string;
  readonly bold: boolean;
}

function termRows({ term, text }: GlossaryTerm, first: boolean, width: number): readonly Row[] {
  // One paragraph, whose only markup is backquotes, which stay, and stars, which bold lines would not show.
  const lines = wordWrap(text.replace(/\*\*/g, ''), width - 2);
  return [
    ...(first ? [] : [{ text: '', bold: false }]),
    { text: term, bold: true },
    ...lines.map((line) => ({ text: `  ${line}`, bold: false })),
  ];
}
