import { describe, expect, test } from 'vitest';
import { plainText, textWidth } from '../../../src/app/text-width.ts';
import { createTypesetter } from '../../../src/ui/markdown/create-typesetter.ts';

const typesetter = createTypesetter({ colour: false, ascii: false });

async function set(markdown: string, width: number): Promise<readonly string[]> {
  const { text } = await typesetter.typeset([{ name: 'text', markdown, width }]);
  return (text ?? []).map(plainText);
}

const sample = `## Who is *number* 1?

A container lives as long as **PID 1**; see [the manual](https://docs.docker.com/).

- \`ps\` shows it, also in a line that has to wrap
  - nested \`code\`
- second

3. third
4. fourth

| Key | Result |
|---|---|
| \`Ctrl-P Ctrl-Q\` | the container goes on without you |

> Quoted **text**

\`\`\`sh
$ docker ps
\`\`\`
`;

describe('setting markdown', () => {
  test('sets every kind of block', async () => {
    expect(await set(sample, 44)).toEqual([
      'Who is number 1?',
      '',
      'A container lives as long as PID 1; see the',
      'manual (https://docs.docker.com/).',
      '',
      '• `ps` shows it, also in a line that has to',
      '  wrap',
      '  • nested `code`',
      '• second',
      '',
      '3. third',
      '4. fourth',
      '',
      'Key              Result',
      '───────────────  ───────────────────────────',
      '`Ctrl-P Ctrl-Q`  the container goes on',
      '                 without you',
      '',
      '│ Quoted text',
      '',
      '  $ docker ps',
    ]);
  });

  test.each([20, 30, 38, 58, 78, 84])('no line is wider than %i', async (width) => {
    const lines = await set(sample, width);
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
  });

  test('a table too narrow for its columns becomes a list', async () => {
    const table = '| Name | Meaning | More |\n|---|---|---|\n| one two three | four five six | seven eight |';
    expect(await set(table, 24)).toEqual([
      'Name: one two three',
      'Meaning: four five six',
      'More: seven eight',
    ]);
  });

  test('escapes in the text do not reach the terminal', async () => {
    const { text } = await typesetter.typeset([{ name: 'text', markdown: 'a\u001b[2Jb', width: 20 }]);
    expect(text).toEqual(['a[2Jb']);
  });
});
