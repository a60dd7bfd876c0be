import { createReadStream } from 'node:fs';
import { judgeAnswer } from '../domain/judge-answer.ts';
import type { Lesson } from '../domain/lesson.ts';
import { keyOf, type QuizItem, quizItems } from '../domain/quiz/quiz-item.ts';
import { readSheetAnswer } from '../domain/quiz/sheet-answer.ts';
import { becauseOf, codeOf } from '../store/disk-fault.ts';
import { type AnswerEntry, readAnswers } from './answers-file.ts';
import type { Command, CommandContext } from './command.ts';
import { markdownText } from './markdown-text.ts';
import { printable } from './printable.ts';
import { textLayout } from './show.ts';

/** What became of one answer; `line` is where it stands in the file. */
export interface GradedAnswer {
  readonly id: string;
  readonly line: number;
  readonly verdict: 'right' | 'wrong' | 'could-not-check';
  /** Markdown; of what could not be checked, why. */
  readonly explanation: string;
}

const MOST_CHARACTERS = 8 * 1024 * 1024;

/**
 * `vmvscontainer grade-answers FILE`: judges answers as the screen does. Nothing is kept of it. 0: all are right; 1: some
 * are wrong; 2: the file is none, or some could not be checked.
 */
export const gradeAnswers: Command = async (context, { operand, flags }) => {
  const { io, ports } = context;
  const file = operand ?? '-';
  const name = file === '-' ? 'stdin' : printable(file);
  const read = await textOf(file, io);
  if (read.kind === 'fault') {
    io.complain(`vmvscontainer: ${name}: ${read.because}.\n`);
    return 2;
  }
  const answers = readAnswers(read.text);
  if (answers.kind === 'fault') {
    io.complain(`vmvscontainer: ${name}:${answers.line}: ${printable(answers.because)}.\n`);
    return 2;
  }
  const library = await ports.lessons();
  const lessons = await Promise.all(library.list().map(({ id }) => library.open(id)));
  const bank = bankOf(lessons);
  const graded = answers.entries.map((entry) => grade(entry, bank));
  if (flags.has('--json')) io.write(`${JSON.stringify(report(graded), null, 2)}\n`);
  else print(context, name, graded);
  return exitCode(graded);
};

type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fault'; readonly because: string };

async function textOf(file: string, io: CommandContext['io']): Promise<FileText> {
  const source = file === '-' ? io.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      chunks.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > MOST_CHARACTERS) return { kind: 'fault', because: 'it is larger than 8 MiB' };
    }
    return { kind: 'text', text: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    if (codeOf(error) === 'EISDIR') return { kind: 'fault', because: 'it is a folder' };
    return {
      kind: 'fault',
      because: codeOf(error) === 'ENOENT' ? 'there is no such file' : becauseOf(error),
    };
  }
}

const bankOf = (lessons: readonly Lesson[]): ReadonlyMap<string, QuizItem> =>
  new Map(quizItems(lessons).map((item) => [keyOf(item), item]));

function grade({ id, line, hash, answer }: AnswerEntry, bank: ReadonlyMap<string, QuizItem>): GradedAnswer {
  const unchecked = (because: string): GradedAnswer => ({
    id,
    line,
    verdict: 'could-not-check',
    explanation: because,
  });
  const item = bank.get(id);
  if (item === undefined) return unchecked('the course has no such question');
  const { question, hash: now } = item.activity;
  if (hash !== null && hash !== now) return unchecked('the question has been edited since it was asked');
  if (answer === undefined) return { id, line, verdict: 'wrong', explanation: 'It was left open.' };
  const read = readSheetAnswer(question, now, answer);
  if (read.kind === 'unreadable') return unchecked(read.because);
  return { id, line, ...judgeAnswer(question, read.answer) };
}

const counted = (graded: readonly GradedAnswer[], verdict: GradedAnswer['verdict']): number =>
  graded.filter((one) => one.verdict === verdict).length;

const report = (graded: readonly GradedAnswer[]) => ({
  answers: graded.length,
  right: counted(graded, 'right'),
  wrong: counted(graded, 'wrong'),
  couldNotCheck: counted(graded, 'could-not-check'),
  results: graded,
});

function exitCode(graded: readonly GradedAnswer[]): number {
  if (counted(graded, 'could-not-check') > 0) return 2;
  return counted(graded, 'wrong') > 0 ? 1 : 0;
}

function print({ io }: CommandContext, name: string, graded: readonly GradedAnswer[]): void {
  const layout = textLayout(io);
  for (const { id, line, verdict, explanation } of graded) {
    if (verdict === 'could-not-check') {
      io.complain(`vmvscontainer: ${name}:${line}: ${printable(id)}: ${printable(explanation)}.\n`);
      continue;
    }
    const lines = markdownText(explanation, { ...layout, columns: layout.columns - 2 });
    io.write(`${[`${verdict}: ${id}`, ...lines.map((each) => `  ${each}`.trimEnd())].join('\n')}\n\n`);
  }
  const { answers, right, couldNotCheck } = report(graded);
  const unchecked = couldNotCheck === 0 ? '' : `; ${couldNotCheck} could not be checked`;
  io.write(`${right} of ${answers} right${unchecked}.\n`);
}
