import { type Binding, bind, helpKey, leaveNow, quit, upDown } from './bindings.ts';

/** The footer has no room for it where a question is answered: yes and no stand there. */
const quietHelp = bind('?', 'help', '?', 'this help');

/** A text over the screen; `again` is the key that opened it. */
const text = (again: string, more: readonly Binding[] = [helpKey]): readonly Binding[] => [
  bind(`esc ${again} enter space`, 'back', 'Esc', 'close', 'close'),
  ...upDown('a line'),
  bind('pgup b', { kind: 'page', by: -1 }, 'PgUp', 'a screen back'),
  bind('pgdn', { kind: 'page', by: 1 }, 'PgDn', 'a screen on'),
  ...more,
  quit,
  leaveNow,
];

/** The keys of whatever lies over a screen. */
export const overlayKeys = {
  help: text('?', []),
  glossary: text('g'),
  why: text('w'),
  confirm: [
    bind('enter y q', 'accept', 'Enter y', 'stop it and leave', 'stop it and leave'),
    bind('esc n', 'back', 'Esc n', 'stay', 'stay'),
    leaveNow,
    quietHelp,
  ],
  'confirm-reset': [
    bind('enter y R', 'accept', 'Enter y', 'put it back', 'put it back'),
    bind('esc n', 'back', 'Esc n', 'leave it as it is', 'leave it'),
    bind('q', 'quit', 'q', 'leave it as it is'),
    bind('ctrl-c', 'interrupt-line', 'Ctrl-C', 'leave it as it is'),
    quietHelp,
  ],
  consent: [
    bind('enter y', 'accept', 'Enter y', 'yes, run it', 'yes'),
    bind('a', 'agree-always', 'a', 'yes, and do not ask again in this session', 'always this session'),
    bind('esc n', 'back', 'Esc n', 'no, run nothing', 'no'),
    bind('q', 'quit', 'q', 'no, run nothing'),
    bind('ctrl-c', 'interrupt-line', 'Ctrl-C', 'no, run nothing'),
    bind('up k', { kind: 'move', by: -1 }, '↑ k', 'a line up'),
    bind('down j', { kind: 'move', by: 1 }, '↓ j', 'a line down'),
    quietHelp,
  ],
} as const satisfies Readonly<Record<string, readonly Binding[]>>;
