import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type KeySource, PacedStdin } from '../../src/terminal/paced-stdin.ts';

class FakeTerminal extends EventEmitter {
  paused = true;
  readonly rawModes: boolean[] = [];
  resume(): void {
    this.paused = false;
  }
  pause(): void {
    this.paused = true;
  }
  setRawMode(on: boolean): void {
    this.rawModes.push(on);
  }
  type(text: string | Buffer): void {
    this.emit('data', text);
  }
}

function paced() {
  const terminal = new FakeTerminal();
  const stdin = new PacedStdin(terminal as unknown as KeySource);
  return { terminal, stdin };
}

/** Reads as Ink does: everything there is, at each 'readable'. */
function reader(stdin: PacedStdin) {
  const reads: string[][] = [];
  let wake: (() => void) | null = null;
  const listener = () => {
    const read: string[] = [];
    for (let key = stdin.read(); key !== null; key = stdin.read()) read.push(key);
    reads.push(read);
    wake?.();
  };
  stdin.on('readable', listener);
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      wake = () => reads.length >= count && resolve();
      wake();
    });
  return { reads, until, listener };
}

test('one key at a time, with a turn of the event loop between two', async () => {
  const { terminal, stdin } = paced();
  const { reads, until } = reader(stdin);
  terminal.type('\x1b[B\rx');
  expect(reads).toEqual([['\x1b[B']]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toEqual([['\x1b[B']]);
  await until(3);
  expect(reads).toEqual([['\x1b[B'], ['\r'], ['x']]);
});

test('a sequence split over two reads is one key', async () => {
  const { terminal, stdin } = paced();
  const { reads, until } = reader(stdin);
  terminal.type('\x1b');
  terminal.type('[');
  terminal.type('B');
  await until(1);
  expect(reads).toEqual([['\x1b[B']]);
});

test('a lone Escape is one key, and not joined with the next', async () => {
  const { terminal, stdin } = paced();
  const { reads, until } = reader(stdin);
  terminal.type('\x1b');
  await until(1);
  terminal.type('q');
  await until(2);
  expect(reads).toEqual([['\x1b'], ['q']]);
});

test('a character split over two reads is one key', async () => {
  const { terminal, stdin } = paced();
  const { reads, until } = reader(stdin);
  const bytes = Buffer.from('é');
  terminal.type(bytes.subarray(0, 1));
  terminal.type(bytes.subarray(1));
  await until(1);
  expect(reads).toEqual([['é']]);
});

test('nothing is read while nobody listens, and keys that had come wait for the next listener', async () => {
  const { terminal, stdin } = paced();
  const first = reader(stdin);
  terminal.type('ab');
  stdin.off('readable', first.listener);
  expect(terminal.paused).toBe(true);
  expect(terminal.listenerCount('data')).toBe(0);
  const second = reader(stdin);
  expect(terminal.paused).toBe(false);
  await second.until(1);
  expect(first.reads).toEqual([['a']]);
  expect(second.reads).toEqual([['b']]);
});

test('raw mode is the terminal’s own', () => {
  const { terminal, stdin } = paced();
  stdin.setRawMode(true).setRawMode(false);
  expect(terminal.rawModes).toEqual([true, false]);
});
