import { describe, expect, test } from 'vitest';
import { plainText, textWidth } from '../../../src/app/text-width.ts';
import { createTypesetter } from '../../../src/ui/markdown/create-typesetter.ts';
import type { Looks } from '../../../src/ui/markdown/styles.ts';

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

  const wide = [
    ['program', 'file it reads at start-up', 'process', 'what it does with /etc/nsswitch.conf'],
    ['`systemd-detect-virt`', 'container-manager', 'unprivileged', 'says `docker` or `none`'],
    ['`dockerd`', '/var/lib/docker/containers', 'background', 'nothing, as far as anybody could tell'],
  ];

  test.each([
    [84, 'columns'],
    [82, 'a list'],
    [38, 'a list'],
  ])('a table in %i cells is set as %s, its words whole', async (width, how) => {
    const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const [header = [], ...rows] = wide;
    const lines = await set([row(header), '|---|---|---|---|', ...rows.map(row)].join('\n'), width);
    const cellsWords = wide.flat().flatMap((cell) => cell.split(' '));
    expect(cellsWords.filter((word) => !lines.some((line) => line.includes(word)))).toEqual([]);
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
    expect(lines[0]?.startsWith('program: `systemd') ? 'a list' : 'columns').toBe(how);
  });

  test('a cell of a list that wraps hangs below its header', async () => {
    const table = '| PID 1 | when a service dies |\n|---|---|\n| supervisord-or-friends | it starts again |';
    expect(await set(table, 24)).toEqual([
      'PID 1:',
      '  supervisord-or-friends',
      'when a service dies:',
      '  it starts again',
    ]);
  });

  test('escapes in the text do not reach the terminal', async () => {
    const { text } = await typesetter.typeset([{ name: 'text', markdown: 'a\u001b[2Jb', width: 20 }]);
    expect(text).toEqual(['a[2Jb']);
  });
});

describe('a diagram', () => {
  const picture =
    '```diagram alt="A container beside a virtual machine."\n┌───┐ ╔════╗\n│ a │→║ vm ║\n└───┘ ╚════╝\n```';
  const drawn = async (looks: Looks, width: number): Promise<readonly string[]> => {
    const { text } = await createTypesetter(looks).typeset([{ name: 'text', markdown: picture, width }]);
    return (text ?? []).map(plainText);
  };

  test('is drawn where it fits', async () => {
    expect(await drawn({ colour: false, ascii: false }, 40)).toEqual([
      '  ┌───┐ ╔════╗',
      '  │ a │→║ vm ║',
      '  └───┘ ╚════╝',
    ]);
    expect(await drawn({ colour: false, ascii: false }, 12)).toEqual([
      '┌───┐ ╔════╗',
      '│ a │→║ vm ║',
      '└───┘ ╚════╝',
    ]);
  });

  test('has a twin in ASCII', async () => {
    expect(await drawn({ colour: false, ascii: true }, 40)).toEqual([
      '  +---+ +====+',
      '  | a |>| vm |',
      '  +---+ +====+',
    ]);
  });

  test('is told in words where it does not fit, or nobody looks', async () => {
    const words = ['[Picture: A container beside a virtual', 'machine.]'];
    expect(await drawn({ colour: false, ascii: false, words: true }, 40)).toEqual(words);
    expect((await drawn({ colour: false, ascii: false }, 11)).join(' ')).toBe(words.join(' '));
  });
});

test('prose is plain where the terminal is', async () => {
  const typeset = createTypesetter({ colour: false, ascii: true });
  const { text } = await typeset.typeset([
    { name: 'text', markdown: '- “It’s” a → b … über\n\n---', width: 30 },
  ]);
  expect((text ?? []).map(plainText)).toEqual(['- "It\'s" a > b . uber', '', '-'.repeat(30)]);
});
