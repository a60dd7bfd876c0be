import { describe, expect, test } from 'vitest';
import type { Arguments, CommandContext } from '../../src/commands/command.ts';
import { parseCommandLine } from '../../src/commands/parse-command-line.ts';
import { quiz } from '../../src/commands/quiz.ts';
import { summaryOf } from '../app/fakes/fake-course.ts';
import { lessons } from '../app/quiz/support.ts';
import { recordedIo } from './recorded-io.ts';

let io = recordedIo();

function context(): CommandContext {
  const library = {
    list: () => lessons.map(summaryOf),
    open: async (id: string) => {
      const lesson = lessons.find((entry) => entry.id === id);
      if (lesson === undefined) throw new Error(`no ${id}`);
      return lesson;
    },
  };
  const never = () => Promise.reject(new Error('not asked for'));
  const ports = {
    lessons: async () => library,
    progress: never,
    settings: never,
    machines: never,
    clock: never,
  };
  return { io, ports };
}

/** The command as it is called with these words. */
async function called(...words: readonly string[]) {
  const parsed = parseCommandLine(['quiz', ...words]);
  if (parsed.kind !== 'command') return parsed;
  io = recordedIo();
  const args: Arguments = parsed.args;
  const exitCode = await quiz(context(), args);
  return { exitCode, stdout: io.stdout, stderr: io.stderr };
}

const refused = (sentence: string) => ({ exitCode: 2, stdout: '', stderr: `vmvscontainer: ${sentence}\n` });

describe('vmvscontainer quiz', () => {
  test('without a terminal names what works without one', async () => {
    const sentence = 'a quiz needs a terminal; vmvscontainer quiz --json prints the questions without one.';
    expect(await called()).toEqual(refused(sentence));
    expect(await called('pid1', 'questions', '--count', '3', '--seed', 'x')).toEqual(refused(sentence));
    expect(await called('--exam', '--time', '20m')).toEqual(refused(sentence));
    expect(await called('--placement')).toEqual(refused(sentence));
  });

  test.each([
    [['pid2'], 'there is no question on "pid2"; did you mean "pid1"?'],
    [
      ['xyzzy'],
      'there is no question on "xyzzy"; a topic is a lesson (vmvscontainer lessons lists them), a concept or a word of the questions.',
    ],
    [['--count', '0'], '--count takes a number of questions from 1 to 9999, such as 10, not "0".'],
    [['--count', 'ten'], '--count takes a number of questions from 1 to 9999, such as 10, not "ten".'],
    [['--count', '-3'], '--count takes a number of questions from 1 to 9999, such as 10, not "-3".'],
    [['--exam', '--time', '5parsecs'], '--time takes a time such as 20m, 90s or 1h30m, not "5parsecs".'],
    [['--exam', '--time', '0m'], '--time takes a time such as 20m, 90s or 1h30m, not "0m".'],
    [['--time', '20m'], '--time is for an exam: add --exam.'],
    [['--placement', 'pid1'], 'a placement asks of the whole course: it takes no topic and no --count.'],
    [['--placement', '--json'], 'what a placement asks hangs on the answers: it has no --json.'],
  ])('%j', async (words, sentence) => {
    expect(await called(...words)).toEqual(refused(sentence));
  });

  test('an exam and a placement exclude each other', async () => {
    expect(await called('--exam', '--placement')).toMatchObject({ kind: 'usage-error' });
  });
});
