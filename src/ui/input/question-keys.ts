import {
  type Binding,
  bind,
  clearLine,
  earlier,
  editing,
  focus,
  helpOrType,
  letters,
  numbers,
  paging,
  partners,
  toText,
  trueOrFalse,
  turning,
  upDown,
  why,
} from './bindings.ts';

const answered = (more: readonly Binding[]): readonly Binding[] => [
  bind('enter', 'accept', 'Enter', 'the rest of what stands here, then the next page', 'next page'),
  bind('r', 'again', 'r', 'answer again; the first answer counts', 'again'),
  ...more,
  ...upDown('a line'),
  ...paging,
  ...turning,
  bind('space', 'forward', 'Space', 'on'),
  focus,
  earlier,
  ...toText,
];

/** A question; `picks` are the keys that go straight to an entry. */
const question = (answer: string, entry: string, picks: readonly Binding[]): readonly Binding[] => [
  bind('enter', 'accept', 'Enter', answer, 'answer'),
  ...upDown(entry),
  ...picks,
  bind('pgup', { kind: 'page', by: -1 }, 'PgUp', 'a screen back'),
  bind('pgdn', { kind: 'page', by: 1 }, 'PgDn', 'a screen on'),
  ...turning,
  focus,
  earlier,
  ...toText,
];

/** The keys of every mode in which a question is answered or has been. */
export const questionKeys = {
  choosing: question('take the answer pointed at', 'an answer', letters('point at answer')),
  marking: [
    bind('space', 'toggle', 'Space', 'mark the answer pointed at, or take the mark away', 'mark'),
    ...question('give the marked answers', 'an answer', letters('mark answer')),
  ],
  deciding: question('say so; then say why', 'to True or False', trueOrFalse),
  reasoning: [
    bind('esc', 'back', 'Esc', 'back to True or False', 'back'),
    ...question('give this reason', 'a reason', letters('point at reason')).filter(
      ({ keys }) => keys[0] !== 'esc',
    ),
  ],
  ordering: [
    bind('u K', { kind: 'shift', by: -1 }, 'u', 'move the item pointed at up', 'up'),
    bind('d J', { kind: 'shift', by: 1 }, 'd', 'move the item pointed at down', 'down'),
    ...question('give this order', 'an item', numbers('point at item')),
  ],
  matching: question('give these pairs', 'an entry', partners),
  finding: question('take the line pointed at', 'a line', numbers('point at line')),
  answered: answered([]),
  predicted: answered([
    bind('o', 'all-options', 'o', 'why the other answers are right or wrong', 'other answers'),
    why,
    bind('K', { kind: 'output', by: -1 }, 'K', 'back in the output, when not all of it fits'),
    bind('J', { kind: 'output', by: 1 }, 'J', 'on in the output, when not all of it fits'),
  ]),
  'answer-line': [
    bind('enter', 'accept', 'Enter', 'give this answer', 'answer'),
    bind('pgup', { kind: 'page', by: -1 }, 'PgUp', 'a screen back'),
    bind('pgdn', { kind: 'page', by: 1 }, 'PgDn', 'a screen on'),
    bind('esc tab', 'back', 'Esc', 'to the text and its keys', 'text'),
    ...editing,
    helpOrType,
    clearLine,
  ],
} as const satisfies Readonly<Record<string, readonly Binding[]>>;
