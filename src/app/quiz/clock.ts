import type { Effect, Step } from '../effect.ts';
import type { State } from '../state.ts';
import { endQuiz } from './end-quiz.ts';
import type { QuizClock, QuizScreen } from './quiz-state.ts';

const minuteMs = 60_000;
const secondMs = 1_000;

/** Looks at the clock at once: the time begins. */
export const startClock: Effect = { kind: 'tick-in', ms: 0 };

/** The clock was looked at; when time is over, the quiz is handed in as it is. */
export function tick(state: State, quiz: QuizScreen, at: number): Step<State> {
  if (quiz.clock === null || (quiz.phase !== 'asking' && quiz.phase !== 'overview')) return [state, []];
  const clock = lookedAt(quiz.clock, at);
  const left = leftMs(clock);
  const now: QuizScreen = { ...quiz, clock };
  if (left <= 0) {
    const over = state.overlay?.kind === 'help' ? state.overlay.over : state.overlay;
    const overlay = over?.kind === 'confirm-quiz' ? null : state.overlay;
    return endQuiz({ ...state, overlay }, { ...now, timeOver: true });
  }
  return [{ ...state, screen: now }, [{ kind: 'tick-in', ms: untilChange(left) }]];
}

/** A clock that was set back takes no time away and gives none. */
function lookedAt({ allowedMs, endsAt, now }: QuizClock, at: number): QuizClock {
  if (endsAt === null) return { allowedMs, endsAt: at + allowedMs, now: at };
  return { allowedMs, endsAt: endsAt + Math.min(0, at - now), now: at };
}

export const leftMs = ({ allowedMs, endsAt, now }: QuizClock): number =>
  endsAt === null ? allowedMs : endsAt - now;

/** Until what `leftText` says changes. */
const untilChange = (left: number): number =>
  left > minuteMs ? left % minuteMs || minuteMs : left % secondMs || secondMs;

/** `19 min left`; in the last minute `45 s left`. */
export function leftText(clock: QuizClock): string {
  const left = Math.max(0, leftMs(clock));
  return left > minuteMs ? `${Math.ceil(left / minuteMs)} min left` : `${Math.ceil(left / secondMs)} s left`;
}

const saidMinutes = [60, 45, 30, 20, 15, 10, 5, 2, 1];

/** As it is told who hears the terminal: a few times only, not every minute; null: nothing to say yet. */
export function leftSaid(clock: QuizClock): string | null {
  const minutes = leftMs(clock) / minuteMs;
  const passed = saidMinutes.filter((mark) => minutes <= mark && mark * minuteMs < clock.allowedMs).at(-1);
  return passed === undefined ? null : `At most ${passed} min left.`;
}
