import { describe, expect, test } from 'vitest';
import { resetQuestion } from '../../src/app/lesson/reset.ts';
import type { State } from '../../src/app/state.ts';
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

  test('says what goes: on one’s own engine what the course has made there, and nothing else', () => {
    const { machine } = inLesson(1);
    expect(resetQuestion(machine).text).toBe(
      'What you made on it goes: containers, images, volumes, networks. Your answers and solved tasks stay.',
    );
    const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;
    const own: State = { ...inLesson(1), machine: { ...machine, opened: { kind: 'ready', identity: live } } };
    const [asked, effects] = play(own, reset);
    expect([asked.overlay, effects]).toEqual([{ kind: 'confirm-reset' }, []]);
    expect(resetQuestion(asked.machine).text).toBe(
      'What this course has made on your Docker is removed, and nothing else: containers, images, volumes, networks. Your answers and solved tasks stay.',
    );
  });

  test('is done after a yes', () => {
    const [state, effects] = play(inLesson(1), reset, intent('accept'));
    expect([state.overlay, effects]).toEqual([null, [{ kind: 'reset-machine' }]]);
  });
});
