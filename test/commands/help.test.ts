import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/command-table.ts';
import { helpText } from '../../src/commands/help.ts';

test('help lists every command', () => {
  expect(helpText(null)).toBe(`Learn what a container is, what a virtual machine is, and why one is not the
other.

Usage:
  vmvscontainer                     Open the tutorial (in a terminal)
  vmvscontainer --yes               Run on your own Docker without asking
  vmvscontainer --screen-reader     As running text; --no-screen-reader ends it
  vmvscontainer lessons             List the lessons and how far you are
  vmvscontainer show LESSON         Print a lesson to read, without answers
  vmvscontainer quiz [TOPIC...]     Questions on what you have learned
  vmvscontainer progress            Say how far you are, and what to do next
  vmvscontainer grade-answers FILE  Judge a file of answers to quiz --json
  vmvscontainer export FILE         Write your progress to a file
  vmvscontainer import FILE         Add the progress of an exported file
  vmvscontainer forget [LESSON]     Start over: in one lesson, or in all
  vmvscontainer review              Ask again what is about to be forgotten
  vmvscontainer glossary [TERM]     Say what a word of the course means
  vmvscontainer cheatsheet          Print the course on one page
  vmvscontainer sandbox             A prompt on the machine, without a lesson
  vmvscontainer doctor              Say what labs run on here, and why
  vmvscontainer clean               Remove what labs left on your Docker
  vmvscontainer --lang CODE         Lessons in another language, if translated
  vmvscontainer COMMAND --help      Say more about one command
  vmvscontainer --version           Print the version

Labs run on Docker on this computer where there is one, else on a simulated
machine; the screen says which. Progress is kept on this computer only
(VMVSCONTAINER_HOME moves it).
Exit codes: 0 done, 1 failed, 2 not understood.
`);
});

test('a command says what its flags do', () => {
  expect(
    helpText(COMMANDS.find((entry) => entry.name === 'lessons') ?? null),
  ).toBe(`List the lessons and how far you are.

Usage: vmvscontainer lessons [--json]

With --json: an array of
{"id","title","minutes","objectives","state","labs","questions"};
state is "new", "in-progress" or "done"; labs counts the tasks that are
solved on a machine and checked, questions the quiz and the predictions.

Options:
  --json  Print JSON instead of a table
  --help  Print this text
`);
});

test('the sandbox says what its exit code is', () => {
  expect(
    helpText(COMMANDS.find((entry) => entry.name === 'sandbox') ?? null),
  ).toContain(`Its exit code is that of the last command, or the one given to exit, as a
shell's is; with --json 0 at the end of the input, whatever the lines gave.
`);
});

test('help fits 80 columns', () => {
  const lines = [null, ...COMMANDS].flatMap((entry) => helpText(entry).split('\n'));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
