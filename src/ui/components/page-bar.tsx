import { Text } from 'ink';
import { pageOfCell } from '../../app/lesson/page-marks.ts';
import { useTheme } from '../theme.ts';

interface PageBarProps {
  /** For each page whether it is done. */
  readonly marks: readonly boolean[];
  readonly page: number;
  readonly width: number;
}

/** Which pages are done, and which one this is: `━━━━━━━━━●────━━──────`. */
export function PageBar({ marks, page, width }: PageBarProps) {
  const { glyphs, accent, dim } = useTheme();
  return (
    <Text wrap="truncate">
      {runs(marks, page, width).map(({ kind, from, cells }) => (
        <Text key={from} {...(kind === 'left' ? dim : accent)} bold={kind === 'here'}>
          {{ here: glyphs.here, done: glyphs.barDone, left: glyphs.barLeft }[kind].repeat(cells)}
        </Text>
      ))}
    </Text>
  );
}

interface Run {
  readonly kind: 'here' | 'done' | 'left';
  readonly from: number;
  readonly cells: number;
}

function runs(marks: readonly boolean[], page: number, width: number): readonly Run[] {
  const here = Math.floor(((page + 0.5) * width) / marks.length);
  const found: Run[] = [];
  for (let cell = 0; cell < width; cell++) {
    const at = pageOfCell(cell, width, marks.length);
    const kind = cell === here ? 'here' : marks[at] === true ? 'done' : 'left';
    const last = found.at(-1);
    if (last?.kind === kind) found[found.length - 1] = { ...last, cells: last.cells + 1 };
    else found.push({ kind, from: cell, cells: 1 });
  }
  return found;
}
