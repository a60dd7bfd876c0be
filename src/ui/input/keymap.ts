import type { Intent } from '../../app/intent.ts';
import {
  type Binding,
  bind,
  clearLine,
  earlier,
  editing,
  focus,
  helpKey,
  helpOrType,
  inLesson,
  interrupt,
  leaveNow,
  line,
  machine,
  paging,
  quit,
  reading,
  reset,
  search,
  toText,
  turning,
  upDown,
  why,
} from './bindings.ts';
import type { KeyName } from './key-name.ts';
import { typedText } from './key-name.ts';
import type { Mode } from './mode.ts';
import { overlayKeys } from './overlay-keys.ts';
import { questionKeys } from './question-keys.ts';
import { quizKeys } from './quiz-keys.ts';

const prompting: readonly Binding[] = [
  bind('ctrl-g', 'hint', 'Ctrl-G', 'a hint, then the next, then the solution (or type: hint)', 'hint'),
  bind('tab', 'complete', 'Tab', 'complete the word', 'complete'),
  bind('up ctrl-p', line('older'), '↑ Ctrl-P', 'the line before, from the history'),
  bind('down ctrl-n', line('newer'), '↓ Ctrl-N', 'the line after, from the history'),
  bind('pgup', { kind: 'page', by: -1 }, 'PgUp', 'a screen of output back'),
  bind('pgdn', { kind: 'page', by: 1 }, 'PgDn', 'a screen of output on'),
  earlier,
  ...editing,
  bind('esc', 'back', 'Esc', 'to the text and its keys', 'text'),
  helpOrType,
  clearLine,
];

/** A command that does not run, and what it printed. */
const inPane: readonly Binding[] = [
  ...upDown('a line of the output'),
  ...paging,
  ...turning,
  bind('space', 'forward', 'Space', 'on'),
  focus,
  reset,
  machine,
  earlier,
  ...toText,
];

/** Every key of every mode. Help, the footer and the README's table are made from this. */
export const keymap: Readonly<Record<Mode, readonly Binding[]>> = {
  map: [
    bind('enter', 'accept', 'Enter', 'open the lesson', 'open'),
    ...upDown('a lesson'),
    ...paging,
    bind('/', 'search', '/', 'search lessons, words and questions', 'search'),
    { ...machine, hint: 'switch machine' },
    bind('r', 'review', 'r', 'review what is due', 'review'),
    bind('z', 'quiz', 'z', 'a quiz: ten questions, weak concepts first', 'quiz'),
    bind('w', 'placement', 'w', 'where to begin: 12 questions say which lessons you may skip'),
    helpKey,
    quit,
    leaveNow,
  ],
  review: [
    bind('enter', 'accept', 'Enter', 'begin where the pointer is', 'begin'),
    ...upDown('an entry'),
    ...paging,
    bind('esc', 'back', 'Esc', 'course map', 'map'),
    helpKey,
    quit,
    interrupt,
  ],
  'course-search': [
    bind('enter', 'accept', 'Enter', 'open the place, or say what the word means', 'open'),
    bind('up ctrl-p', { kind: 'move', by: -1 }, '↑ Ctrl-P', 'an entry up'),
    bind('down ctrl-n', { kind: 'move', by: 1 }, '↓ Ctrl-N', 'an entry down'),
    bind('pgup', { kind: 'page', by: -1 }, 'PgUp', 'ten entries up'),
    bind('pgdn', { kind: 'page', by: 1 }, 'PgDn', 'ten entries down'),
    bind('esc', 'back', 'Esc', 'course map', 'map'),
    ...editing,
    helpOrType,
    bind('ctrl-c', 'interrupt-line', 'Ctrl-C', 'empty the line, else leave'),
  ],
  'reading-run': [
    bind('enter', 'accept', 'Enter', 'run the page’s command; then go on', 'run'),
    ...reading,
    ...inLesson,
  ],
  'reading-task': [
    bind('enter', 'accept', 'Enter', 'to the task’s prompt', 'to the prompt'),
    ...reading,
    ...inLesson,
  ],
  'reading-question': [
    bind('enter', 'accept', 'Enter', 'to the question', 'to the question'),
    ...reading,
    ...inLesson,
  ],
  'reading-only': [bind('enter', 'accept', 'Enter', 'go on'), ...reading, ...inLesson],
  'reading-done': [
    bind('enter', 'accept', 'Enter', 'go on', 'go on'),
    bind('r', 'again', 'r', 'run or answer it again', 'again'),
    ...reading.filter(({ keys }) => keys[0] !== 'space' && keys[0] !== 'r'),
    bind('space', 'forward', 'Space', 'on: a screen, then the next page'),
    ...inLesson,
  ],
  searching: [
    search,
    bind('n', 'next-hit', 'n', 'next hit', 'next hit'),
    bind('N', 'previous-hit', 'N', 'previous hit', 'previous'),
    bind('enter', 'accept', 'Enter', 'do what the page asks for'),
    ...reading.filter((binding) => binding.keys[0] !== '/' && !turning.includes(binding)),
    bind('right', { kind: 'turn', by: 1 }, '→', 'next page'),
    bind('left p', { kind: 'turn', by: -1 }, '← p', 'previous page'),
    bind('esc', 'back', 'Esc', 'end the search', 'end search'),
    helpKey,
    quit,
    interrupt,
  ],
  'search-line': [
    bind('enter', 'accept', 'Enter', 'search', 'search'),
    bind('esc', 'back', 'Esc', 'do not search', 'cancel'),
    ...editing,
    helpOrType,
    clearLine,
  ],
  run: [
    bind('enter', 'accept', 'Enter', 'run the command', 'run'),
    bind('r', 'run', 'r', 'run the command'),
    bind('e', 'edit-command', 'e', 'edit the command', 'edit'),
    ...inPane,
  ],
  ran: [
    bind('enter', 'accept', 'Enter', 'the rest of what stands here, then the next page', 'next page'),
    bind('r', 'again', 'r', 'run it again', 'again'),
    bind('e', 'edit-command', 'e', 'edit the command', 'edit'),
    why,
    ...inPane,
  ],
  running: [
    bind('s', 'stop', 's', 'stop the command', 'stop'),
    ...upDown('a line of the output'),
    ...paging,
    ...turning,
    focus,
    earlier,
    ...toText,
  ],
  'command-line': [
    bind('enter', 'accept', 'Enter', 'run this command', 'run'),
    bind('esc', 'back', 'Esc', 'leave the command as it was', 'cancel'),
    ...editing,
    helpOrType,
    clearLine,
  ],
  prompt: [
    bind('enter', 'accept', 'Enter', 'run the line; once the task is done, an empty one goes on', 'run'),
    ...prompting,
  ],
  'prompt-done': [
    bind('enter', 'accept', 'Enter', 'next page; with a line typed, run it', 'next page'),
    ...prompting,
  ],
  ...questionKeys,
  ...quizKeys,
  result: [
    bind('enter', 'accept', 'Enter', 'go where the pointer is', 'go'),
    ...upDown('an entry'),
    ...paging,
    bind('left p', { kind: 'turn', by: -1 }, '← p', 'back to the last page'),
    bind('esc', 'back', 'Esc', 'course map', 'map'),
    helpKey,
    quit,
    leaveNow,
  ],
  ...overlayKeys,
  waiting: [bind('esc enter', 'back', 'Esc', 'course map', 'map'), helpKey, quit, leaveNow],
};

/** Modes in which a character is typed, not obeyed. */
const typing: ReadonlySet<Mode> = new Set<Mode>([
  'course-search',
  'search-line',
  'command-line',
  'prompt',
  'prompt-done',
  'answer-line',
  'quiz-answer-line',
  'exam-answer-line',
]);

export const isTyping = (mode: Mode): boolean => typing.has(mode);

/** What the key means there; null: nothing. */
export function intentOf(mode: Mode, key: KeyName): Intent | null {
  const bound = keymap[mode].find((binding) => binding.keys.includes(key));
  if (bound !== undefined) return bound.intent;
  const text = isTyping(mode) ? typedText(key) : null;
  return text === null ? null : { kind: 'edit', edit: { kind: 'insert', text } };
}
