import type { CommandExit } from '../../machine/machine.ts';
import type { Transcript, TranscriptLine } from '../output/transcript.ts';
import { hardWrap } from '../text-width.ts';
import type { Ended } from './lesson-state.ts';
import type { PaneRow, Tone } from './pane-row.ts';
import { commandRows, textRows } from './pane-row.ts';

const tones: Readonly<Record<TranscriptLine['kind'], Tone>> = {
  command: 'command',
  stdout: 'stdout',
  stderr: 'stderr',
  status: 'dim',
  refusal: 'note',
};

/** Marks standard error without colour too. */
export const stderrMark = '! ';

/** Lines are never changed once made, so each is wrapped once per width. */
const wrapped = new WeakMap<TranscriptLine, { readonly width: number; readonly rows: readonly PaneRow[] }>();

export function transcriptRows(transcript: Transcript, width: number): readonly PaneRow[] {
  const rows: PaneRow[] = [];
  if (transcript.dropped > 0) {
    rows.push({ text: `… ${transcript.dropped} earlier lines are not kept`, tone: 'dim' });
  }
  for (const line of transcript.lines) rows.push(...lineRows(line, width));
  return rows;
}

function lineRows(line: TranscriptLine, width: number): readonly PaneRow[] {
  const known = wrapped.get(line);
  if (known?.width === width) return known.rows;
  const rows = wrapLine(line, width);
  wrapped.set(line, { width, rows });
  return rows;
}

function wrapLine(line: TranscriptLine, width: number): readonly PaneRow[] {
  const tone = tones[line.kind];
  if (line.kind === 'stderr') {
    return hardWrap(line.text, width - stderrMark.length).map((text) => ({ text: stderrMark + text, tone }));
  }
  if (line.kind === 'command') return commandRows('$ ', line.text.replace(/^\$ /, ''), width);
  if (line.kind === 'refusal') return textRows(line.text, tone, width);
  return hardWrap(line.text, width).map((text) => ({ text, tone }));
}

/** `exit 0 · 0.3 s · simulated` */
export function exitText(exit: CommandExit, machine: string): string {
  const how = {
    exited: `exit ${exit.exitCode}`,
    stopped: `stopped, exit ${exit.exitCode}`,
    'timed-out': `out of time, exit ${exit.exitCode}`,
    refused: 'nothing was run',
  }[exit.kind];
  if (exit.kind === 'refused') return how;
  return [how, secondsText(exit.tookMs), machine].filter((part) => part !== '').join(' · ');
}

export function endRows(ended: Ended | null): readonly PaneRow[] {
  return ended === null ? [] : [{ text: exitText(ended, ended.on), tone: 'dim' }];
}

/** One digit below ten seconds, whole seconds above. */
export function secondsText(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
