import { type Binding, bind, focus, helpKey, leaveNow, paging, quit, upDown } from './bindings.ts';
import type { Asking } from './mode.ts';
import { questionKeys } from './question-keys.ts';

const turning: readonly Binding[] = [
  bind('right n', { kind: 'turn', by: 1 }, '→ n', 'next question; this one stays open', 'next'),
  bind('left p', { kind: 'turn', by: -1 }, '← p', 'the question before'),
];

const turningTyped: readonly Binding[] = [
  bind('ctrl-n', { kind: 'turn', by: 1 }, 'Ctrl-N', 'next question; this one stays open', 'next'),
  bind('ctrl-p', { kind: 'turn', by: -1 }, 'Ctrl-P', 'the question before'),
];

const onward: readonly Binding[] = [
  bind('right n', { kind: 'turn', by: 1 }, '→ n', 'next question'),
  bind('left p', { kind: 'turn', by: -1 }, '← p', 'the question before'),
];

const leaving: readonly Binding[] = [
  bind('esc', 'back', 'Esc', 'end the quiz and see the result', 'end'),
  helpKey,
  quit,
  leaveNow,
];

/** Keys of a lesson that a quiz has none of, or others. */
const replaced: ReadonlySet<string> = new Set([
  'turn',
  'switch-focus',
  'run-earlier',
  'help',
  'quit',
  'interrupt-line',
]);

/** As in a lesson, but for the way out and from question to question. */
function asked(
  mode: Asking,
  more: readonly Binding[] = [],
  out: readonly Binding[] = leaving,
): readonly Binding[] {
  const own: readonly Binding[] = questionKeys[mode].filter(
    ({ intent, hint }) => !replaced.has(intent.kind) && !(intent.kind === 'back' && hint !== 'back'),
  );
  const isTyped = mode === 'answer-line';
  const others = [...(isTyped ? turningTyped : turning), ...more, focus, ...out];
  // What is typed goes to the line: only keys that type nothing are left.
  const kept = isTyped ? others.flatMap(withoutLetters) : others;
  const ends = isTyped
    ? [...kept.filter(({ intent }) => intent.kind !== 'interrupt-line'), ...clearing]
    : kept;
  const taken = new Set(own.flatMap(({ keys }) => keys));
  return [
    ...own,
    ...ends.flatMap((entry) =>
      withKeys(
        entry,
        entry.keys.filter((key) => !taken.has(key)),
      ),
    ),
  ];
}

function withoutLetters(binding: Binding): readonly Binding[] {
  const keys = binding.keys.filter((key) => /^(ctrl-|esc$|tab$|shift-tab$)/.test(key));
  const shown = binding.shown.split(' ').filter((key) => /^(Ctrl-|Esc|Tab)/.test(key));
  return withKeys({ ...binding, shown: shown.join(' ') }, keys);
}

const withKeys = (binding: Binding, keys: Binding['keys']): readonly Binding[] =>
  keys.length === 0 ? [] : [{ ...binding, keys }];

const clearing: readonly Binding[] = questionKeys['answer-line'].filter(
  ({ intent }) => intent.kind === 'interrupt-line',
);

const sitting: readonly Binding[] = [
  bind(
    'F f ctrl-t',
    'flag',
    'F Ctrl-T',
    'flag the question, to come back to; f too where it is no answer',
    'flag',
  ),
  bind('o ctrl-o', 'overview', 'o Ctrl-O', 'all questions, and to hand in', 'all questions'),
];

const leavingExam: readonly Binding[] = [
  bind('esc', 'back', 'Esc', 'leave the exam, which asks first'),
  helpKey,
  bind('q', 'quit', 'q', 'leave, which asks first', 'quit'),
  bind('ctrl-c', 'interrupt-line', 'Ctrl-C', 'leave, which asks first'),
];

const explained: readonly Binding[] = [
  bind('l', 'read-about', 'l', 'read about it in its lesson; Esc comes back', 'lesson'),
  bind('s', 'see-happen', 's', 'see it happen on the machine; Esc comes back', 'see it happen'),
  ...upDown('a line'),
  ...paging,
  ...onward,
  bind('space', 'forward', 'Space', 'next question'),
];

/** The keys of every mode of a quiz. */
export const quizKeys = {
  'quiz-choosing': asked('choosing'),
  'quiz-marking': asked('marking'),
  'quiz-deciding': asked('deciding'),
  'quiz-reasoning': asked('reasoning'),
  'quiz-ordering': asked('ordering'),
  'quiz-matching': asked('matching'),
  'quiz-finding': asked('finding'),
  'quiz-answer-line': asked('answer-line'),
  'exam-choosing': asked('choosing', sitting, leavingExam),
  'exam-marking': asked('marking', sitting, leavingExam),
  'exam-deciding': asked('deciding', sitting, leavingExam),
  'exam-reasoning': asked('reasoning', sitting, leavingExam),
  'exam-ordering': asked('ordering', sitting, leavingExam),
  'exam-matching': asked('matching', sitting, leavingExam),
  'exam-finding': asked('finding', sitting, leavingExam),
  'exam-answer-line': asked('answer-line', sitting, leavingExam),
  'exam-overview': [
    bind('enter', 'accept', 'Enter', 'to the question pointed at; at the end of the list, hand in', 'go'),
    ...upDown('a question'),
    ...paging,
    bind('f F ctrl-t', 'flag', 'f', 'flag the question pointed at, or take the flag away', 'flag'),
    bind('h', 'hand-in', 'h', 'hand in, which asks first', 'hand in'),
    bind('esc o', 'back', 'Esc o', 'back to the question', 'question'),
    helpKey,
    quit,
    leaveNow,
  ],
  'quiz-intro': [
    bind('enter', 'accept', 'Enter', 'begin', 'begin'),
    bind('esc', 'back', 'Esc', 'course map', 'map'),
    helpKey,
    quit,
    leaveNow,
  ],
  'confirm-quiz': [
    bind('enter y', 'accept', 'Enter y', 'yes', 'yes'),
    bind('esc n', 'back', 'Esc n', 'no, go on', 'no, go on'),
    bind('q', 'quit', 'q', 'yes, when it was asked whether to leave'),
    bind('ctrl-c', 'interrupt-line', 'Ctrl-C', 'yes, when it was asked whether to leave'),
    helpKey,
  ],
  'quiz-reading': [
    bind('tab shift-tab esc enter', 'switch-focus', 'Tab Enter', 'back to the question', 'to the question'),
    ...upDown('a line'),
    ...paging,
    ...onward,
    helpKey,
    quit,
    leaveNow,
  ],
  'quiz-answered': [
    bind('enter', 'accept', 'Enter', 'the rest of what stands here, then the next question', 'next question'),
    ...explained,
    focus,
    ...leaving,
  ],
  'quiz-looking': [
    bind('enter', 'accept', 'Enter', 'the rest of what stands here, then the next question', 'next question'),
    ...explained,
    focus,
    bind('esc', 'back', 'Esc', 'back to the result', 'result'),
    helpKey,
    quit,
    leaveNow,
  ],
  'quiz-result': [
    bind('enter', 'accept', 'Enter', 'go where the pointer is', 'go'),
    ...upDown('an entry'),
    ...paging,
    bind('esc', 'back', 'Esc', 'course map', 'map'),
    helpKey,
    quit,
    leaveNow,
  ],
} as const satisfies Readonly<Record<string, readonly Binding[]>>;
