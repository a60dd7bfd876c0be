import { Text } from 'ink';
import type { PaneRow } from '../../app/lesson/pane-row.ts';
import { clip, hardWrap, padEnd, textWidth } from '../../app/text-width.ts';
import { useTheme } from '../theme.ts';

/** A row inside a pane, filled up to the pane's right border: `some output      `, or `$ docker ru█`. */
export function PaneLine({ row, width, focused }: { row: PaneRow; width: number; focused: boolean }) {
  const { tones } = useTheme();
  if (row.editor) return <EditorLine row={row} editor={row.editor} width={width} focused={focused} />;
  return (
    <Text>
      <Text {...tones[row.tone]}>{row.text}</Text>
      {' '.repeat(Math.max(0, width - textWidth(row.text)))}
    </Text>
  );
}

interface EditorLineProps {
  readonly row: PaneRow;
  readonly editor: { readonly text: string; readonly cursor: number };
  readonly width: number;
  readonly focused: boolean;
}

/** What does not fit moves out at the left, so that the cursor stays in sight. */
function EditorLine({ row, editor, width, focused }: EditorLineProps) {
  const { tones } = useTheme();
  const points = [...editor.text];
  const under = points[editor.cursor] ?? ' ';
  const before = lastCells(
    points.slice(0, editor.cursor).join(''),
    width - textWidth(row.text) - textWidth(under),
  );
  const room = width - textWidth(row.text) - textWidth(before) - textWidth(under);
  const after = clip(points.slice(editor.cursor + 1).join(''), room);
  return (
    <Text>
      <Text {...tones.command}>{row.text}</Text>
      {before}
      <Text inverse={focused}>{under}</Text>
      {padEnd(after, Math.max(0, room))}
    </Text>
  );
}

function lastCells(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const reversed = [...text].reverse().join('');
  return [...(hardWrap(reversed, width)[0] ?? '')].reverse().join('');
}
