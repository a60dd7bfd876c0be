import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { runProgram } from './run-program.ts';

let home: IsolatedHome;
let work = '';
beforeAll(() => {
  home = isolatedHome();
  work = mkdtempSync(join(tmpdir(), 'vvc-keep-'));
});
afterAll(() => {
  home.remove();
  rmSync(work, { recursive: true, force: true });
});

/** Runs it as the learner of one computer or another. */
function on(computer: string, args: readonly string[], input = '') {
  mkdirSync(join(work, computer), { recursive: true });
  return runProgram(args, { env: { ...home.env, VMVSCONTAINER_HOME: join(work, computer) }, input });
}

const logLine = (index: number): string =>
  `${JSON.stringify({
    v: 1,
    id: `01ARYZ6S41${String(index).padStart(16, '0')}`,
    at: 1_469_918_176_385 + index,
    lesson: 'pid1',
    kind: 'question-answered',
    item: 'when-it-stops',
    hash: 'older',
    answer: 'When its PID 1 ends',
    verdict: 'right',
  })}\n`;

const lessonsDone = async (computer: string): Promise<string> => {
  const { stdout } = await on(computer, ['progress', '--json']);
  const { questions, events } = JSON.parse(stdout);
  return `${questions.answered} answered, ${events} events`;
};

test('progress goes from one computer to another, is forgotten, and does not come back by itself', async () => {
  writeFileSync(join(work, 'log'), logLine(1) + logLine(2));
  expect(await on('old', ['import', join(work, 'log')])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await on('old', ['export', join(work, 'export')])).toEqual({
    stdout: `Exported 2 events to ${join(work, 'export')}.\n`,
    stderr: '',
    exitCode: 0,
  });
  const { stdout: exported } = await on('old', ['export', '-']);
  expect(await on('new', ['import', '-'], exported)).toMatchObject({ exitCode: 0 });
  expect(await lessonsDone('new')).toBe('1 answered, 2 events');
  expect(await on('new', ['forget', 'pid1', '--yes'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await on('new', ['import', join(work, 'export')])).toMatchObject({ exitCode: 0 });
  expect(await lessonsDone('new')).toBe('0 answered, 0 events');
  expect(await on('new', ['import', join(work, 'export'), '--forgotten-too'])).toMatchObject({ exitCode: 0 });
  expect(await lessonsDone('new')).toBe('1 answered, 2 events');
});

test('a home that cannot be written is said in one line, and everything still answers', async () => {
  writeFileSync(join(work, 'file'), '');
  const env = { ...home.env, VMVSCONTAINER_HOME: join(work, 'file', 'home') };
  const because = 'part of the path is a file, not a directory';
  const path = join(work, 'file', 'home', 'progress.jsonl');
  const { stdout, stderr, exitCode } = await runProgram(['progress'], { env, input: '' });
  expect({ stderr, exitCode }).toEqual({
    stderr: `vmvscontainer: Progress cannot be saved in ${path}: ${because}.\n`,
    exitCode: 0,
  });
  expect(stdout).toContain('Next: begin ');
});

test('a quiz goes through a script: asked, answered and judged', async () => {
  const asked = await on('script', ['quiz', 'pid1', '--json', '--seed', '7', '--count', '5']);
  expect(asked).toMatchObject({ stderr: '', exitCode: 0 });
  expect(await on('script', ['quiz', 'pid1', '--json', '--seed', '7', '--count', '5'])).toEqual(asked);
  const { questions } = JSON.parse(asked.stdout);
  expect(questions).toHaveLength(5);
  const right = '{"id":"pid1/when-it-stops","answer":"When its PID 1 ends"}\n';
  expect(await on('script', ['grade-answers', '-'], right)).toMatchObject({ exitCode: 0, stderr: '' });
  const wrong = '{"id":"pid1/name-pid1","answer":"sh"}\n';
  expect((await on('script', ['grade-answers', '-'], right + wrong)).exitCode).toBe(1);
  expect(await on('script', ['grade-answers', '-'], 'hello\n')).toEqual({
    stdout: '',
    stderr: 'vmvscontainer: stdin:1: expected an object {"id","answer"}.\n',
    exitCode: 2,
  });
});
