import { expect, test } from 'vitest';
import { OutputHub } from '../../../src/sim/engine/output-hub.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('lines are logged whole, with their stream and time; clients get the bytes as they come', () => {
  let now = 0;
  const hub = new OutputHub(() => {
    now += 1;
    return now;
  });
  const seen: string[] = [];
  const stop = hub.attach((event) =>
    seen.push(event.kind === 'end' ? 'end' : `${event.stream}:${event.data.length}`),
  );
  hub.write('stdout', bytes('one\ntw'));
  hub.write('stderr', bytes('bad\n'));
  hub.write('stdout', bytes('o\nlast'));
  hub.end();
  stop();
  hub.write('stdout', bytes('unseen\n'));
  expect(hub.entries).toEqual([
    { stream: 'stdout', stampMs: 1, text: 'one\n' },
    { stream: 'stderr', stampMs: 2, text: 'bad\n' },
    { stream: 'stdout', stampMs: 3, text: 'two\n' },
    { stream: 'stdout', stampMs: 4, text: 'last' },
    { stream: 'stdout', stampMs: 5, text: 'unseen\n' },
  ]);
  expect(seen).toEqual(['stdout:6', 'stderr:4', 'stdout:6', 'end']);
});
