import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proveLesson } from '../../src/commands/prove-lesson.ts';
import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { printProblem } from '../../src/content/problem.ts';
import { itemsOf, type Lesson } from '../../src/domain/lesson.ts';
import { createSimulatedMachine } from '../../src/sim/simulated-machine.ts';

const FIXTURE = new URL('../content/fixtures/curriculum-labs.md', import.meta.url);

function labs(): Lesson {
  const decoded = decodeLesson(readFileSync(FIXTURE, 'utf8'), { file: 'lessons/01-labs/lesson.md' });
  if (decoded.kind === 'problems') throw new Error(decoded.problems.map(printProblem).join('\n'));
  return decoded.lesson;
}

const stage = {
  open: async () =>
    createSimulatedMachine({ yieldToHost: () => new Promise((resolve) => setImmediate(resolve)) }),
  settleMs: 0,
};

describe('the labs of the curriculum', () => {
  const lesson = labs();

  it('are at least thirty', () => expect(itemsOf(lesson).length).toBeGreaterThanOrEqual(30));

  it.each(lesson.pages.map((page) => [page.heading, page] as const))(
    '%s is open at the start and solved by its solution',
    async (_, page) => {
      expect(await proveLesson({ ...lesson, pages: [page] }, stage)).toEqual([]);
    },
  );
});
