import { Box } from 'ink';
import { footerLines, measure, paneWidth } from '../../app/layout.ts';
import { lessonView } from '../../app/lesson/lesson-view.ts';
import { atEnd } from '../../app/lesson/scrolling.ts';
import { belowRows } from '../../app/quiz/below.ts';
import { introLines } from '../../app/quiz/confirm-words.ts';
import { quizTitle } from '../../app/quiz/quiz-header.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import { asSheet } from '../../app/quiz/sheet.ts';
import type { State } from '../../app/state.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { Line } from '../components/line.tsx';
import { Pane } from '../components/pane.tsx';
import { Prose } from '../components/prose.tsx';
import { modeOf } from '../input/mode.ts';
import { useTheme } from '../theme.ts';
import { QuizHeader } from './quiz-header-line.tsx';
import { OverviewView } from './quiz-overview-screen.tsx';
import { QuizResultView } from './quiz-result-screen.tsx';
import { SentenceView } from './sentence-screen.tsx';

/** Below this many there is no room for blank rows. */
const lowRows = 20;

/** Whatever of a quiz is to be shown. */
export function QuizView({ state, screen }: { state: State; screen: QuizScreen }) {
  switch (screen.phase) {
    case 'intro': {
      const text = introLines(state).join(state.size.rows < lowRows ? '\n' : '\n\n');
      return <SentenceView state={state} title={quizTitle(screen)} text={text} />;
    }
    case 'overview':
      return <OverviewView state={state} screen={screen} />;
    case 'result':
      return <QuizResultView state={state} screen={screen} />;
    default:
      return <QuestionView state={state} screen={screen} />;
  }
}

/**
 * A question of a quiz, as in a lesson; once answered, where it is explained stands below.
 *
 *     Quiz                                                3 of 10
 *     ━━━━━━━━━━━━━━●────────────────────────────────────────────
 *     ╭─❯ Question ─────────────────────────────────────────────╮
 *     │ When does a container stop?                             │
 *     │                                                         │
 *     │ > a) when its PID 1 ends                                │
 *     ╰─────────────────────────────────────────────────────────╯
 *     Enter answer  → n next  Esc end  ? help  q quit
 */
function QuestionView({ state, screen }: { state: State; screen: QuizScreen }) {
  const { size } = state;
  const { tones } = useTheme();
  const width = measure(size);
  const below = belowRows(screen, width);
  const sheet = asSheet(state, screen);
  const view = lessonView(sheet, screen.sheet);
  const margin = Math.floor((size.columns - width) / 2);
  const wide = paneWidth(size, false);
  return (
    <Frame
      size={size}
      width={width}
      header={<QuizHeader screen={screen} width={width} />}
      footerRows={footerLines(state.footer, width).length}
      footer={
        <Footer
          mode={modeOf(state)}
          notice={state.footer}
          width={width}
          place={{ more: !atEnd(view, screen.sheet.focus) }}
        />
      }
    >
      {view.proseRows > 0 && hasText(view.prose) ? (
        <Prose view={view} query="" focused={screen.sheet.focus === 'prose'} margin={margin} />
      ) : null}
      {view.pane === null ? null : (
        <Box marginLeft={Math.floor((size.columns - wide) / 2)} height={view.pane.rows} flexShrink={0}>
          <Pane view={view.pane} width={wide} focused={screen.sheet.focus === 'activity'} />
        </Box>
      )}
      <Box flexDirection="column" marginLeft={margin}>
        {below.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
          <Line key={index} {...tones[row.tone]}>
            {row.text}
          </Line>
        ))}
      </Box>
    </Frame>
  );
}

const hasText = (lines: readonly string[]): boolean => lines.some((line) => line.trim() !== '');
