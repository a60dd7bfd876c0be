import type { CommandEntry } from './command-table.ts';

/** The commands over what is kept of the learner, as the table of all commands lists them. */
export const PROGRESS_COMMANDS: readonly CommandEntry[] = [
  {
    name: 'progress',
    operand: null,
    summary: 'Say how far you are, and what to do next',
    details: [
      'By lesson, and by concept: the share of its questions whose latest answer was',
      'right. With --json: {"lessons","questions","labs","streak","machines","review",',
      '"byLesson","byConcept","next","events"}; next is {"kind":"review"|"go-on"|',
      '"read-again"|"begin"|"exam"|"all-done",...}. Everything is derived from the log',
      'of what happened, each time anew.',
    ],
    flags: [{ name: '--json', summary: 'Print JSON instead of text' }],
    load: async () => (await import('./progress.ts')).progress,
  },
  {
    name: 'grade-answers',
    operand: 'FILE',
    summary: 'Judge a file of answers to quiz --json',
    details: [
      'FILE has an object a line, or a list of them, or is what quiz --json printed',
      'with an "answer" added to each question; - is stdin.',
      '  {"id":"pid1/when-it-stops","answer":"b"}',
      'An answer names options by key or by text: "b"; of several ["a","c"] or "a, c";',
      'an order ["c","a","b"]; pairs {"1":"b","2":"a"}; true or false with its reason',
      '"true, b"; a line its number; what is typed as you would type it. With "hash"',
      'beside it, an answer to a question that was edited since is not judged.',
      'Exit code 0: all are right; 1: some are wrong or open; 2: some could not be',
      'checked, or FILE cannot be read, with its line. Nothing of it is kept.',
      'With --json: {"answers","right","wrong","couldNotCheck","results"}, each result',
      '{"id","line","verdict","explanation"}.',
    ],
    flags: [{ name: '--json', summary: 'Print JSON instead of text' }],
    load: async () => (await import('./grade-answers.ts')).gradeAnswers,
  },
  {
    name: 'export',
    operand: 'FILE',
    summary: 'Write your progress to a file',
    details: [
      'For another computer, or a safe place: one event a line, as JSON. - is stdout.',
      'What was forgotten is left out. Exit code 0: written; 1: not, with the reason.',
    ],
    flags: [{ name: '--force', summary: 'Replace FILE when it is there' }],
    load: async () => (await import('./export.ts')).exportProgress,
  },
  {
    name: 'import',
    operand: 'FILE',
    summary: 'Add the progress of an exported file',
    details: [
      'FILE is an export, or the progress.jsonl of another computer; - is stdin. Each',
      'event counts once, however often it is imported. What you have forgotten stays',
      'forgotten, also when FILE is older. Exit code 0: imported; 1: it could not be',
      'read or saved; 2: it is no such file.',
    ],
    flags: [{ name: '--forgotten-too', summary: 'Also bring back all that was forgotten' }],
    load: async () => (await import('./import.ts')).importProgress,
  },
  {
    name: 'forget',
    operand: 'LESSON',
    operandMayBeLeftOut: true,
    summary: 'Start over: in one lesson, or in all',
    details: [
      'Asks first. The old answers count no more, and an import does not bring them',
      'back (but import --forgotten-too does). They stay in the file of your progress',
      'until you delete it: vmvscontainer doctor says where it is. Exit code 0:',
      'forgotten; 1: it could not be saved; 2: no such lesson, or nobody said yes.',
    ],
    flags: [{ name: '--yes', summary: 'Do not ask' }],
    load: async () => (await import('./forget.ts')).forget,
  },
];
