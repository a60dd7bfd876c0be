import { counted } from '../../domain/wording.ts';
import type { State } from '../state.ts';

type What = 'hand-in' | 'leave' | 'quit';

export const confirmTitle = (what: What): string =>
  what === 'hand-in' ? 'Hand the exam in?' : 'Leave the exam?';

/** What follows from a yes. */
export function confirmText({ screen }: State, what: What): string {
  if (what !== 'hand-in') return 'It is void then: no answer is kept, and there is no result.';
  const open = screen.kind === 'quiz' ? screen.items.length - Object.keys(screen.given).length : 0;
  if (open === 0) return 'Every question has an answer. They cannot be changed afterwards.';
  const are = open === 1 ? 'question has' : 'questions have';
  return `${open} ${are} no answer, and ${open === 1 ? 'counts' : 'count'} as not right. Answers cannot be changed afterwards.`;
}

/** What there is to know of an exam or a placement before it begins, a paragraph a line. */
export function introLines({ screen }: State): readonly string[] {
  if (screen.kind !== 'quiz') return [];
  if (screen.mode === 'placement') {
    return [
      `${counted(screen.total, 'question')} over the whole course: harder after a right answer, easier after a wrong one.`,
      'n says “I do not know”; a lucky guess skips what you need.',
      'At the end: which lessons you may skip, and why. Nothing is locked.',
    ];
  }
  const time =
    screen.clock === null
      ? 'without a time limit'
      : `in ${durationText(screen.clock.allowedMs)}, counted from the first; then the exam is handed in as it is`;
  return [
    `${counted(screen.items.length, 'question')} ${time}.`,
    'Answers may be changed until you hand in; then all is explained.',
    'Ctrl-T flags a question, Ctrl-O lists them all.',
    'An exam that is left is void: no answer is kept.',
    ...tasksLine(screen.exam === null ? 0 : tasksOf(screen)),
  ];
}

const tasksLine = (tasks: number): readonly string[] =>
  tasks === 0
    ? []
    : [`${counted(tasks, 'task')} on a machine ${tasks === 1 ? 'follows' : 'follow'}, without the clock.`];

const tasksOf = (screen: Extract<State['screen'], { readonly kind: 'quiz' }>): number =>
  screen.lessons
    .find(({ id }) => id === screen.exam)
    ?.pages.filter(({ activity }) => activity?.kind === 'task').length ?? 0;

function durationText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.round((ms % 60_000) / 1_000);
  const parts = [
    ...(minutes > 0 ? [counted(minutes, 'minute')] : []),
    ...(seconds > 0 ? [counted(seconds, 'second')] : []),
  ];
  return parts.join(' ');
}
