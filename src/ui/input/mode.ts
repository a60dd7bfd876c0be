import {
  type ActivityState,
  currentActivity,
  isDone,
  type LessonScreen,
} from '../../app/lesson/lesson-state.ts';
import type { ComposedState } from '../../app/lesson/question-state.ts';
import type { QuizScreen } from '../../app/quiz/quiz-state.ts';
import type { State } from '../../app/state.ts';
import { assertNever } from '../../domain/assert-never.ts';

/** Where a key is pressed: each has its own table. */
export type Mode =
  | `quiz-${Asking}`
  | `exam-${Asking}`
  | 'exam-overview'
  | 'quiz-intro'
  | 'confirm-quiz'
  | 'quiz-reading'
  | 'quiz-answered'
  | 'quiz-looking'
  | 'quiz-result'
  | 'map'
  | 'course-search'
  | 'review'
  | 'reading-run'
  | 'reading-task'
  | 'reading-question'
  | 'reading-only'
  | 'reading-done'
  | 'searching'
  | 'search-line'
  | 'run'
  | 'ran'
  | 'running'
  | 'command-line'
  | 'prompt'
  | 'prompt-done'
  | 'choosing'
  | 'marking'
  | 'deciding'
  | 'reasoning'
  | 'ordering'
  | 'matching'
  | 'finding'
  | 'answered'
  | 'predicted'
  | 'answer-line'
  | 'result'
  | 'help'
  | 'glossary'
  | 'why'
  | 'confirm'
  | 'confirm-reset'
  | 'consent'
  | 'waiting';

/** A question that waits for its answer. */
export type Asking =
  | 'choosing'
  | 'marking'
  | 'deciding'
  | 'reasoning'
  | 'ordering'
  | 'matching'
  | 'finding'
  | 'answer-line';

export function modeOf(state: State): Mode {
  if (state.overlay !== null) return overlayModes[state.overlay.kind];
  return screenMode(state);
}

const overlayModes = {
  help: 'help',
  glossary: 'glossary',
  why: 'why',
  'confirm-quit': 'confirm',
  'confirm-reset': 'confirm-reset',
  'confirm-quiz': 'confirm-quiz',
  consent: 'consent',
} as const;

/** For whose keys help is asked: what lies below it. */
export function helpedMode(state: State): Mode {
  const { overlay } = state;
  const over = overlay?.kind === 'help' ? overlay.over : undefined;
  return over === undefined ? screenMode(state) : overlayModes[over.kind];
}

/** The mode below an overlay. */
export function screenMode({ screen }: State): Mode {
  switch (screen.kind) {
    case 'map':
    case 'review':
    case 'result':
      return screen.kind;
    case 'search':
      return 'course-search';
    case 'opening':
    case 'preparing':
    case 'message':
      return 'waiting';
    case 'quiz':
      return quizMode(screen);
    case 'lesson':
      return lessonMode(screen);
    default:
      return assertNever(screen);
  }
}

function quizMode(quiz: QuizScreen): Mode {
  if (quiz.phase === 'result') return 'quiz-result';
  if (quiz.phase === 'intro') return 'quiz-intro';
  if (quiz.phase === 'overview') return 'exam-overview';
  const { sheet } = quiz;
  if (sheet.focus === 'prose') return 'quiz-reading';
  if (quiz.phase === 'looking') return 'quiz-looking';
  const activity = currentActivity(sheet);
  const mode = activity === null ? 'answered' : activityMode(sheet, activity);
  if (!isAsking(mode)) return 'quiz-answered';
  return quiz.mode === 'exam' ? `exam-${mode}` : `quiz-${mode}`;
}

const asking: ReadonlySet<string> = new Set<Asking>([
  'choosing',
  'marking',
  'deciding',
  'reasoning',
  'ordering',
  'matching',
  'finding',
  'answer-line',
]);

const isAsking = (mode: string): mode is Asking => asking.has(mode);

function lessonMode(screen: LessonScreen): Mode {
  if (screen.search?.editor) return 'search-line';
  const activity = currentActivity(screen);
  if (screen.focus === 'activity' && activity !== null) return activityMode(screen, activity);
  if (screen.search !== null) return 'searching';
  return activity === null ? 'reading-only' : readingMode(activity);
}

function readingMode(activity: ActivityState): Mode {
  if (isDone(activity)) return activity.kind === 'task' ? 'reading-only' : 'reading-done';
  if (activity.kind === 'run') return 'reading-run';
  return activity.kind === 'task' ? 'reading-task' : 'reading-question';
}

function activityMode(screen: LessonScreen, activity: ActivityState): Mode {
  const running = screen.running?.page === screen.page;
  switch (activity.kind) {
    case 'run':
      if (activity.editor !== null) return 'command-line';
      if (running) return 'running';
      return isDone(activity) ? 'ran' : 'run';
    case 'task':
      return isDone(activity) && activity.editor.text === '' ? 'prompt-done' : 'prompt';
    case 'predict':
      if (running) return 'running';
      return activity.choice.answered === null ? 'choosing' : 'predicted';
    case 'choice':
      return activity.choice.answered === null ? 'choosing' : 'answered';
    case 'fill-in':
      return activity.answered === null ? 'answer-line' : 'answered';
    default:
      return activity.answered === null ? composingMode(activity) : 'answered';
  }
}

function composingMode(activity: ComposedState): Mode {
  switch (activity.kind) {
    case 'multiple':
      return 'marking';
    case 'true-false':
      return activity.value === null ? 'deciding' : 'reasoning';
    case 'order':
      return 'ordering';
    case 'match':
      return 'matching';
    case 'fault':
      return 'finding';
    default:
      return assertNever(activity);
  }
}
