import { assertNever } from '../domain/assert-never.ts';
import type { ProgressEvent } from '../domain/progress-event.ts';
import type { Step } from './effect.ts';
import type { Event } from './event.ts';
import type { Intent } from './intent.ts';
import { tooSmall } from './layout.ts';
import { leave } from './leave.ts';
import { lessonOpened } from './lesson/lesson-opened.ts';
import { currentActivity, lineOf, withActivity } from './lesson/lesson-state.ts';
import { replayEnded, replayLine } from './lesson/update-comeback.ts';
import { commandEnded, commandOutput, commandRefused } from './lesson/update-command.ts';
import { consentWanted } from './lesson/update-consent.ts';
import { commandMoved, commandTalked } from './lesson/update-elsewhere.ts';
import { updateLesson } from './lesson/update-lesson.ts';
import { completed, goalChecked, hintPicked } from './lesson/update-task.ts';
import { toMap, updateMap } from './map/update-map.ts';
import { startQuiz } from './quiz/start-quiz.ts';
import { updateQuiz } from './quiz/update-quiz.ts';
import { updateResult } from './result/update-result.ts';
import { inReview } from './review/in-review.ts';
import { lookAfter, reviewsFailed, reviewsSeen, updateReview } from './review/update-review.ts';
import { searchRead, updateSearch } from './search/update-search.ts';
import type { State } from './state.ts';
import { typedLine } from './typed-line.ts';
import { resized, typeset } from './typeset-screen.ts';
import { machineFailed, machineOpened, machineReset, machinesFound } from './update-machine.ts';
import { updateOverlay } from './update-overlay.ts';

/** The whole application: what happened, and what follows from it. */
export function update(state: State, event: Event): Step<State> {
  const { screen } = state;
  const { overlay } = state;
  const meant = helpOrTyped(state, event);
  const asksHelp = meant.kind === 'intent' && meant.intent.kind === 'help';
  if (asksHelp && overlay !== null && overlay.kind !== 'help') {
    return [{ ...state, overlay: { kind: 'help', scroll: 0, over: overlay } }, []];
  }
  const [next, effects] =
    screen.kind === 'quiz' ? updateQuiz(state, screen, meant, onScreen) : onScreen(state, meant);
  if (next.reviewing != null) return inReview(next, next.reviewing, effects);
  // What is looked at from a quiz is looked at, not learned.
  const isLook = next.detour != null;
  return [next, isLook ? effects.filter(({ kind }) => kind !== 'save-event') : effects];
}

/** `?` asks for help until something is typed; then it is typed, too. */
function helpOrTyped(state: State, event: Event): Event {
  if (event.kind !== 'intent' || event.intent.kind !== 'help-or-type') return event;
  const isEmpty = (typedLine(state)?.text ?? '') === '';
  const intent: Intent = isEmpty ? { kind: 'help' } : { kind: 'edit', edit: { kind: 'insert', text: '?' } };
  return { kind: 'intent', intent };
}

function onScreen(state: State, event: Event): Step<State> {
  switch (event.kind) {
    case 'intent':
      return intended(state, event.intent);
    case 'resized':
      return resized({ ...state, size: event.size });
    case 'interrupt':
      return leave(state, 'interrupted');
    case 'lesson-opened':
      return lessonOpened(state, event.lesson);
    case 'lesson-failed':
      return [
        {
          ...state,
          screen: { kind: 'message', title: 'This lesson could not be opened', text: event.because },
        },
        [],
      ];
    case 'reviews-seen':
      return reviewsSeen(state, event);
    case 'reviews-failed':
      return reviewsFailed(state, event.because);
    case 'search-read':
      return searchRead(state, event.entries, event.because ?? null);
    case 'tick':
      return [state, []];
    case 'course-opened':
      return state.screen.kind === 'preparing'
        ? startQuiz(state, state.screen.wish, event.lessons)
        : [state, []];
    case 'course-failed': {
      const title = 'The course could not be read';
      return [{ ...state, screen: { kind: 'message', title, text: event.because } }, []];
    }
    case 'typeset':
      return typeset(state, event.key, event.docs);
    case 'recorded':
      return recorded(state, event.event);
    case 'saved':
      return event.saved.saved
        ? [state, []]
        : [{ ...state, footer: `Not saved: ${event.saved.because}` }, []];
    case 'setting-not-saved':
      return [{ ...state, footer: `Not saved: ${event.because}` }, []];
    default:
      return machineSaid(state, event);
  }
}

function recorded(state: State, event: ProgressEvent): Step<State> {
  const next = { ...state, events: [...state.events, event] };
  return [next, lookAfter(next, event)];
}

type MachineEvent = Exclude<
  Event,
  {
    readonly kind:
      | 'intent'
      | 'resized'
      | 'interrupt'
      | 'lesson-opened'
      | 'lesson-failed'
      | 'reviews-seen'
      | 'reviews-failed'
      | 'search-read'
      | 'tick'
      | 'course-opened'
      | 'course-failed'
      | 'typeset'
      | 'recorded'
      | 'saved'
      | 'setting-not-saved';
  }
>;

function machineSaid(state: State, event: MachineEvent): Step<State> {
  switch (event.kind) {
    case 'machines-found':
      return machinesFound(state, event.choices);
    case 'machine-opened':
      return goOnWaiting(machineOpened(state, event.identity, event.replayed));
    case 'machine-failed':
      return machineFailed(state, event.because);
    case 'machine-reset':
      return machineReset(state, event.failed);
    case 'replay-line':
      return replayLine(state, event.run, event.at);
    case 'replay-ended':
      return goOnWaiting(replayEnded(state, event.run, event.replayed));
    case 'command-planned':
      return planned(state, event);
    case 'command-output':
      return commandOutput(state, event.run, event.chunks);
    case 'consent-wanted':
      return consentWanted(state, event);
    case 'command-moved':
      return commandMoved(state, event.run, event);
    case 'command-talked':
      return commandTalked(state, event.run, event);
    case 'command-refused':
      return commandRefused(state, event.run, event.refusal);
    case 'command-ended':
      return commandEnded(state, event.run, event.exit);
    case 'goal-checked':
      return goalChecked(state, event);
    case 'hint-picked':
      return hintPicked(state, event.item, event.hint);
    case 'completed':
      return completed(state, event.commandLine, event.cursor, event.words);
    default:
      return assertNever(event);
  }
}

/** Does what waited for the machine; where earlier commands are offered first, the learner decides again. */
function goOnWaiting([state, effects]: Step<State>): Step<State> {
  const { waiting, screen, footer } = state;
  const ready: State = { ...state, waiting: null };
  if (waiting === null || screen.kind !== 'lesson' || screen.comeback !== null) return [ready, effects];
  const [next, more] = updateLesson(ready, screen, { kind: waiting });
  return [{ ...next, footer: next.footer ?? footer }, [...effects, ...more]];
}

/** Every key takes back what waits for the machine; Ctrl-C does nothing else then. */
function intended(before: State, intent: Intent): Step<State> {
  const agrees =
    before.overlay?.kind === 'consent' && (intent.kind === 'accept' || intent.kind === 'agree-always');
  const state: State = { ...before, footer: null, waiting: agrees ? before.waiting : null };
  const idle = before.screen.kind !== 'lesson' || before.screen.running === null;
  if (before.waiting !== null && idle && intent.kind === 'interrupt-line') return [state, []];
  if (state.overlay !== null) return updateOverlay(state, state.overlay, intent);
  if (intent.kind === 'help') return [{ ...state, overlay: { kind: 'help', scroll: 0 } }, []];
  if (intent.kind === 'quit') return askToQuit(state);
  if (intent.kind === 'interrupt-line') return interrupted(state, before.footer === leaveHint);
  const { screen } = state;
  switch (screen.kind) {
    case 'map':
      return updateMap(state, screen, intent);
    case 'search':
      return updateSearch(state, screen, intent);
    case 'review':
      return updateReview(state, screen, intent);
    case 'lesson':
      return updateLesson(state, screen, intent);
    case 'result':
      return updateResult(state, screen, intent);
    case 'quiz':
      return [state, []];
    case 'opening':
    case 'preparing':
    case 'message':
      return intent.kind === 'back' || intent.kind === 'accept' ? toMap(state) : [state, []];
    default:
      return assertNever(screen);
  }
}

function askToQuit(state: State): Step<State> {
  const running = state.screen.kind === 'lesson' ? state.screen.running : null;
  if (running === null) return leave(state, 'left');
  return [{ ...state, overlay: { kind: 'confirm-quit', running: running.commandLine } }, []];
}

const leaveHint = 'Ctrl-C again leaves.';

/**
 * Ctrl-C, as in a shell: ends the command, or empties the line. With neither in a lesson it leaves only when pressed
 * twice: it may have been meant for a command that has just ended.
 */
function interrupted(state: State, again: boolean): Step<State> {
  const { screen } = state;
  if (screen.kind === 'search' && screen.editor.text !== '') {
    return updateSearch(state, screen, { kind: 'interrupt-line' });
  }
  if (screen.kind !== 'lesson' || again || tooSmall(state.size)) return leave(state, 'left');
  if (screen.running !== null) return updateLesson(state, screen, { kind: 'stop' });
  const activity = currentActivity(screen);
  const typing =
    activity !== null && 'editor' in activity && activity.editor !== null && activity.editor.text !== '';
  if (screen.search?.editor) return updateLesson(state, screen, { kind: 'interrupt-line' });
  if (!typing || screen.focus !== 'activity') return [{ ...state, footer: leaveHint }, []];
  return updateLesson(state, screen, { kind: 'edit', edit: { kind: 'clear' } });
}

function planned(state: State, event: Event & { readonly kind: 'command-planned' }): Step<State> {
  const { screen } = state;
  const activity = screen.kind === 'lesson' ? currentActivity(screen) : null;
  if (screen.kind !== 'lesson' || (activity?.kind !== 'run' && activity?.kind !== 'predict'))
    return [state, []];
  if (lineOf(activity) !== event.commandLine) return [state, []];
  return [{ ...state, screen: withActivity(screen, { ...activity, plan: event.plan }) }, []];
}
