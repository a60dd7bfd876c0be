import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { printProblem } from '../../src/content/problem.ts';
import type { Lesson } from '../../src/domain/lesson.ts';

export const FILE = 'lessons/03-pid1/lesson.md';
export const HEAD = `---
kind: lesson
name: pid1
title: Title
description: About.
difficulty: beginner
minutes: 5
objectives: [Know it.]
summary: Done.
---
`;

export function lesson(body: string, head = HEAD): Lesson {
  const decoded = decodeLesson(head + body, { file: FILE });
  if (decoded.kind === 'problems') throw new Error(decoded.problems.map(printProblem).join('\n'));
  return decoded.lesson;
}

/** Problems of a body, with lines counted from the first line of the body. */
export function problems(body: string): readonly string[] {
  const decoded = decodeLesson(HEAD + body, { file: FILE });
  if (decoded.kind === 'lesson') return [];
  return decoded.problems.map(({ line, sentence }) => `${line - 10}: ${sentence}`);
}

export function problemsOfSource(source: string, file = FILE): readonly string[] {
  const decoded = decodeLesson(source, { file });
  return decoded.kind === 'lesson' ? [] : decoded.problems.map(printProblem);
}

export const QUIZ =
  'type: choice\nprompt: P\noptions:\n  - text: A\n    correct: true\n    why: w\n  - text: B\n    why: w\n';
