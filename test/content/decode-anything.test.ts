import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLesson } from '../../src/content/decode-lesson.ts';
import { FILE, HEAD, QUIZ } from './lesson-source.ts';

const PIECES = [
  '---\n',
  '## One\n',
  '```sh +exec id=a\n',
  '```\n',
  '````\n',
  '~~~quiz id=b\n',
  '~~~\n',
  `\`\`\`quiz id=c\n${QUIZ}\`\`\`\n`,
  '```task id=d\ngoal: &a [*a]\n',
  'options: {? [a]: b, <<: *x, __proto__: {}}\n',
  '!!js/function "x"\n',
  '- [x] yes\n  > why\n',
  '- [ ] no\n',
  '> Notice: look\n',
  '`ls`{{exec}} ',
  '```{{exec}}\n',
  '| a |\n|-|\n| <b> |\n',
  '\t- : - |\n',
  '\u001b]0;x\u0007',
  '\ud800',
  '\n',
  ' ',
];

describe('anything', () => {
  it('is a lesson or named problems on lines of the file, never an exception', () => {
    const body = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string())).map((pieces) => pieces.join(''));
    const source = fc.oneof(
      body.map((text) => HEAD + text),
      body,
    );
    fc.assert(
      fc.property(source, (text) => {
        const decoded = decodeLesson(text, { file: FILE });
        if (decoded.kind === 'lesson') return;
        const lines = text.split('\n').length;
        expect(decoded.problems.length).toBeGreaterThan(0);
        for (const { line, sentence } of decoded.problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(sentence).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
