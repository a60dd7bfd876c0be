import type { State } from '../../app/state.ts';
import { hardWrap, wordWrap } from '../../app/text-width.ts';
import type { ExplainedLine } from '../../domain/output-why.ts';
import { type TextRow, TextScreen } from '../components/text-screen.tsx';
import { inlineText } from '../markdown/inline-text.ts';
import type { Looks } from '../markdown/styles.ts';
import { useTheme } from '../theme.ts';

interface WhyViewProps {
  readonly state: State;
  readonly lines: readonly ExplainedLine[];
  readonly scroll: number;
}

/**
 * Why lines of the output below it say what they say.
 *
 *     Why it says so
 *
 *     3f1c…  busybox  "sh"  Exited (0) 2 seconds ago
 *       The shell read end-of-file and left of its own accord.
 */
export function WhyView({ state, lines, scroll }: WhyViewProps) {
  const { looks } = useTheme();
  const rows = (width: number) => lines.flatMap((line, index) => whyRows(line, index === 0, width, looks));
  return <TextScreen state={state} title="Why it says so" rows={rows} scroll={scroll} />;
}

function whyRows(
  { line, text }: ExplainedLine,
  first: boolean,
  width: number,
  looks: Looks,
): readonly TextRow[] {
  return [
    ...(first ? [] : [{ text: '' }]),
    ...hardWrap(line.trim(), width).map((strong) => ({ strong, text: '' })),
    ...wordWrap(inlineText(text.replace(/\s+/g, ' '), looks), width - 2).map((row) => ({ text: `  ${row}` })),
  ];
}
