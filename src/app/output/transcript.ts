import type { OutputChunk } from '../../machine/machine.ts';

/** What a pane shows of commands and their output, line by line, bounded. */
export interface Transcript {
  readonly lines: readonly TranscriptLine[];
  /** Lines that were let go because more than `transcriptLimit` came. */
  readonly dropped: number;
  /** Whether the last line may still grow, and by which stream. */
  readonly open: OutputChunk['stream'] | null;
}

export interface TranscriptLine {
  readonly kind: 'command' | 'stdout' | 'stderr' | 'status' | 'refusal';
  readonly text: string;
}

export const transcriptLimit = 5000;

export const emptyTranscript: Transcript = { lines: [], dropped: 0, open: null };

/** How many lines came so far, those that were let go included. */
export const linesSoFar = ({ lines, dropped }: Transcript): number => lines.length + dropped;

/** Adds a line of our own: the command as it was entered, how it ended, or why it was refused. */
export function withLine(transcript: Transcript, line: TranscriptLine): Transcript {
  return bounded({ ...transcript, lines: [...transcript.lines, line], open: null });
}

/** Adds output as a terminal would: a chunk goes on with the line its stream left open. */
export function withOutput(transcript: Transcript, chunk: OutputChunk): Transcript {
  const parts = chunk.text.replace(/\r\n/g, '\n').split('\n');
  const lines = [...transcript.lines];
  const goesOn = transcript.open === chunk.stream ? (lines.pop()?.text ?? '') : '';
  parts[0] = goesOn + (parts[0] ?? '');
  const last = parts.pop() ?? '';
  for (const part of parts) lines.push({ kind: chunk.stream, text: printable(part) });
  if (last !== '') lines.push({ kind: chunk.stream, text: printable(last, true) });
  return bounded({ ...transcript, lines, open: last === '' ? null : chunk.stream });
}

function bounded(transcript: Transcript): Transcript {
  const over = transcript.lines.length - transcriptLimit;
  if (over <= 0) return transcript;
  return { ...transcript, lines: transcript.lines.slice(over), dropped: transcript.dropped + over };
}

const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** Without what would move the cursor or colour our screen; a carriage return overwrites, as on a terminal. */
function printable(text: string, open = false): string {
  const plain = text.replace(escapes, '');
  const shown = open
    ? plain
    : (plain
        .split('\r')
        .filter((part) => part !== '')
        .at(-1) ?? '');
  return expandTabs(shown).replace(/[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f]/g, '');
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let out = '';
  for (const char of text) out += char === '\t' ? ' '.repeat(8 - (out.length % 8)) : char;
  return out;
}
