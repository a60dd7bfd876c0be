import { COMMANDS, type CommandEntry } from './command-table.ts';

/** The text of `--help`: of the program, or of one command. Generated from the command table. */
export function helpText(of: CommandEntry | null): string {
  return of === null ? programHelp() : commandHelp(of);
}

function programHelp(): string {
  const rows: Row[] = [
    ['vmvscontainer', 'Open the tutorial (in a terminal)'],
    ['vmvscontainer --yes', 'Run on your own Docker without asking'],
    ['vmvscontainer --screen-reader', 'As running text; --no-screen-reader ends it'],
    ...COMMANDS.map((entry): Row => [invocation(entry), entry.summary]),
    ['vmvscontainer --lang CODE', 'Lessons in another language, if translated'],
    ['vmvscontainer COMMAND --help', 'Say more about one command'],
    ['vmvscontainer --version', 'Print the version'],
  ];
  return [
    'Learn what a container is, what a virtual machine is, and why one is not the',
    'other.',
    '',
    'Usage:',
    ...table(rows),
    '',
    'Labs run on Docker on this computer where there is one, else on a simulated',
    'machine; the screen says which. Progress is kept on this computer only',
    '(VMVSCONTAINER_HOME moves it).',
    'Exit codes: 0 done, 1 failed, 2 not understood.',
    '',
  ].join('\n');
}

function commandHelp(entry: CommandEntry): string {
  const flags: Row[] = [
    ...entry.flags.map(
      (flag): Row => [flag.value === undefined ? flag.name : `${flag.name} ${flag.value}`, flag.summary],
    ),
    ['--help', 'Print this text'],
  ];
  return [
    `${entry.summary}.`,
    '',
    ...synopsis(entry),
    '',
    ...entry.details,
    '',
    'Options:',
    ...table(flags),
    '',
  ].join('\n');
}

type Row = readonly [left: string, right: string];

function invocation(entry: CommandEntry): string {
  const name = entry.operandMayBeRepeated === true ? `${entry.operand}...` : entry.operand;
  const operand = entry.operandMayBeLeftOut === true ? `[${name}]` : name;
  return ['vmvscontainer', entry.name, ...(operand === null ? [] : [operand])].join(' ');
}

/** Rows of at most 80 cells; the later ones stand below the command. */
function synopsis(entry: CommandEntry): readonly string[] {
  const excluded = new Set(entry.flags.map((flag) => flag.excludes));
  const flags = entry.flags
    .filter((flag) => !excluded.has(flag.name))
    .map((flag) =>
      flag.excludes === undefined
        ? `[${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}]`
        : `[${flag.excludes}|${flag.name}]`,
    );
  const rows = [`Usage: ${invocation(entry)}`];
  for (const flag of flags) {
    const longer = `${rows.at(-1)} ${flag}`;
    if (longer.length <= 80) rows[rows.length - 1] = longer;
    else rows.push(`       ${flag}`);
  }
  return rows;
}

function table(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
