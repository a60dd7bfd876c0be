import type { LineEdit } from './line-editor/line-editor.ts';

/** What the learner means by a key. The keymap (ui/input/keymap.ts) says which key means which. */
export type Intent =
  | { readonly kind: 'move'; readonly by: 1 | -1 }
  | { readonly kind: 'page'; readonly by: 1 | -1 }
  | { readonly kind: 'edge'; readonly to: 'start' | 'end' }
  | { readonly kind: 'turn'; readonly by: 1 | -1 }
  /** Moves the output that stays in sight. */
  | { readonly kind: 'output'; readonly by: 1 | -1 }
  | { readonly kind: 'pick'; readonly option: number }
  /** Moves what is pointed at among its like. */
  | { readonly kind: 'shift'; readonly by: 1 | -1 }
  /** Text that came at once, where nothing is typed. */
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'edit'; readonly edit: LineEdit }
  | { readonly kind: PlainIntent };

export type PlainIntent =
  | 'accept'
  | 'back'
  | 'quit'
  | 'help'
  | 'switch-focus'
  | 'switch-machine'
  | 'reset-machine'
  | 'run-earlier'
  | 'forward'
  | 'run'
  | 'stop'
  | 'edit-command'
  | 'hint'
  | 'solution'
  | 'complete'
  | 'interrupt-line'
  | 'search'
  | 'next-hit'
  | 'previous-hit'
  | 'all-options'
  | 'toggle'
  | 'glossary'
  | 'why'
  | 'agree-always'
  | 'review'
  /** Help where nothing is typed yet, else the character. */
  | 'help-or-type'
  | 'again'
  /** From the map: a quiz over the course. */
  | 'quiz'
  | 'placement'
  /** In an exam: marks the question, lists them all, ends it. */
  | 'flag'
  | 'overview'
  | 'hand-in'
  /** From a quiz: the page that explains, and the one that shows it. */
  | 'read-about'
  | 'see-happen';
