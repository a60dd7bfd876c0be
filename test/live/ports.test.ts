import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import type { ContainerFacts } from '../../src/domain/observation.ts';
import { askedAtMovedPorts, withAskedPorts } from '../../src/live/asked-ports.ts';
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

test('a goal sees the port that was asked for, and is answered at the one that was published', () => {
  const book = new PortBook((port) => port === 8080);
  expect(book.place(8080)).toBe(8081);
  const from = { kind: 'host' } as const;
  const ask = (url: string) => askedAtMovedPorts({ kind: 'reach', url, from }, book).url;
  expect([ask('http://127.0.0.1:8080/x'), ask('tcp://localhost:8080'), ask('http://127.0.0.1/')]).toEqual([
    'http://127.0.0.1:8081/x',
    'tcp://localhost:8081',
    'http://127.0.0.1/',
  ]);
  const published = (hostPort: string) => ({ containerPort: '80/tcp', hostIp: '127.0.0.1', hostPort });
  const facts = (hostPort: string) => ({ ports: [published(hostPort)] }) as unknown as ContainerFacts;
  const query = { kind: 'container', name: 'vvc-web' } as const;
  expect(withAskedPorts(query, { known: true, value: facts('8081') }, book)).toEqual({
    known: true,
    value: { ports: [published('8080')] },
  });
  expect(withAskedPorts(query, { known: true, value: null }, book)).toEqual({ known: true, value: null });
});
