import { describe, expect, test } from 'vitest';
import { type } from './lesson/support.ts';
import { inLesson, intent, onMap, play } from './support.ts';

describe('leaving', () => {
  test('Ctrl-C leaves a lesson when pressed twice, for it may have been meant for a command', () => {
    const [warned, effects] = play(inLesson(2), intent('accept'), intent('interrupt-line'));
    expect([warned.footer, warned.end, effects]).toEqual(['Ctrl-C again leaves.', null, []]);
    expect(play(warned, intent('interrupt-line'))[0].end?.kind).toBe('left');
    const [typed] = play(warned, type('d'), intent('interrupt-line'));
    expect([typed.footer, typed.end]).toEqual([null, null]);
    expect(play(onMap, intent('interrupt-line'))[0].end?.kind).toBe('left');
  });
});

describe('putting the machine back', () => {
  const reset = intent('reset-machine');

  test('is asked about first, and any key but yes leaves it', () => {
    const [asked, nothing] = play(inLesson(1), reset);
    expect([asked.overlay, nothing]).toEqual([{ kind: 'confirm-reset' }, []]);
    for (const key of ['back', 'quit', 'interrupt-line'] as const) {
      const [kept, effects] = play(asked, intent(key));
      expect([kept.overlay, kept.end, effects]).toEqual([null, null, []]);
    }
  });

  test('is done after a yes', () => {
    const [state, effects] = play(inLesson(1), reset, intent('accept'));
    expect([state.overlay, effects]).toEqual([null, [{ kind: 'reset-machine' }]]);
  });
});
