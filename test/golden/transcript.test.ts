import { expect, test } from 'vitest';
import { diffLines } from './diff.ts';
import { parseDifferences } from './differences.ts';
import { parseScript, readScripts } from './script.ts';
import { formatAnswer, formatTranscript, parseBlocks, readTranscript } from './transcript.ts';

test('a transcript is readable, and read back block by block', () => {
  const answers = [
    { command: 'echo a', stdout: 'a\n\n b \n', stderr: '', exitCode: 0 },
    { command: 'docker x', stdout: '\x1b[1mhi\r\n', stderr: 'no', exitCode: 125 },
  ];
  const text = formatTranscript({
    header: { engine: '28.5.2', client: '28.5.2', date: '2026-11-20' },
    answers,
  });
  expect(text).toBe(
    '# engine 28.5.2, client 28.5.2, recorded 2026-11-20\n\n' +
      '$ echo a\nout| a\nout|\nout|  b \nexit 0\n\n' +
      '$ docker x\nout| ␛[1mhi␍\nerr| no\nerr\\ no newline at the end\nexit 125\n',
  );
  expect(parseBlocks(text)).toEqual(answers.map(formatAnswer));
});

test('a script is its command lines, with the numbers of their lines', () => {
  expect(parseScript('x', '# title\n\necho a\n  # more\n echo b \n')).toEqual({
    name: 'x',
    host: 'engine',
    lines: [
      { number: 3, command: 'echo a' },
      { number: 5, command: 'echo b' },
    ],
  });
});

test('known differences name a line and a reason', () => {
  expect(parseDifferences('# Title\n\n- `run-exit:12` because of x\n')).toEqual(
    new Map([['run-exit:12', 'because of x']]),
  );
  expect(() => parseDifferences('- run-exit 12')).toThrow(
    'differences.md:1: expected - `script:line` reason',
  );
});

test('a diff shows what is gone and what is new among what stayed', () => {
  expect(diffLines('a\nb\nc', 'a\nx\nc\nd')).toBe('  a\n- b\n+ x\n  c\n+ d');
});

test('every script is recorded, line for line', async () => {
  for (const script of await readScripts([])) {
    const blocks = parseBlocks((await readTranscript(script.name)) ?? '');
    expect(blocks.map((block) => block.split('\n')[0])).toEqual(
      script.lines.map(({ command }) => `$ ${command}`),
    );
  }
});
