import { StringDecoder } from 'node:string_decoder';

const LONGEST_LINE = 1024 * 1024;
const MOST_BYTES = 128 * 1024 * 1024;

/** Why the rest of a source is not read. */
export class TooMuch extends Error {}

/**
 * The lines of a source of which nobody knows what it is, blank ones left out; it never holds more than one line and
 * one chunk. Throws TooMuch on a line of more than 1 MiB, or more than 128 MiB in all.
 */
export async function* boundedLines(source: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new TooMuch('it is larger than 128 MiB');
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of [...lines, rest])
      if (line.length > LONGEST_LINE) throw new TooMuch('it has a line of more than 1 MiB');
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield rest;
}
