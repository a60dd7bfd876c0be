/** Lines that the simulated shell is not given: what no terminal could have typed. */
import type { CommandExit, CommandRun, Refusal } from '../machine/machine.ts';
import type { OutputQueue } from './simulated-output.ts';

const LONGEST_LINE = 65_536;

/** What this machine's shell is not given to read. */
export function refusalOf(commandLine: string): Refusal | null {
  if (commandLine.includes('\0')) {
    return {
      rule: 'not-understood',
      sentence: 'This line holds a NUL character, which no shell can read: type it without.',
    };
  }
  if (commandLine.length <= LONGEST_LINE) return null;
  return {
    rule: 'not-understood',
    sentence: `This line is longer than ${LONGEST_LINE} characters: put it into a file and run that.`,
  };
}

/** A run that has ended before it began. */
export function refused(refusal: Refusal, output: OutputQueue): CommandRun {
  output.say('stderr', `${refusal.sentence}\n`);
  output.end();
  const exit: CommandExit = { kind: 'refused', exitCode: 2, tookMs: 0 };
  return { output, exit: Promise.resolve(exit), stop: () => {} };
}
