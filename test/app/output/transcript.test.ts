import { describe, expect, test } from 'vitest';
import {
  emptyTranscript,
  transcriptLimit,
  withLine,
  withOutput,
} from '../../../src/app/output/transcript.ts';
import type { OutputChunk } from '../../../src/machine/machine.ts';

const shown = (...chunks: readonly OutputChunk[]): readonly string[] =>
  chunks.reduce(withOutput, emptyTranscript).lines.map(({ kind, text }) => `${kind}: ${text}`);

const out = (text: string): OutputChunk => ({ stream: 'stdout', text });
const err = (text: string): OutputChunk => ({ stream: 'stderr', text });

describe('a transcript', () => {
  test.each<[string, readonly OutputChunk[], readonly string[]]>([
    ['lines', [out('a\nb\n')], ['stdout: a', 'stdout: b']],
    ['an empty line stays', [out('a\n\nb\n')], ['stdout: a', 'stdout: ', 'stdout: b']],
    ['a chunk goes on where the last ended', [out('he'), out('llo\n')], ['stdout: hello']],
    [
      'streams do not mix in a line',
      [out('he'), err('oops\n'), out('llo\n')],
      ['stdout: he', 'stderr: oops', 'stdout: llo'],
    ],
    ['no line end at the end', [out('# ')], ['stdout: # ']],
    ['line ends of a terminal', [out('a\r\nb\r\n')], ['stdout: a', 'stdout: b']],
    ['a carriage return overwrites', [out('10%\r20%\n')], ['stdout: 20%']],
    [
      'colours and cursor movements are left out',
      [out('\u001b[31mred\u001b[0m\u001b[2J\n')],
      ['stdout: red'],
    ],
    ['tabs reach the next eighth column', [out('PID\tUSER\n')], ['stdout: PID     USER']],
  ])('%s', (_name, chunks, expected) => {
    expect(shown(...chunks)).toEqual(expected);
  });

  test('keeps the newest lines and counts the rest', () => {
    const many = Array.from({ length: transcriptLimit + 3 }, (_, index) => `${index}\n`).join('');
    const transcript = withOutput(emptyTranscript, out(many));
    expect([transcript.lines.length, transcript.dropped, transcript.lines[0]?.text]).toEqual([5000, 3, '3']);
  });

  test('a line of ours ends an open line', () => {
    const open = withOutput(emptyTranscript, out('half'));
    const noted = withOutput(withLine(open, { kind: 'status', text: 'exit 1' }), out('next\n'));
    expect(noted.lines.map(({ text }) => text)).toEqual(['half', 'exit 1', 'next']);
  });
});
