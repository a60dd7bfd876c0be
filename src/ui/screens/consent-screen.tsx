import { effectText } from '../../app/consent.ts';
import { commandRows, textRows } from '../../app/lesson/pane-row.ts';
import { type ConsentOverlay, chosenMachine, type State } from '../../app/state.ts';
import { type TextRow, TextScreen } from '../components/text-screen.tsx';

/**
 * Asked before a line runs on the learner's own engine: the words that will run, and what they do there.
 *
 *     Run this on Docker 28.5 on this computer?                        1-9 of 12
 *
 *     $ docker run --label … --memory 256m --name vvc-keep busybox sleep 1000
 *
 *     It makes something new there. All that this course makes carries its label …
 *
 *     Enter yes  a always this session  Esc no
 */
export function ConsentView({ state, overlay }: { state: State; overlay: ConsentOverlay }) {
  const title = `Run this on ${chosenMachine(state.machine)?.label ?? 'your own Docker'}?`;
  const rows = (width: number) => consentRows(overlay, width);
  return <TextScreen state={state} title={title} rows={rows} scroll={overlay.scroll} />;
}

function consentRows({ shown, effect }: ConsentOverlay, width: number): readonly TextRow[] {
  const lines = shown.flatMap((line) => commandRows('$ ', line, width));
  return [...lines, { text: '' }, ...textRows(effectText[effect], 'plain', width)];
}
