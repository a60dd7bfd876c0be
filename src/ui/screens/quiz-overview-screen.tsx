import { Box } from 'ink';
import { bodyRows, footerLines, measure } from '../../app/layout.ts';
import { overviewRows } from '../../app/quiz/overview-rows.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import type { State } from '../../app/state.ts';
import { Footer } from '../components/footer.tsx';
import { Frame } from '../components/frame.tsx';
import { SelectList } from '../components/select-list.tsx';
import { modeOf } from '../input/mode.ts';
import { windowStart } from './map-rows.ts';
import { QuizHeader } from './quiz-header-line.tsx';

/**
 * The questions of an exam before it is handed in.
 *
 *     Exam                                      12 min left  3 of 20
 *     ━━━━━━━━━━━●──────────────────────────────────────────────────
 *        1. Which sentence tells a container from …  answered: b
 *     ❯  2. Put these in order                       flagged, open
 *        3. What is the core of a hypervisor's work?  open
 *       hand in: 1 of 20 answered
 *     Enter go  f flag  h hand in  Esc o question  ? help  q quit
 */
export function OverviewView({ state, screen }: { state: State; screen: QuizScreen }) {
  const { size } = state;
  const width = measure(size);
  const rows = overviewRows(screen, width - 2);
  const room = bodyRows(size, footerLines(state.footer, width).length);
  const first = windowStart(screen.selected, rows.length, Math.min(rows.length, room));
  return (
    <Frame
      size={size}
      width={width}
      header={<QuizHeader screen={screen} width={width} />}
      footerRows={footerLines(state.footer, width).length}
      footer={<Footer mode={modeOf(state)} notice={state.footer} width={width} />}
    >
      <Box flexDirection="column" marginLeft={Math.max(0, Math.floor((size.columns - width) / 2))}>
        <SelectList labels={rows.slice(first, first + room)} selected={screen.selected - first} />
      </Box>
    </Frame>
  );
}
