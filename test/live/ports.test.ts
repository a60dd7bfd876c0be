import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { PortBook } from '../../src/live/port-book.ts';
import { isPortTaken, listensIn } from '../../src/live/taken-port.ts';

test('a port that somebody else has is moved to the next free one, and stays moved', () => {
  const taken = new Set([8080, 8081]);
  const book = new PortBook((port) => taken.has(port));
  expect([book.place(8080), book.place(8080), book.place(9000)]).toEqual([8082, 8082, 9000]);
  // Our container has it now: running into it again is what the learner wants to see.
  book.own(8082);
  taken.add(8082);
  expect(book.place(8080)).toBe(8082);
  expect(book.place(8081)).toBe(8083);
  book.clear();
  taken.delete(8080);
  expect(book.place(8080)).toBe(8080);
});

test('a port is taken while somebody listens on it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(isPortTaken(port)).toBe(true);
  server.close();
  await once(server, 'close');
  expect(isPortTaken(port)).toBe(false);
});

test('only who listens counts, whatever the address', () => {
  const table = `  sl  local_address rem_address   st tx_queue
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000
   1: 0100007F:1F91 0100007F:9999 01 00000000:00000000
   2: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 0
`;
  expect([8080, 8081, 80, 90].map((port) => listensIn(table, port))).toEqual([true, false, true, false]);
});
