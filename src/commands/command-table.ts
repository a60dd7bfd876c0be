import type { Command } from './command.ts';
import { PROGRESS_COMMANDS } from './command-table-progress.ts';

/** Every command, in the order help lists them. Help, parsing and suggestions all read this table. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'lessons',
    operand: null,
    summary: 'List the lessons and how far you are',
    details: [
      'With --json: an array of',
      '{"id","title","minutes","objectives","state","labs","questions"};',
      'state is "new", "in-progress" or "done"; labs counts the tasks that are',
      'solved on a machine and checked, questions the quiz and the predictions.',
    ],
    flags: [{ name: '--json', summary: 'Print JSON instead of a table' }],
    load: async () => (await import('./lessons.ts')).lessons,
  },
  {
    name: 'show',
    operand: 'LESSON',
    summary: 'Print a lesson to read, without answers',
    details: ['LESSON is its name (pid1), its number (30) or its folder (30-pid1).'],
    flags: [],
    load: async () => (await import('./show.ts')).show,
  },
  {
    name: 'quiz',
    operand: 'TOPIC',
    operandMayBeLeftOut: true,
    operandMayBeRepeated: true,
    summary: 'Questions on what you have learned',
    details: [
      'TOPIC is a lesson (pid1, 30), a concept (net.publish) or an area of them (net),',
      'or a word of the questions; several are taken together, none is the course.',
      'Each answer is explained at once; what you are weak in is asked first.',
      'With --json: {"course","seed","questions"}, each question {"id","hash","type",',
      '"prompt","concepts"} and what may be chosen, as {"key","text"}.',
    ],
    flags: [
      { name: '--count', value: 'N', summary: 'So many questions; 10 without it, 20 in an exam' },
      { name: '--seed', value: 'S', summary: 'The same questions for whoever gives the same S' },
      { name: '--json', summary: 'Print questions without answers, for grade-answers' },
      { name: '--exam', summary: 'Explain at the end; what is answered may be changed' },
      { name: '--time', value: '20m', summary: 'In an exam: hand it in after this time' },
      {
        name: '--placement',
        summary: 'Ask 12 questions that say which lessons you may skip',
        excludes: '--exam',
      },
    ],
    load: async () => (await import('./quiz.ts')).quiz,
  },
  ...PROGRESS_COMMANDS,
  {
    name: 'review',
    operand: null,
    summary: 'Ask again what is about to be forgotten',
    details: [
      'Brings questions, predictions and tasks you have met, each again after a',
      'longer while when it went well and a shorter one when it did not, and says',
      'when and why. It needs a terminal; with --json it prints what is due now:',
      '{"today","perDay","retention","doneToday","due","waiting","next"}, where due',
      'is an array of {"id","lesson","item","kind","due","lastReviewed",',
      '"intervalDays","stabilityDays","reviews","lapses","because"}, the most urgent',
      'first. --per-day and --retention are remembered; with them nothing is asked.',
    ],
    flags: [
      { name: '--limit', value: 'N', summary: 'No more than N this time' },
      { name: '--per-day', value: 'N', summary: 'From now on at most N a day (20)' },
      {
        name: '--retention',
        value: 'N',
        summary: 'Ask while so many in 100 are still known (90)',
      },
      { name: '--json', summary: 'Print what is due as JSON' },
    ],
    load: async () => (await import('./review.ts')).review,
  },
  {
    name: 'glossary',
    operand: 'TERM',
    operandMayBeLeftOut: true,
    summary: 'Say what a word of the course means',
    details: [
      'Without TERM: every word, by the alphabet. With --json: an array of',
      '{"term","spellings","text"}.',
    ],
    flags: [{ name: '--json', summary: 'Print JSON instead of text' }],
    load: async () => (await import('./glossary.ts')).glossary,
  },
  {
    name: 'cheatsheet',
    operand: null,
    summary: 'Print the course on one page',
    details: [],
    flags: [{ name: '--markdown', summary: 'As markdown, to keep or to print' }],
    load: async () => (await import('./cheatsheet.ts')).cheatsheet,
  },
  {
    name: 'sandbox',
    operand: null,
    summary: 'A prompt on the machine, without a lesson',
    details: [
      'Without --sim or --live it is your own Docker where there is one, else the',
      'simulated machine. With --json it reads command lines on stdin and prints one',
      'object a line, {"command","stdout","stderr","exitCode"}, all on one fresh',
      'machine; blank lines are skipped. What would run on your own Docker is asked',
      'about first, and without a terminal it needs --yes.',
      '',
      'Its exit code is that of the last command, or the one given to exit, as a',
      "shell's is; with --json 0 at the end of the input, whatever the lines gave.",
    ],
    flags: [
      { name: '--sim', summary: 'Use the simulated machine' },
      { name: '--live', summary: 'Use Docker on this computer', excludes: '--sim' },
      {
        name: '--world',
        value: 'NAME',
        summary: 'Simulate another host: vm-host, ... (? lists them)',
      },
      { name: '--yes', summary: 'Do not ask before a command runs on your own Docker' },
      { name: '--json', summary: 'Read commands from stdin, print JSON lines' },
    ],
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
  {
    name: 'doctor',
    operand: null,
    summary: 'Say what labs run on here, and why',
    details: [
      'Looks for Docker (DOCKER_HOST, contexts, rootless, Docker Desktop, Colima,',
      'OrbStack, WSL 2) or podman, and at the terminal and where progress is kept.',
      'Exit code 0: labs run in real containers; 1: on the simulator only, with the',
      'reason. With --json: {"ready","labs","reason","because","advice","engine",',
      '"terminal","progress","node","platform"}.',
    ],
    flags: [{ name: '--json', summary: 'Print JSON instead of text' }],
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'clean',
    operand: null,
    summary: 'Remove what labs left on your Docker',
    details: [
      'Shows the containers, networks, volumes and images that this program made, and',
      'the folders of its labs, asks, and removes exactly those. What a session that',
      'runs now has made stays. Images that were pulled stay too. Exit code 0: nothing',
      'is left; 1: something is, or could not be looked at; 2: nobody said yes.',
      'With --json: {"removed","objects","folders","inUse","elsewhere","running",',
      '"because"}.',
    ],
    flags: [
      { name: '--dry-run', summary: 'Show what would be removed, remove nothing' },
      { name: '--yes', summary: 'Do not ask' },
      { name: '--all', summary: 'Also of sessions of other users and folders' },
      { name: '--json', summary: 'Print JSON instead of text' },
    ],
    load: async () => (await import('./clean.ts')).clean,
  },
];

export interface CommandEntry {
  readonly name: string;
  /** What the one operand is called, or null where none is taken. */
  readonly operand: string | null;
  /** It also works without its operand. */
  readonly operandMayBeLeftOut?: boolean;
  /** It takes several of its operand. */
  readonly operandMayBeRepeated?: boolean;
  readonly summary: string;
  readonly details: readonly string[];
  readonly flags: readonly FlagEntry[];
  /** Commands are loaded when called, so that one does not pay for another at start. */
  readonly load: () => Promise<Command>;
}

export interface FlagEntry {
  readonly name: `--${string}`;
  readonly summary: string;
  /** What the word after it is called; without it the flag takes none. */
  readonly value?: string;
  /** A flag that may not stand beside this one. */
  readonly excludes?: `--${string}`;
}
