import { expect, test } from 'vitest';
import type { TimeNamespace } from '../../../src/sim/kernel/namespace-objects.ts';
import { SysError } from '../../../src/sim/kernel/sys-error.ts';
import { newTimeOffsets, setTimeOffsets, timeOffsetLines } from '../../../src/sim/kernel/time-offsets.ts';

const initial: TimeNamespace = {
  kind: 'time',
  inode: 1,
  offsets: { monotonic: 0, boottime: 0, mayBeSet: false },
};
const made = (): TimeNamespace => ({ kind: 'time', inode: 2, offsets: newTimeOffsets(initial) });

function refusal(namespace: TimeNamespace, text: string): string {
  try {
    setTimeOffsets(namespace, text, 50_000);
    return 'accepted';
  } catch (error) {
    if (error instanceof SysError) return error.errno;
    throw error;
  }
}

test('a new namespace takes offsets by name and by number, a line each', () => {
  const namespace = made();
  setTimeOffsets(namespace, 'monotonic 5 500000000\n7 100000 0\n', 50_000);
  expect(timeOffsetLines(namespace)).toBe(
    'monotonic           5 500000000\nboottime       100000         0\n',
  );
});

test('what cannot be is refused and changes nothing', () => {
  const namespace = made();
  expect(refusal(namespace, 'boottime -51 0')).toBe('ERANGE');
  expect(refusal(namespace, 'boottime x 0')).toBe('EINVAL');
  expect(refusal(namespace, 'realtime 1 0')).toBe('EINVAL');
  expect(refusal(namespace, 'boottime 1 1000000000')).toBe('EINVAL');
  expect(refusal(initial, 'boottime 1 0')).toBe('EACCES');
  expect(timeOffsetLines(namespace)).toBe(
    'monotonic           0         0\nboottime            0         0\n',
  );
});
