import type { Effect } from '../../../src/app/effect.ts';
import type { Event } from '../../../src/app/event.ts';
import type { ActivityState } from '../../../src/app/lesson/lesson-state.ts';
import type { State } from '../../../src/app/state.ts';
import { intent, lessonOf } from '../support.ts';

export const type = (text: string): Event => intent({ kind: 'edit', edit: { kind: 'insert', text } });
export const enter = intent('accept');
export const output = (run: number, text: string): Event => ({
  kind: 'command-output',
  run,
  chunks: [{ stream: 'stdout', text }],
});
export const ended = (run: number, exitCode = 0): Event => ({
  kind: 'command-ended',
  run,
  exit: { kind: 'exited', exitCode, tookMs: 300 },
});

export function activity<K extends ActivityState['kind']>(
  state: State,
  kind: K,
): ActivityState & { kind: K } {
  const screen = lessonOf(state);
  const found = screen.activities[screen.page];
  if (found?.kind !== kind) throw new Error(`this page has ${found?.kind ?? 'nothing'} to do, not ${kind}`);
  return found as ActivityState & { kind: K };
}

export const saved = (effects: readonly Effect[]): readonly unknown[] =>
  effects.flatMap((effect) => (effect.kind === 'save-event' ? [effect.event] : []));

export const stamp = { kind: 'simulated', engine: 'fake 1.0' };
