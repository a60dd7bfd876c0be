import { termsUsedIn } from '../../domain/glossary.ts';
import { pageWords } from '../../domain/page-words.ts';
import type { Step } from '../effect.ts';
import type { Intent } from '../intent.ts';
import { edit } from '../line-editor/line-editor.ts';
import { toMap } from '../map/update-map.ts';
import { toResult } from '../result/update-result.ts';
import type { State } from '../state.ts';
import { switchMachine } from '../update-machine.ts';
import { currentActivity, currentPage, isDone, type LessonScreen, withActivity } from './lesson-state.ts';
import { lessonView } from './lesson-view.ts';
import { goToPage } from './open-page.ts';
import { atEnd, scrollBy, scrollOutput, scrollPage } from './scrolling.ts';
import { runEarlier, runSkipped } from './update-comeback.ts';
import { editCommand, runActivity, stopCommand, typeCommand } from './update-command.ts';
import { composeIntent } from './update-composed.ts';
import { answerChoice, answerFillIn, movePointer, pasteChoice, tryAgain } from './update-question.ts';
import { moveHit, searchIntent, startSearch } from './update-search.ts';
import { completeWord, enterTaskLine, moreHelp } from './update-task.ts';
import { openWhy } from './why.ts';

/** What a key means while a lesson is open. */
export function updateLesson(state: State, screen: LessonScreen, intent: Intent): Step<State> {
  const show = (next: LessonScreen): Step<State> => [{ ...state, screen: next }, []];
  if (screen.search?.editor) return searchIntent(state, screen, screen.search.editor, intent);
  const composing = composeIntent(state, screen, intent);
  if (composing !== null) return composing;
  switch (intent.kind) {
    case 'move':
      return movePointer(state, screen, intent.by) ?? show(scrollBy(state, screen, intent.by));
    case 'page':
      return show(scrollPage(state, screen, intent.by));
    case 'edge':
      return show(scrollBy(state, screen, intent.to === 'start' ? -1e9 : 1e9));
    case 'output':
      return show(scrollOutput(state, screen, intent.by));
    case 'turn':
      return turn(state, screen, intent.by);
    case 'forward':
      return forward(state, screen);
    case 'accept':
      return accept(state, screen);
    case 'back':
      return back(state, screen);
    case 'switch-focus':
      return show(focused(screen, screen.focus === 'prose' ? 'activity' : 'prose'));
    case 'search':
      return show(startSearch(screen));
    case 'next-hit':
      return moveHit(state, screen, 1);
    case 'previous-hit':
      return moveHit(state, screen, -1);
    case 'pick':
      return movePointer(state, screen, { to: intent.option }) ?? [state, []];
    case 'paste':
      return pasteChoice(state, screen, intent.text);
    case 'edit':
      return typed(state, screen, intent);
    default:
      return deed(state, screen, intent.kind);
  }
}

function deed(state: State, screen: LessonScreen, kind: Intent['kind']): Step<State> {
  switch (kind) {
    case 'run':
      return runActivity(state, screen);
    case 'stop':
      return stopCommand(state, screen);
    case 'edit-command':
      return editCommand(state, screen);
    case 'again':
      return tryAgain(state, screen);
    case 'all-options':
      return showOthers(state, screen);
    case 'glossary':
      return openGlossary(state, screen);
    case 'why':
      return openWhy(state, screen);
    case 'hint':
      return moreHelp(state, screen);
    case 'complete':
      return completeWord(state, screen);
    case 'reset-machine':
      return resetMachine(state, screen);
    case 'switch-machine':
      return screen.running === null ? switchMachine(state) : stopFirst(state);
    case 'run-earlier':
      return runEarlier(state, screen);
    default:
      return [state, []];
  }
}

const focused = (screen: LessonScreen, focus: LessonScreen['focus']): LessonScreen =>
  currentActivity(screen) === null ? screen : { ...screen, focus };

function turn(state: State, screen: LessonScreen, by: 1 | -1): Step<State> {
  const page = screen.page + by;
  if (page < 0) return [state, []];
  if (page < screen.lesson.pages.length) return goToPage(state, screen, page);
  return screen.running === null ? toResult(state, screen.lesson) : stopFirst(state);
}

/** Space: down, then to what is to be done, then to the next page. */
function forward(state: State, screen: LessonScreen): Step<State> {
  const view = lessonView(state, screen);
  if (!atEnd(view, screen.focus)) {
    return [{ ...state, screen: scrollPage(state, screen, 1) }, []];
  }
  if (screen.focus === 'prose' && !isDone(currentActivity(screen))) {
    return [{ ...state, screen: focused(screen, 'activity') }, []];
  }
  return turn(state, screen, 1);
}

/** Enter: does what the page asks for; once that is done, goes on. */
function accept(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  if (activity === null) return forward(state, screen);
  if (screen.focus === 'prose' && activity.kind !== 'run') {
    return isDone(activity)
      ? forward(state, screen)
      : [{ ...state, screen: focused(screen, 'activity') }, []];
  }
  switch (activity.kind) {
    case 'run':
      if (activity.editor !== null) return typeCommand(state, screen, activity);
      return isDone(activity)
        ? goOn(state, screen)
        : (runSkipped(state, screen) ?? runActivity(state, screen));
    case 'task':
      return enterTaskLine(state, screen, activity, () => goOn(state, screen));
    case 'predict':
      return activity.choice.answered === null
        ? (runSkipped(state, screen) ?? answerChoice(state, screen, activity))
        : afterAnswer(state, screen);
    case 'choice':
      return activity.choice.answered === null
        ? answerChoice(state, screen, activity)
        : afterAnswer(state, screen);
    case 'fill-in':
      return activity.answered === null ? answerFillIn(state, screen, activity) : goOn(state, screen);
    default:
      return goOn(state, screen);
  }
}

const afterAnswer = (state: State, screen: LessonScreen): Step<State> =>
  isDone(currentActivity(screen)) ? goOn(state, screen) : runActivity(state, screen);

/** To the next page, once the end of what stands here has been in sight. */
const goOn = (state: State, screen: LessonScreen): Step<State> =>
  atEnd(lessonView(state, screen), screen.focus)
    ? turn(state, screen, 1)
    : [{ ...state, screen: scrollPage(state, screen, 1) }, []];

/** Esc: out of the editor, out of the pane, out of the search, out of the lesson. */
function back(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  if (activity?.kind === 'run' && activity.editor !== null) {
    return [{ ...state, screen: withActivity(screen, { ...activity, editor: null }) }, []];
  }
  if (screen.focus === 'activity') return [{ ...state, screen: focused(screen, 'prose') }, []];
  if (screen.search !== null) return [{ ...state, screen: { ...screen, search: null } }, []];
  return screen.running === null ? toMap(state) : stopFirst(state);
}

function typed(state: State, screen: LessonScreen, intent: Intent & { readonly kind: 'edit' }): Step<State> {
  const activity = currentActivity(screen);
  if (activity === null || !('editor' in activity) || activity.editor === null) return [state, []];
  const editor = edit(activity.editor, intent.edit);
  const changed =
    activity.kind === 'task' ? { ...activity, editor, completions: [] } : { ...activity, editor };
  return [{ ...state, screen: withActivity(screen, changed) }, []];
}

/** The words of this page that the glossary explains. */
function openGlossary(state: State, screen: LessonScreen): Step<State> {
  const terms = termsUsedIn(pageWords(currentPage(screen)), screen.lesson.glossary ?? []);
  return terms.length === 0
    ? [{ ...state, footer: 'This page uses no words of the glossary.' }, []]
    : [{ ...state, overlay: { kind: 'glossary', terms, scroll: 0 } }, []];
}

function showOthers(state: State, screen: LessonScreen): Step<State> {
  const activity = currentActivity(screen);
  if (activity?.kind !== 'predict') return [state, []];
  const changed = { ...activity, othersShown: !activity.othersShown };
  return [{ ...state, screen: withActivity(screen, changed) }, []];
}

function resetMachine(state: State, screen: LessonScreen): Step<State> {
  if (screen.running !== null) return stopFirst(state);
  const { opened } = state.machine;
  if (opened.kind !== 'ready') return [state, []];
  return [{ ...state, overlay: { kind: 'confirm-reset' } }, []];
}

/** Leaving the lesson ends its machine; a running command is not ended by the way. */
const stopFirst = (state: State): Step<State> => [
  { ...state, footer: 'A command is running: stop it first (Ctrl-C).' },
  [],
];
