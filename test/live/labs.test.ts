import { expect, test } from 'vitest';
import { judgeLine } from '../../src/live/judge-line.ts';
import { guestMarks, podmanMarks } from './guest-marks.ts';
import { labLines } from './lab-lines.ts';

test('every lab of the curriculum may run on the learner’s own machine', () => {
  const refused = Object.entries(labLines).flatMap(([lab, lines]) =>
    lines.flatMap((line) =>
      [guestMarks, podmanMarks].flatMap((marks) => {
        const judged = judgeLine(line, marks);
        return judged.kind === 'runs' ? [] : [`${lab}: ${line}: ${judged.refusal.sentence}`];
      }),
    ),
  );
  expect(refused).toEqual([]);
  expect(Object.keys(labLines)).toHaveLength(52);
});

test('whatever a lab makes is marked as ours', () => {
  const making = /\bdocker (run|create|commit|import|build|network create|volume create)\b/;
  const unmarked = Object.values(labLines)
    .flat()
    .filter((line) => {
      const judged = judgeLine(line, guestMarks);
      return (
        judged.kind === 'runs' && making.test(line) && !/vmvscontainer\.(session|image)=ab/.test(judged.shown)
      );
    });
  expect(unmarked).toEqual([]);
});
