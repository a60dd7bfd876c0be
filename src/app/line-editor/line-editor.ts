/**
 * A line being typed. `text` is held as code points so that a cursor never splits a character; all motions
 * are those of readline's emacs mode (readline(3), "Commands for Moving" and "Killing and Yanking").
 */
export interface LineEditor {
  readonly text: string;
  /** Index in code points, 0 to the length. */
  readonly cursor: number;
  readonly killed: string;
  /** Lines entered before, oldest first. */
  readonly history: readonly string[];
  /** Which line of the history stands in the editor; null: the learner's own. */
  readonly recalled: number | null;
  /** What was typed before the history was walked. */
  readonly draft: string;
}

export type LineEdit =
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'replace-word'; readonly with: string }
  | {
      readonly kind:
        | 'left'
        | 'right'
        | 'word-left'
        | 'word-right'
        | 'start'
        | 'end'
        | 'delete-back'
        | 'delete-forward'
        | 'kill-to-end'
        | 'kill-to-start'
        | 'kill-word'
        | 'yank'
        | 'older'
        | 'newer'
        | 'clear';
    };

export function lineEditor(text = '', history: readonly string[] = []): LineEditor {
  return { text, cursor: [...text].length, killed: '', history, recalled: null, draft: '' };
}

/** The editor after its line was entered: empty, the line remembered unless it repeats the last one. */
export function afterEnter(editor: LineEditor): LineEditor {
  const line = editor.text.trim();
  const repeats = line === '' || editor.history.at(-1) === line;
  return lineEditor('', repeats ? editor.history : [...editor.history, line].slice(-200));
}

/** The cursor as an offset in UTF-16 units, as `Machine.complete` counts. */
export const cursorOffset = (editor: LineEditor): number =>
  [...editor.text].slice(0, editor.cursor).join('').length;

export function edit(editor: LineEditor, change: LineEdit): LineEditor {
  if (change.kind === 'insert') return insert(editor, change.text);
  if (change.kind === 'replace-word') return replaceWord(editor, change.with);
  return motions[change.kind](editor);
}

type Motion = Exclude<LineEdit['kind'], 'insert' | 'replace-word'>;

const motions: Readonly<Record<Motion, (editor: LineEditor) => LineEditor>> = {
  left: (editor) => moved(editor, editor.cursor - 1),
  right: (editor) => moved(editor, editor.cursor + 1),
  'word-left': (editor) => moved(editor, wordStart(editor, /[\p{L}\p{N}_]/u)),
  'word-right': (editor) => moved(editor, wordEnd(editor)),
  start: (editor) => moved(editor, 0),
  end: (editor) => moved(editor, Number.POSITIVE_INFINITY),
  'delete-back': (editor) => cut(editor, Math.max(0, editor.cursor - 1), editor.cursor),
  'delete-forward': (editor) => cut(editor, editor.cursor, editor.cursor + 1),
  'kill-to-end': (editor) => kill(editor, editor.cursor, [...editor.text].length),
  'kill-to-start': (editor) => kill(editor, 0, editor.cursor),
  'kill-word': (editor) => kill(editor, wordStart(editor, /\S/u), editor.cursor),
  yank: (editor) => insert(editor, editor.killed),
  older: (editor) => recall(editor, (editor.recalled ?? editor.history.length) - 1),
  newer: (editor) => recall(editor, (editor.recalled ?? editor.history.length) + 1),
  clear: (editor) => lineEditor('', editor.history),
};

/** Pasted line ends become spaces: nothing runs because it was pasted. */
function insert(editor: LineEditor, raw: string): LineEditor {
  const added = [...raw.replace(/[\r\n\t]+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '')];
  const points = [...editor.text];
  points.splice(editor.cursor, 0, ...added);
  return { ...editor, text: points.join(''), cursor: editor.cursor + added.length };
}

function replaceWord(editor: LineEditor, word: string): LineEditor {
  return insert(cut(editor, wordStart(editor, /\S/u), editor.cursor), word);
}

function moved(editor: LineEditor, to: number): LineEditor {
  return { ...editor, cursor: Math.max(0, Math.min([...editor.text].length, to)) };
}

function cut(editor: LineEditor, from: number, to: number): LineEditor {
  const points = [...editor.text];
  points.splice(from, to - from);
  return { ...editor, text: points.join(''), cursor: from };
}

function kill(editor: LineEditor, from: number, to: number): LineEditor {
  if (from === to) return editor;
  const killed = [...editor.text].slice(from, to).join('');
  return { ...cut(editor, from, to), killed };
}

function wordStart(editor: LineEditor, inWord: RegExp): number {
  const points = [...editor.text];
  let at = editor.cursor;
  while (at > 0 && !inWord.test(points[at - 1] ?? '')) at--;
  while (at > 0 && inWord.test(points[at - 1] ?? '')) at--;
  return at;
}

function wordEnd(editor: LineEditor): number {
  const points = [...editor.text];
  const inWord = /[\p{L}\p{N}_]/u;
  let at = editor.cursor;
  while (at < points.length && !inWord.test(points[at] ?? '')) at++;
  while (at < points.length && inWord.test(points[at] ?? '')) at++;
  return at;
}

function recall(editor: LineEditor, wanted: number): LineEditor {
  if (wanted < 0 || wanted > editor.history.length) return editor;
  const draft = editor.recalled === null ? editor.text : editor.draft;
  const own = wanted === editor.history.length;
  const text = own ? draft : (editor.history[wanted] ?? '');
  return { ...editor, text, cursor: [...text].length, recalled: own ? null : wanted, draft };
}
