import type { Lesson } from '../../domain/lesson.ts';
import type { Effect, Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { clamp, measure } from '../layout.ts';
import { enterLesson } from '../lesson/open-page.ts';
import { toMap } from '../map/update-map.ts';
import type { ResultScreen, State } from '../state.ts';
import { lessonResult } from './lesson-result.ts';

/** The end of a lesson: remembered, and shown. */
export function toResult(state: State, lesson: Lesson): Step<State> {
  if (state.detour != null) return toMap(state);
  const finished: Effect = { kind: 'save-event', event: { kind: 'lesson-finished', lesson: lesson.id } };
  const wasOpen = state.machine.opened.kind !== 'closed';
  const close: readonly Effect[] = wasOpen ? [{ kind: 'close-machine' }] : [];
  const screen: ResultScreen = { kind: 'result', lesson, selected: 0, scroll: 0, summary: null };
  const machine = { ...state.machine, opened: { kind: 'closed' as const } };
  return [{ ...state, machine, screen }, [finished, ...close, typesetSummary(lesson, state)]];
}

export const summaryKey = (lesson: Lesson, state: State): string =>
  `${lesson.id}/summary/${state.size.columns}`;

export const typesetSummary = (lesson: Lesson, state: State): Effect => ({
  kind: 'typeset',
  key: summaryKey(lesson, state),
  pieces: [{ name: 'summary', markdown: lesson.summary, width: measure(state.size) }],
});

/** What a key means on the result page. Its list: each page worth another look, then the next lesson or the map. */
export function updateResult(state: State, screen: ResultScreen, intent: Intent): Step<State> {
  const { again, next } = lessonResult(state, screen.lesson);
  const show = (changed: Partial<ResultScreen>): Step<State> => [
    { ...state, screen: { ...screen, ...changed } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return show({ selected: clamp(screen.selected + intent.by, 0, again.length) });
    case 'page':
      return show({ scroll: Math.max(0, screen.scroll + intent.by * 5) });
    case 'edge':
      return show({ selected: intent.to === 'start' ? 0 : again.length });
    case 'back':
      return toMap(state);
    case 'turn':
      return intent.by === -1
        ? enterLesson(state, screen.lesson, screen.lesson.pages.length - 1)
        : [state, []];
    case 'accept': {
      const revisit = again[screen.selected];
      if (revisit !== undefined) return enterLesson(state, screen.lesson, revisit.page);
      if (next === null) return toMap(state);
      const opening = { kind: 'opening' as const, lesson: next.id };
      return [{ ...state, screen: opening }, [{ kind: 'open-lesson', lesson: next.id }]];
    }
    default:
      return [state, []];
  }
}
