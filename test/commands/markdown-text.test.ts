import { expect, test } from 'vitest';
import { markdownText } from '../../src/commands/markdown-text.ts';
import { painter } from '../../src/commands/paint.ts';

const markdown = `# A *heading*

A paragraph with **strong** words, \`docker ps -a\`, a [link](https://example.org/x) and <b>tags</b> that wraps; 1 < 2 &amp; 3.

- first item with \`code\`
  and a second line
- second
  1. nested
  2. again

| flag | what it does |
|---|---|
| \`-d\` | runs in the background and prints the id |
| \`-it\` | keeps stdin open, with a terminal |

> Quoted text that is long enough to wrap twice.

\`\`\`sh
docker run   --rm busybox echo a very long line that is never wrapped
\`\`\`
`;

test('markdown becomes lines of 40 columns, code as it stands', () => {
  const lines = markdownText(markdown, { columns: 40, paint: painter(false) });
  expect(`${lines.join('\n')}\n`).toBe(`A heading

A paragraph with strong words, \`docker
ps -a\`, a link (https://example.org/x)
and tags that wraps; 1 < 2 & 3.

- first item with \`code\` and a second
  line
- second
  1. nested
  2. again

flag   what it does
-----  ---------------------------------
\`-d\`   runs in the background and prints
       the id
\`-it\`  keeps stdin open, with a terminal

| Quoted text that is long enough to
| wrap twice.

    docker run   --rm busybox echo a very long line that is never wrapped
`);
});

test('on a terminal the looks are painted and the widths stay the same', () => {
  const lines = markdownText('a `b c` **d**', { columns: 5, paint: painter(true) });
  expect(lines).toEqual(['a \x1b[36m`b\x1b[39m', '\x1b[36mc`\x1b[39m \x1b[1md\x1b[22m']);
});

const picture =
  '```diagram alt="A container beside a virtual machine."\n┌───┐ ╔════╗\n│ a │→║ vm ║\n└───┘ ╚════╝\n```\n';

test.each([
  ['drawn', 40, ['┌───┐ ╔════╗', '│ a │→║ vm ║', '└───┘ ╚════╝']],
  ['ascii', 40, ['+---+ +====+', '| a |>| vm |', '+---+ +====+']],
  ['words', 80, ['[Picture: A container beside a virtual machine.]']],
  ['drawn', 11, ['[Picture: A', 'container', 'beside a', 'virtual', 'machine.]']],
] as const)('a diagram is shown %s at %i columns', (pictures, columns, lines) => {
  expect(markdownText(picture, { columns, paint: painter(false), pictures })).toEqual(lines);
});
