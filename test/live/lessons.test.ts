import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { judgeLine } from '../../src/live/judge-line.ts';
import { guestMarks } from './guest-marks.ts';

const lessons = new URL('../../lessons/', import.meta.url);

/** What the fences of a lesson run on the learner's machine: all but what plays in a simulated world of its own. */
function linesOf(text: string): readonly string[] {
  if (/^world:/m.test(text.slice(0, text.indexOf('\n---', 4)))) return [];
  return [...text.matchAll(/^```(sh|task|predict)([^\n]*)\n([\s\S]*?)^```/gm)].flatMap(
    ([, kind = '', words = '', body = '']) => {
      if (/world=/.test(words) || /^world:/m.test(body)) return [];
      if (kind === 'sh') return words.includes('+exec') ? body.replace(/\\\n/g, '').split('\n') : [];
      const { command = [], solutions = [], attempts = [] } = parse(body);
      const tried = attempts.map(({ commands }: { commands: unknown }) => commands);
      return [command, solutions, tried].flat(3).filter((line) => typeof line === 'string');
    },
  );
}

test('every command, solution and attempt of the lessons may run on the learner’s own machine', () => {
  const folders = readdirSync(lessons, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const refused = folders.flatMap(({ name }) => {
    const lines = linesOf(readFileSync(new URL(`${name}/lesson.md`, lessons), 'utf8'));
    return lines.flatMap((line) => {
      const judged = judgeLine(line, guestMarks);
      return judged.kind === 'runs' ? [] : [`${name}: ${line}: ${judged.refusal.sentence}`];
    });
  });
  expect(refused).toEqual([]);
});
