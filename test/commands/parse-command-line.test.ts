import { expect, test } from 'vitest';
import { parseCommandLine } from '../../src/commands/parse-command-line.ts';

const sentences: readonly (readonly [line: string, sentence: string])[] = [
  ['lesons', 'vmvscontainer: there is no command "lesons"; did you mean "lessons"?'],
  ['sand', 'vmvscontainer: there is no command "sand"; did you mean "sandbox"?'],
  ['xyzzy', 'vmvscontainer: there is no command "xyzzy"; vmvscontainer --help says what there is.'],
  ['--hlep', 'vmvscontainer: there is no option --hlep; did you mean "--help"?'],
  ['help lesson', 'vmvscontainer: there is no command "lesson"; did you mean "lessons"?'],
  ['lessons --jsno', 'vmvscontainer: lessons has no option --jsno; did you mean "--json"?'],
  [
    'lessons all',
    'vmvscontainer: lessons does not take "all"; vmvscontainer lessons --help says what there is.',
  ],
  ['show', 'vmvscontainer: show needs a LESSON; vmvscontainer show --help says what there is.'],
  [
    'sandbox --sim --live',
    'vmvscontainer: --live and --sim exclude each other; vmvscontainer sandbox --help says what there is.',
  ],
];

test.each(sentences)('%s is refused in one sentence', (line, sentence) => {
  expect(parseCommandLine(line.split(' '))).toEqual({ kind: 'usage-error', sentence });
});

test('no words mean the tutorial', () => {
  expect(parseCommandLine([])).toEqual({ kind: 'tutorial', screenReader: null });
});

test.each([
  ['--screen-reader', true],
  ['--no-screen-reader', false],
])('%s is the tutorial in another form', (word, screenReader) => {
  expect(parseCommandLine([word])).toEqual({ kind: 'tutorial', screenReader });
  expect(parseCommandLine([word, 'lessons']).kind).toBe('usage-error');
});

test('--yes stands alone or with another form of the tutorial', () => {
  expect(parseCommandLine(['--yes'])).toEqual({ kind: 'tutorial', screenReader: null, yes: true });
  expect(parseCommandLine(['--screen-reader', '--yes'])).toEqual({
    kind: 'tutorial',
    screenReader: true,
    yes: true,
  });
  expect(parseCommandLine(['--yes', 'lessons']).kind).toBe('usage-error');
});

test('flags and operand come in any order', () => {
  const parsed = parseCommandLine(['sandbox', '--json', '--sim']);
  expect(parsed.kind === 'command' && parsed.command.name).toBe('sandbox');
  expect(parsed.kind === 'command' && parsed.args).toEqual({
    operand: null,
    flags: new Set(['--json', '--sim']),
  });
});

test('after -- a word is an operand, whatever it begins with', () => {
  const parsed = parseCommandLine(['show', '--', '--help']);
  expect(parsed.kind === 'command' && parsed.args.operand).toBe('--help');
});

test.each(['--help', '-h', 'help'])('%s asks for help', (word) => {
  expect(parseCommandLine([word])).toEqual({ kind: 'help', of: null });
});

test('a command has help of its own', () => {
  for (const words of [
    ['show', '--help'],
    ['help', 'show'],
    ['show', 'pid1', '-h'],
  ]) {
    const parsed = parseCommandLine(words);
    expect(parsed.kind === 'help' && parsed.of?.name).toBe('show');
  }
});
