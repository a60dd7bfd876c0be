import { Box, Text } from 'ink';
import { bodyRows, footerLines, measure } from '../../app/layout.ts';
import { type SearchRow, searchRows, searchStand } from '../../app/search/search-rows.ts';
import type { SearchScreen } from '../../app/search/search-screen.ts';
import type { State } from '../../app/state.ts';
import { clip, padEnd } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { SearchLine } from '../components/search-line.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { windowStart } from './map-rows.ts';

/**
 * The course searched as one types: what was found by its kind. Enter opens the place, or says what the word means.
 *
 *     Search the course                                          7 places.
 *     /namesp█
 *
 *     Lessons
 *     ❯ Namespaces
 *       What a namespace hides            PID 1: the life and death of a …
 *     Words
 *       namespace          What a process sees of one kind of resource: …
 *     Enter open  Esc map
 */
export function SearchView({ state, screen }: { state: State; screen: SearchScreen }) {
  const { size } = state;
  const { title, dim } = useTheme();
  const width = measure(size);
  const rows = searchRows(screen);
  const footer = footerLines(state.footer, width).length;
  const room = bodyRows(size, footer) - 1;
  const pointed = rows.findIndex((row) => row.kind === 'entry' && row.at === screen.selected);
  // The heading of the first entry stays with it.
  const top = pointed <= 1 ? 0 : windowStart(pointed, rows.length, room);
  const stand = searchStand(screen);
  const short = screen.found.length === 0 ? '' : stand;
  return (
    <Frame
      size={size}
      width={width}
      header={
        <>
          <Box justifyContent="space-between" width={width}>
            <Text {...title}>Search the course</Text>
            <Text {...dim}>{short}</Text>
          </Box>
          <SearchLine editor={screen.editor} width={width} />
        </>
      }
      footerRows={footer}
      footer={<Footer mode={modeOf(state)} notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((size.columns - width) / 2))}>
        <Line {...dim}>{short === '' ? clip(stand, width) : ''}</Line>
        {rows.slice(top, top + room).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Row key={index} row={row} width={width} selected={screen.selected} />
        ))}
      </Box>
    </Frame>
  );
}

function Row({ row, width, selected }: { row: SearchRow; width: number; selected: number }) {
  const { tones, dim, selected: look, glyphs } = useTheme();
  if (row.kind === 'heading') return <Line {...tones.heading}>{row.text}</Line>;
  const isPointed = row.at === selected;
  const room = width - 2;
  const left = row.beside === '' ? room : Math.floor(room * 0.62);
  const beside = room - left - 2;
  return (
    <Line>
      <Text {...(isPointed ? look : {})}>
        {`${isPointed ? glyphs.pointer : ' '} ${padEnd(clip(row.text, left), left)}`}
      </Text>
      {beside > 4 && row.beside !== '' ? <Text {...dim}>{`  ${clip(row.beside, beside)}`}</Text> : null}
    </Line>
  );
}
