import type { State } from '../../app/state.ts';
import { padEnd, wordWrap } from '../../app/text-width.ts';
import { type TextRow, TextScreen } from '../components/text-screen.tsx';
import { helpRows } from '../input/hints.ts';
import { helpedMode, type Mode } from '../input/mode.ts';

/**
 * The keys that work on the screen below it, made from the keymap.
 *
 *     Keys                                                       1-20 of 24
 *
 *     Enter         run the command
 *     e             edit the command
 *     ↑ k           a line of the output up
 */
export function HelpView({ state, scroll }: { state: State; scroll: number }) {
  const rows = (width: number) => keyRows(helpedMode(state), width);
  return <TextScreen state={state} title="Keys" rows={rows} scroll={scroll} />;
}

const keysWidth = 14;

const keyRows = (mode: Mode, width: number): readonly TextRow[] =>
  helpRows(mode).flatMap(({ keys, help }) =>
    wordWrap(help, width - keysWidth).map((text, row) => ({
      strong: padEnd(row === 0 ? keys : '', keysWidth),
      text,
    })),
  );
