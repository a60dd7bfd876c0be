import { Box, Text } from 'ink';
import { footerLines, measure, paneWidth } from '../../app/layout.ts';
import { currentActivity, type LessonScreen } from '../../app/lesson/lesson-state.ts';
import { lessonView, type LessonView as View } from '../../app/lesson/lesson-view.ts';
import { pageMarks } from '../../app/lesson/page-marks.ts';
import { isTabular } from '../../app/lesson/pane.ts';
import { atEnd } from '../../app/lesson/scrolling.ts';
import type { State } from '../../app/state.ts';
import { clip, textWidth } from '../../app/text-width.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { PageBar } from '../components/page-bar.tsx';
import { Pane } from '../components/pane.tsx';
import { Prose } from '../components/prose.tsx';
import { SearchLine } from '../components/search-line.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { machineName } from './machine-name.ts';

/**
 * A page of a lesson: prose above, what is to be done below. The one in focus has the room and the keys.
 *
 *     PID 1: the life and death of a container        simulated  4 of 12
 *     ━━━━━━━━━━━━━━━━━━━━━━───────────────────────────────────────────
 *     Keeping it alive
 *
 *     A shell without a terminal finds its input at an end …
 *
 *     ╭─❯ Run ────────────────────────────────────────────────────────╮
 *     │ $ docker run -dit --name vvc-keep busybox                     │
 *     ╰───────────────────────────────────────────────────────────────╯
 *     Enter run  e edit  Esc text  ? help  q quit
 */
export function LessonScreenView({ state, screen }: { state: State; screen: LessonScreen }) {
  const { size } = state;
  const width = measure(size);
  const view = lessonView(state, screen);
  const activity = currentActivity(screen);
  const editor = screen.search?.editor ?? null;
  const notice = state.footer ?? more(screen, view, width);
  const wide = paneWidth(size, activity !== null && isTabular(activity));
  return (
    <Frame
      size={size}
      width={width}
      header={<LessonHeader state={state} screen={screen} width={width} />}
      footerRows={editor === null ? footerLines(notice, width).length : 1}
      footer={
        editor === null ? (
          <Footer
            mode={modeOf(state)}
            notice={notice}
            width={width}
            place={{
              lastPage: screen.page === screen.lesson.pages.length - 1,
              ...(state.detour == null ? {} : { from: 'quiz' as const }),
              more: !atEnd(view, screen.focus),
            }}
          />
        ) : (
          <SearchLine editor={editor} width={width} />
        )
      }
    >
      {view.proseRows > 0 ? (
        <Prose
          view={view}
          query={screen.search?.query ?? ''}
          focused={screen.focus === 'prose'}
          margin={Math.floor((size.columns - width) / 2)}
        />
      ) : null}
      {view.pane === null ? null : (
        <Box marginLeft={Math.floor((size.columns - wide) / 2)} height={view.pane.rows} flexShrink={0}>
          <Pane view={view.pane} width={wide} focused={screen.focus === 'activity'} />
        </Box>
      )}
    </Frame>
  );
}

/** A search says where it stands; everything else leaves the footer to the keys. */
function more(screen: LessonScreen, view: View, width: number): string | null {
  const { search } = screen;
  if (search === null || search.hit === null || screen.focus === 'activity') return null;
  const where = `“${search.query}” in line ${search.hit + 1} of ${view.prose.length}.`;
  const long = `${where}  n next  N previous  Esc end`;
  return textWidth(long) <= width ? long : clip(`${where}  n N Esc`, width);
}

function LessonHeader({ state, screen, width }: { state: State; screen: LessonScreen; width: number }) {
  const { title, dim } = useTheme();
  const count = `${screen.page + 1} of ${screen.lesson.pages.length}`;
  const page = width < 60 ? count : `page ${count}`;
  const label = machineName(state.machine);
  const short = label.split(' on ')[0] ?? '';
  const room = width - textWidth(screen.lesson.title) - textWidth(page) - 5;
  // Where labs run is always told: the title gives way.
  const place = [textWidth(label) <= room ? label : short, page].filter((part) => part !== '').join('  ');
  return (
    <>
      <Box justifyContent="space-between" width={width}>
        <Text {...title}>{clip(screen.lesson.title, width - place.length - 2)}</Text>
        <Text {...dim}>{place}</Text>
      </Box>
      <PageBar marks={pageMarks(state.events, screen.lesson)} page={screen.page} width={width} />
    </>
  );
}
