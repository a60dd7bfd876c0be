import { type Binding, bind, focus, helpKey, leaveNow, paging, quit, upDown } from './bindings.ts';
import type { Asking } from './mode.ts';
import { questionKeys } from './question-keys.ts';

const turning: readonly Binding[] = [
  bind('right n', { kind: 'turn', by: 1 }, '→ n', 'next question; this one stays open', 'next'),
  bind('left p', { kind: 'turn', by: -1 }, '← p', 'the question before'),
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
function asked(mode: Asking): readonly Binding[] {
  const own: readonly Binding[] = questionKeys[mode].filter(
    ({ intent, hint }) => !replaced.has(intent.kind) && !(intent.kind === 'back' && hint !== 'back'),
  );
  if (mode === 'answer-line') {
    const [out] = leaving;
    return [...own, ...(out === undefined ? [] : [out]), ...clearing];
  }
  return [
    ...own,
    ...turning,
    focus,
    ...leaving.filter((entry) => !own.some(({ keys }) => keys[0] === entry.keys[0])),
  ];
}

const clearing: readonly Binding[] = questionKeys['answer-line'].filter(
  ({ intent }) => intent.kind === 'interrupt-line',
);

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
