import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IsolatedHome, isolatedHome } from './isolated-home.ts';
import { runProgram } from './run-program.ts';

let home: IsolatedHome;
beforeAll(() => {
  home = isolatedHome();
});
afterAll(() => home.remove());

const program = (args: readonly string[], input = '') => runProgram(args, { env: home.env, input });

test('--version is the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await program(['--version'])).toEqual({ stdout: `${version}\n`, stderr: '', exitCode: 0 });
});

test('without a terminal the course is printed, with how to go on', async () => {
  const { stdout, stderr, exitCode } = await program([]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toContain('pid1');
  expect(stdout).toContain('vmvscontainer show ');
  expect(stdout).not.toContain('\x1b');
});

test('lessons --json has the keys that scripts rely on', async () => {
  const { stdout, exitCode } = await program(['lessons', '--json']);
  const lessons = JSON.parse(stdout);
  const pid1 = lessons.find((lesson: { id: string }) => lesson.id === 'pid1');
  expect(Object.keys(pid1)).toEqual(['id', 'title', 'minutes', 'objectives', 'state', 'labs', 'questions']);
  expect(pid1).toMatchObject({ state: 'new', minutes: expect.any(Number), labs: expect.any(Number) });
  expect(exitCode).toBe(0);
});

test.each(['pid1', '30', '030', '30-pid1', 'PID1'])(
  'show %s prints the lesson, wrapped and plain',
  async (name) => {
    const { stdout, stderr, exitCode } = await program(['show', name]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).not.toContain('\x1b');
    const tooWide = stdout.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '));
    // Commands and their output stand as they are, indented; everything else is wrapped.
    expect(tooWide.filter((line) => !/^(\| )?\s{4}/.test(line))).toEqual([]);
  },
);

test('what nobody knows is one sentence and exit code 2', async () => {
  expect(await program(['lesons'])).toEqual({
    stdout: '',
    stderr: 'vmvscontainer: there is no command "lesons"; did you mean "lessons"?\n',
    exitCode: 2,
  });
  expect(await program(['show', 'pdi1'])).toEqual({
    stdout: '',
    stderr: 'vmvscontainer: there is no lesson "pdi1"; did you mean "pid1"?\n',
    exitCode: 2,
  });
});

test('a reader that goes away ends it quietly', async () => {
  const { stderr } = await runProgram(['show', 'pid1'], { env: home.env, readOnce: true });
  expect(stderr).toBe('');
});

test('sandbox --json: one machine, one line each, in order', async () => {
  const input =
    'echo hello\r\n\ncd /tmp\npwd\nsleep 1000\nnosuchcommand\ndocker run -d --name e2e busybox sleep 50\ndocker ps -q';
  const { stdout, stderr, exitCode } = await program(['sandbox', '--sim', '--json'], input);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  const lines = stdout.trimEnd().split('\n');
  expect(lines.slice(0, 4)).toEqual([
    '{"command":"echo hello","stdout":"hello\\n","stderr":"","exitCode":0}',
    '{"command":"cd /tmp","stdout":"","stderr":"","exitCode":0}',
    '{"command":"pwd","stdout":"/tmp\\n","stderr":"","exitCode":0}',
    '{"command":"sleep 1000","stdout":"","stderr":"","exitCode":0}',
  ]);
  expect(lines.slice(4).map((line) => JSON.parse(line))).toEqual([
    { command: 'nosuchcommand', stdout: '', stderr: expect.stringContaining('not found'), exitCode: 127 },
    {
      command: 'docker run -d --name e2e busybox sleep 50',
      stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
      stderr: '',
      exitCode: 0,
    },
    { command: 'docker ps -q', stdout: expect.stringMatching(/^[0-9a-f]{12}\n$/), stderr: '', exitCode: 0 },
  ]);
});

test('sandbox --live where there is no Docker says so', async () => {
  const { stdout, stderr, exitCode } = await program(['sandbox', '--live', '--json'], 'docker ps\n');
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^vmvscontainer: [^\n]+\n$/);
  expect(exitCode).toBe(1);
});

test.each([[['--help']], [['lessons', '--help']], [['show', '--help']], [['sandbox', '--help']]])(
  '%j is help on stdout',
  async (args) => {
    const { stdout, stderr, exitCode } = await program(args);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain('Usage:');
  },
);
