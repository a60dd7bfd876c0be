import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { linesOf } from '../../src/commands/lines.ts';

async function lines(...chunks: readonly (Buffer | string)[]): Promise<string[]> {
  const read: string[] = [];
  for await (const line of linesOf(Readable.from(chunks))) read.push(line);
  return read;
}

test('lines may be split anywhere, also inside a character', async () => {
  const bytes = Buffer.from('né\r\nzwei\n\ndrei');
  const [head, tail] = [bytes.subarray(0, 2), bytes.subarray(2)];
  expect(await lines(head, tail)).toEqual(['né', 'zwei', '', 'drei']);
});

test('an empty stream has no lines', async () => {
  expect(await lines('')).toEqual([]);
});
