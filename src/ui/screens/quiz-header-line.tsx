import { Box, Text } from 'ink';
import { quizHeader } from '../../app/quiz/quiz-header.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import { clip, textWidth } from '../../app/text-width.ts';
import { PageBar } from '../components/page-bar.tsx';
import { useTheme } from '../theme.ts';

/** Which kind of quiz, the time left, and which of its questions are answered. */
export function QuizHeader({ screen, width }: { screen: QuizScreen; width: number }) {
  const { title, dim } = useTheme();
  const { left, right } = quizHeader(screen);
  const length = screen.mode === 'placement' ? screen.total : screen.items.length;
  const marks = Array.from({ length }, (_, page) => screen.given[page] !== undefined);
  return (
    <>
      <Box justifyContent="space-between" width={width}>
        <Text {...title}>{clip(left, width - textWidth(right) - 2)}</Text>
        <Text {...dim}>{right}</Text>
      </Box>
      <PageBar marks={marks} page={screen.sheet.page} width={width} />
    </>
  );
}
