import { Text } from 'ink';
import type { LineEditor } from '../../app/line-editor/line-editor.ts';
import { PaneLine } from './pane-line.tsx';

/** The footer while a search is typed: `/namespa█`. */
export function SearchLine({ editor, width }: { editor: LineEditor; width: number }) {
  const row = { text: '/', tone: 'command' as const, editor: { text: editor.text, cursor: editor.cursor } };
  return (
    <Text wrap="truncate">
      <PaneLine row={row} width={width} focused />
    </Text>
  );
}
