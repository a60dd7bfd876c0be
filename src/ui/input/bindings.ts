import type { Intent, PlainIntent } from '../../app/intent.ts';
import type { LineEdit } from '../../app/line-editor/line-editor.ts';
import type { KeyName } from './key-name.ts';

/** A row of the key table: the keys, what they mean, what help says, and what the footer says, if it does. */
export interface Binding {
  readonly keys: readonly KeyName[];
  readonly intent: Intent;
  /** How help writes the keys, when not as they are named. */
  readonly shown: string;
  readonly help: string;
  /** A word or two for the footer; most bindings have none. */
  readonly hint?: string;
}

export function bind(
  keys: string,
  intent: Intent | PlainIntent,
  shown: string,
  help: string,
  hint?: string,
): Binding {
  return {
    keys: keys.split(' '),
    intent: typeof intent === 'string' ? { kind: intent } : intent,
    shown,
    help,
    ...(hint === undefined ? {} : { hint }),
  };
}

export const line = (kind: Exclude<LineEdit['kind'], 'insert' | 'replace-word'>): Intent => ({
  kind: 'edit',
  edit: { kind },
});

export const helpKey = bind('?', 'help', '?', 'this help', 'help');
/** Where `?` may be typed, too. */
export const helpOrType = bind('?', 'help-or-type', '?', 'this help, as long as the line is empty', 'help');
export const quit = bind('q', 'quit', 'q', 'leave; what you did is saved', 'quit');
export const leaveNow = bind('ctrl-c', 'interrupt-line', 'Ctrl-C', 'leave; what you did is saved');
export const interrupt = bind(
  'ctrl-c',
  'interrupt-line',
  'Ctrl-C',
  'stop the running command; else, pressed twice, leave',
);

export const upDown = (help: string): readonly Binding[] => [
  bind('up k', { kind: 'move', by: -1 }, '↑ k', `${help} up`),
  bind('down j', { kind: 'move', by: 1 }, '↓ j', `${help} down`),
];

export const paging: readonly Binding[] = [
  bind('pgup b', { kind: 'page', by: -1 }, 'PgUp b', 'a screen back'),
  bind('pgdn', { kind: 'page', by: 1 }, 'PgDn', 'a screen on'),
  bind('home g', { kind: 'edge', to: 'start' }, 'Home g', 'to the start'),
  bind('end G', { kind: 'edge', to: 'end' }, 'End G', 'to the end'),
];

export const turning: readonly Binding[] = [
  bind('right n', { kind: 'turn', by: 1 }, '→ n', 'next page'),
  bind('left p', { kind: 'turn', by: -1 }, '← p', 'previous page'),
];

export const why = bind('w', 'why', 'w', 'why lines of the output say what they say');
export const search = bind('/', 'search', '/', 'search in this lesson');
export const reset = bind('R', 'reset-machine', 'R', 'put the lab machine back to its start');
export const earlier = bind(
  'ctrl-r',
  'run-earlier',
  'Ctrl-R',
  'run the commands of earlier sittings again, when this machine has not seen them',
);
export const machine = bind(
  'm',
  'switch-machine',
  'm',
  'switch where labs run: this computer’s engine or the simulator',
);
export const stop = bind('s', 'stop', 's', 'stop the running command');
export const focus = bind('tab shift-tab', 'switch-focus', 'Tab', 'between the text and what is to be done');
export const space = (hint: string): Binding =>
  bind('space', 'forward', 'Space', 'on: a screen, then what is to be done, then the next page', hint);

export const reading: readonly Binding[] = [
  space('on'),
  ...upDown('a line'),
  ...paging.map((binding) =>
    binding.keys.includes('g') ? { ...binding, keys: ['home'], shown: 'Home' } : binding,
  ),
  ...turning,
  focus,
  bind('g', 'glossary', 'g', 'what the words of this page mean'),
  why,
  bind('r', 'run', 'r', 'run the page’s command'),
  bind('e', 'edit-command', 'e', 'edit the page’s command'),
  stop,
  reset,
  machine,
  earlier,
  search,
];

export const inLesson = [bind('esc', 'back', 'Esc', 'back', 'map'), helpKey, quit, interrupt];
export const toText = [bind('esc', 'back', 'Esc', 'back to the text', 'text'), helpKey, quit, interrupt];

const picking = (option: number, keys: readonly KeyName[], help: string, hint?: string): Binding => ({
  keys,
  intent: { kind: 'pick', option },
  shown: keys.join(' '),
  help,
  ...(hint === undefined ? {} : { hint }),
});

const letter = (option: number): string => String.fromCharCode(97 + option);

/** Entries by letter or number; `help` goes before the letter. */
export const letters = (help: string): readonly Binding[] =>
  Array.from({ length: 8 }, (_, option) =>
    picking(option, [letter(option), String(option + 1)], `${help} ${letter(option)}`),
  );

/** Entries by number. */
export const numbers = (help: string): readonly Binding[] =>
  Array.from({ length: 9 }, (_, option) => picking(option, [String(option + 1)], `${help} ${option + 1}`));

export const trueOrFalse: readonly Binding[] = [
  picking(0, ['t', 'a', '1'], 'point at True'),
  picking(1, ['f', 'b', '2'], 'point at False'),
];

/** What the entry pointed at is matched with. */
export const partners: readonly Binding[] = Array.from({ length: 8 }, (_, option) =>
  picking(option, [letter(option)], `match the entry pointed at with ${letter(option)}`),
);

export const editing: readonly Binding[] = [
  bind('left ctrl-b', line('left'), '← Ctrl-B', 'a character left'),
  bind('right ctrl-f', line('right'), '→ Ctrl-F', 'a character right'),
  bind('alt-b alt-left', line('word-left'), 'Alt-B', 'a word left'),
  bind('alt-f alt-right', line('word-right'), 'Alt-F', 'a word right'),
  bind('home ctrl-a', line('start'), 'Home Ctrl-A', 'to the start of the line'),
  bind('end ctrl-e', line('end'), 'End Ctrl-E', 'to the end of the line'),
  bind('backspace ctrl-h', line('delete-back'), 'Backspace', 'delete the character before'),
  bind('ctrl-d', line('delete-forward'), 'Ctrl-D', 'delete the character under the cursor'),
  bind('ctrl-w', line('kill-word'), 'Ctrl-W', 'cut the word before'),
  bind('ctrl-u', line('kill-to-start'), 'Ctrl-U', 'cut to the start of the line'),
  bind('ctrl-k', line('kill-to-end'), 'Ctrl-K', 'cut to the end of the line'),
  bind('ctrl-y', line('yank'), 'Ctrl-Y', 'paste what was cut'),
];

export const clearLine = bind(
  'ctrl-c',
  'interrupt-line',
  'Ctrl-C',
  'stop the command, else empty the line; else, pressed twice, leave',
);
