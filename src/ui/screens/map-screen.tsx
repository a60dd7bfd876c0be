import { Box, Text } from 'ink';
import { bodyRows, footerLines } from '../../app/layout.ts';
import { dueLine } from '../../app/review/review-words.ts';
import type { MapScreen, State } from '../../app/state.ts';
import { clip, wordWrap } from '../../app/text-width.ts';
import { deriveProgress } from '../../domain/progress.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { SelectList } from '../components/select-list.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import {
  type DetailRow,
  lessonDetails,
  lessonLabels,
  listWindow,
  machineLine,
  placementOffer,
} from './map-rows.ts';

/**
 * The course. Enter opens the lesson pointed at, m switches where labs run.
 *
 *     VM vs container                                     3 of 13 lessons done
 *     ━━━━━━━━━━━━━━━━━━──────────────────────────────────────────────────────
 *     Labs: Docker 28.5 on this computer (it answered)
 *     Review: 12 due. r brings them.
 *
 *       ✓ 02  What a container is                       done 5/6      20 min
 *     ❯ ◐ 03  PID 1: the life and death of a container  14/23 steps   35 min
 *       ○ 04  Namespaces                                new           30 min
 *
 *     PID 1: the life and death of a container
 *     beginner, 35 min, 11 labs, 6 questions
 *     A container lives as long as its first process …
 *     Enter open  m switch machine  ? help  q quit
 *
 * From 110 columns on, what a lesson is about stands beside the list.
 */
export function MapView({ state, screen }: { state: State; screen: MapScreen }) {
  const { size } = state;
  const wide = size.columns >= 110;
  const width = wide ? Math.min(size.columns - 2, 124) : Math.min(size.columns - 2, 84);
  const listWidth = wide ? Math.floor(width * 0.58) : width;
  const selected = state.course[screen.selected];
  const { looks } = useTheme();
  const details =
    selected === undefined ? [] : lessonDetails(selected, wide ? width - listWidth - 3 : width, looks);
  const above = aboveRows(state, width);
  const top = above.length + 1;
  const room = bodyRows(size, footerLines(state.footer, width).length) - top;
  const listRows = wide
    ? Math.min(state.course.length, room)
    : Math.min(state.course.length, Math.max(3, room - 1 - Math.min(details.length, Math.ceil(room / 2))));
  const margin = Math.max(0, Math.floor((size.columns - width) / 2));
  return (
    <Frame
      size={size}
      width={width}
      header={<MapHeader state={state} width={width} />}
      footerRows={footerLines(state.footer, width).length}
      footer={<Footer mode={modeOf(state)} notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={margin} width={width}>
        <Details rows={[...above, { text: '', tone: 'plain' }]} />
        <Box flexDirection={wide ? 'row' : 'column'}>
          <LessonList state={state} selected={screen.selected} width={listWidth} rows={listRows} />
          <Box flexDirection="column" marginLeft={wide ? 3 : 0} marginTop={wide ? 0 : 1}>
            <Details rows={details.slice(0, wide ? room : Math.max(0, room - listRows - 1))} />
          </Box>
        </Box>
      </Box>
    </Frame>
  );
}

function MapHeader({ state, width }: { state: State; width: number }) {
  const { title, dim } = useTheme();
  const { lessons } = deriveProgress(state.events, state.course);
  const done = [...lessons.values()].filter((lesson) => lesson.state.kind === 'done').length;
  const right = `${done} of ${state.course.length} lessons done`;
  return (
    <>
      <Box justifyContent="space-between" width={width}>
        <Text {...title}>VM vs container</Text>
        <Text {...dim}>{right}</Text>
      </Box>
      <ProgressBar value={done} of={state.course.length} width={width} />
    </>
  );
}

/** What the store had to say, and where labs run and why: at most two rows each. */
function aboveRows(state: State, width: number): readonly DetailRow[] {
  const rows = (text: string, tone: DetailRow['tone']): readonly DetailRow[] => {
    const [first = '', ...rest] = wordWrap(text, width);
    return [first, ...(rest.length === 0 ? [] : [clip(rest.join(' '), width)])].map((row) => ({
      text: row,
      tone,
    }));
  };
  const due = state.review === undefined ? null : dueLine(state.review);
  const offer = placementOffer(state);
  return [
    ...(state.notice === null ? [] : rows(state.notice, 'note')),
    ...rows(machineLine(state), 'dim'),
    ...(offer === null ? [] : rows(offer, 'plain')),
    ...(due === null ? [] : [{ text: clip(due, width), tone: 'plain' as const }]),
  ];
}

interface LessonListProps {
  readonly state: State;
  readonly selected: number;
  readonly width: number;
  readonly rows: number;
}

function LessonList({ state, selected, width, rows }: LessonListProps) {
  const { glyphs, dim } = useTheme();
  const { from, to, above, below } = listWindow(selected, state.course.length, rows);
  const labels = lessonLabels(state, width - 2, glyphs).slice(from, to);
  return (
    <Box flexDirection="column" width={width} height={rows} overflow="hidden" flexShrink={0}>
      {above > 0 ? <Line {...dim}>{`  ${glyphs.above} ${above} more`}</Line> : null}
      <SelectList labels={labels} selected={selected - from} />
      {below > 0 ? <Line {...dim}>{`  ${glyphs.below} ${below} more`}</Line> : null}
    </Box>
  );
}

function Details({ rows }: { rows: readonly DetailRow[] }) {
  const { tones } = useTheme();
  return rows.map((row, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
    <Line key={index} {...tones[row.tone]}>
      {row.text}
    </Line>
  ));
}
