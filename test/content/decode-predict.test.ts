import { describe, expect, it } from 'vitest';
import { lesson, problems } from './lesson-source.ts';

const predict = (more: string): string =>
  `\`\`\`predict id=a\ncommand: ls /none\n${more}prompt: P\noptions:\n  - text: A\n    correct: true\n    why: w\n  - text: B\n    why: w\nconcepts: [ns.kernel]\n\`\`\`\n`;
const activityOf = (more: string, after = '') => lesson(`${predict(more)}${after}`).pages[0]?.activity;

describe('a prediction', () => {
  it('says which exit code its command has, if not 0', () => {
    expect([activityOf('expect: 1\n'), activityOf('expect: any\n')]).toMatchObject([
      { expect: 1 },
      { expect: 'any' },
    ]);
    expect(activityOf('')).not.toHaveProperty('expect');
  });

  it('is the same item whatever is expected or explained', () => {
    const hashes = [
      activityOf(''),
      activityOf('expect: 2\n'),
      activityOf('', '\n> Why "none": it is not there\n'),
    ];
    expect(new Set(hashes.map((one) => one?.hash)).size).toBe(1);
  });

  it.each(['256', '-1', '1.5', 'failure', '[1]'])('complains about expect: %s', (value) => {
    const found = value === '[1]' ? 'a list' : `"${value}"`;
    expect(problems(predict(`expect: ${value}\n`))).toEqual([
      `3: predict.expect: expected an exit code from 0 to 255, or any, found ${found}`,
    ]);
  });

  it('explains lines of its output, and leaves a notice where it does not belong to be complained about', () => {
    expect(activityOf('', '\n> Why "none": it is not there\n')).toMatchObject({
      whys: [{ pattern: 'none', text: 'it is not there' }],
    });
    expect(problems(`${predict('')}\n> Notice: b\n`)).toEqual([
      expect.stringContaining('a quote that begins with Notice: stands right after a +exec fence'),
    ]);
  });
});
