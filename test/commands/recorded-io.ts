import { Readable } from 'node:stream';
import type { CommandIo } from '../../src/terminal/command-io.ts';

/** Streams of a pipe, kept: what a command wrote can be compared whole. */
export function recordedIo(input = ''): CommandIo & { stdout: string; stderr: string } {
  const io = {
    stdout: '',
    stderr: '',
    stdin: Readable.from([Buffer.from(input)]),
    write: (text: string) => {
      io.stdout += text;
    },
    complain: (text: string) => {
      io.stderr += text;
    },
    interactive: false,
    columns: 80,
    colour: false,
    unicode: true,
  };
  return io;
}
