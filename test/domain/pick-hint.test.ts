import { describe, expect, it } from 'vitest';
import type { RanCommand } from '../../src/domain/goal.ts';
import type { Hint } from '../../src/domain/lesson.ts';
import { hintThatFits, pickHint } from '../../src/domain/pick-hint.ts';

const hint = (id: string, command: string | null): Hint => ({
  id,
  text: id,
  when: command === null ? null : [{ kind: 'command', words: command.split(' ') }],
});
const task = {
  hints: [hint('first', null), hint('killed', 'docker kill'), hint('second', null), hint('rm', 'docker rm')],
};
const ran: readonly RanCommand[] = [{ commandLine: 'docker kill x', exitCode: 0, tookMs: 1 }];

describe('the next hint', () => {
  it.each([
    [[], ['killed', 'first', 'second', undefined]],
    [['killed'], ['first', 'second', undefined]],
  ])(
    'after %j is the one that fits, then those that always do; not one for another mistake',
    (seen, expected) => {
      const shown = [...seen];
      const order = expected.map(() => {
        const id = pickHint(task, [], ran, shown)?.id;
        if (id !== undefined) shown.push(id);
        return id;
      });
      expect(order).toEqual(expected);
    },
  );

  it('keeps its order while nothing fits', () => {
    expect(pickHint(task, [], [], [])?.id).toBe('first');
  });

  it('comes by itself only when it fits and is new', () => {
    expect(hintThatFits(task, [], ran, [])?.id).toBe('killed');
    expect(hintThatFits(task, [], ran, ['killed'])).toBe(null);
    expect(hintThatFits(task, [], [], [])).toBe(null);
  });
});
