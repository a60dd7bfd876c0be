import { assertNever } from '../../domain/assert-never.ts';
import type { Activity, Lesson, QuestionActivity } from '../../domain/lesson.ts';
import type { ChoiceQuestion } from '../../domain/question.ts';
import type { Effect, Step } from '../effect.ts';
import { lineEditor } from '../line-editor/line-editor.ts';
import { emptyTranscript } from '../output/transcript.ts';
import { shuffled } from '../shuffled.ts';
import { chosenMachine, type State } from '../state.ts';
import {
  type ActivityState,
  type Choosing,
  currentActivity,
  currentPage,
  type LessonScreen,
  withActivity,
} from './lesson-state.ts';
import { docsKey, pagePieces } from './pieces.ts';

/** A lesson on its page `page`; the first one when there is no such page. */
export function enterLesson(state: State, lesson: Lesson, page: number): Step<State> {
  const screen: LessonScreen = {
    kind: 'lesson',
    lesson,
    page: 0,
    scroll: 0,
    paneScroll: 0,
    focus: 'prose',
    docs: null,
    activities: {},
    running: null,
    search: null,
  };
  const [opened, effects] = goToPage(state, screen, lesson.pages[page] === undefined ? 0 : page);
  const machine = chosenMachine(state.machine);
  const needsMachine = machine !== null && lesson.pages.some((entry) => usesMachine(entry.activity));
  if (!needsMachine) return [opened, effects];
  return [
    { ...opened, machine: { ...opened.machine, opened: { kind: 'opening' } } },
    [...effects, { kind: 'open-machine', machine: machine.kind }],
  ];
}

const usesMachine = (activity: Activity | null): boolean => activity !== null && activity.kind !== 'question';

/** Shows a page from its top, remembers that it was seen, and has its markdown set. */
export function goToPage(state: State, screen: LessonScreen, page: number): Step<State> {
  const turned: LessonScreen = { ...screen, page, scroll: 0, paneScroll: 0, focus: 'prose', docs: null };
  const { activity, id } = currentPage(turned);
  const known = turned.activities[page] ?? (activity && startActivity(state, turned.lesson, activity));
  const shown = known ? withActivity(turned, known) : turned;
  const effects: Effect[] = [
    { kind: 'save-event', event: { kind: 'page-viewed', lesson: turned.lesson.id, page: id } },
    typesetPage(shown, state),
    ...planPage(state, shown),
  ];
  return [{ ...state, screen: shown }, effects];
}

export const typesetPage = (screen: LessonScreen, state: State): Effect => ({
  kind: 'typeset',
  key: docsKey(screen, state.size),
  pieces: pagePieces(screen, state.size),
});

/** Asks the machine what it would do with the page's command, once there is a machine. */
export function planPage(state: State, screen: LessonScreen): readonly Effect[] {
  if (state.machine.opened.kind !== 'ready') return [];
  const activity = currentActivity(screen);
  if (activity?.kind === 'run') return [{ kind: 'plan-command', commandLine: activity.command }];
  if (activity?.kind === 'predict') {
    return [{ kind: 'plan-command', commandLine: activity.activity.command }];
  }
  return [];
}

function startActivity(state: State, lesson: Lesson, activity: Activity): ActivityState {
  switch (activity.kind) {
    case 'run':
      return {
        kind: 'run',
        activity,
        command: activity.command,
        plan: null,
        editor: null,
        output: emptyTranscript,
        ended: null,
      };
    case 'task':
      return {
        kind: 'task',
        activity,
        editor: lineEditor(),
        output: emptyTranscript,
        ran: [],
        check: { kind: 'none' },
        checks: 0,
        hints: [],
        solutionShown: false,
        completions: [],
      };
    case 'predict':
      return {
        kind: 'predict',
        activity,
        choice: startChoice(state, lesson, activity.question),
        plan: null,
        output: emptyTranscript,
        ended: null,
        othersShown: false,
      };
    case 'question':
      return startQuestion(state, lesson, activity);
    default:
      return assertNever(activity);
  }
}

function startQuestion(state: State, lesson: Lesson, activity: QuestionActivity): ActivityState {
  const { question } = activity;
  if (question.kind === 'fill-in') {
    return { kind: 'fill-in', activity, question, editor: lineEditor(), answered: null };
  }
  return { kind: 'choice', activity, question, choice: startChoice(state, lesson, question) };
}

function startChoice(state: State, lesson: Lesson, question: ChoiceQuestion): Choosing {
  const order = shuffled(question.options.length, `${state.seed}/${lesson.id}/${question.id}`);
  return { order, pointer: 0, answered: null };
}
