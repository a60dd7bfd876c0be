import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../src/live/judge-line.ts';
import { labFolder } from '../../src/live/rules/lab-folder.ts';
import { type RunSettings, runLine } from '../../src/live/run-line.ts';
import { guestMarks } from './guest-marks.ts';
import { launchWithDocker, testFolder } from './stand-in.ts';

/** What a line says whose `docker` is this script. */
async function said(line: string, script: string, changed: Partial<RunSettings> = {}, folder = '/lab') {
  const guest =
    guestMarks.guest === undefined ? {} : { guest: { ...guestMarks.guest, folder: labFolder(folder) } };
  const run = runLine(judgeLine(line, { ...guestMarks, ...guest }), {
    launch: await launchWithDocker(script),
    timeoutMs: 20_000,
    graceMs: 200,
    foreign: async () => null,
    ...changed,
  });
  const text = { stdout: '', stderr: '' };
  for await (const chunk of run.output) text[chunk.stream] += chunk.text;
  const { kind, exitCode } = await run.exit;
  return { ...text, kind, exitCode };
}

describe('output that could harm', () => {
  test('titles, clipboard, links and cursor moves do not pass, wherever a program is cut off in them', async () => {
    const script = `printf 'a\\033]0;ti'; sleep 0.05; printf 'tle\\007b\\033'; sleep 0.05; printf ']52;c;aGk=\\033'
sleep 0.05; printf '\\\\c\\033]8;;http://evil/\\033\\\\d\\033[2J\\033[1;1He\\n'; printf 'f\\033[31mg\\n' >&2`;
    expect(await said('docker ps', script)).toEqual({
      stdout: 'abcde\n',
      stderr: 'fg\n',
      kind: 'exited',
      exitCode: 0,
    });
  });

  test('bytes that are no text arrive as text', async () => {
    const { stdout, kind } = await said(
      'docker ps',
      `printf '\\377\\376\\000\\001ok\\303'; head -c 200000 /dev/urandom; exit 0`,
    );
    expect(kind).toBe('exited');
    expect(stdout.startsWith('\ufffd\ufffdok')).toBe(true);
    expect(stdout).toMatch(/^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$/);
  });

  test('a character that arrives in two pieces is one', async () => {
    expect((await said('docker ps', `printf 'gr\\303'; sleep 0.1; printf '\\274n\\n'`)).stdout).toBe(
      'grün\n',
    );
  });

  test('one line without an end is cut as any other output', async () => {
    const { stdout, stderr } = await said('docker ps', `head -c 9000000 /dev/zero | tr '\\0' x; exit 0`);
    expect(stdout.length).toBe(8 * 1024 * 1024);
    expect(stderr).toBe('\nOutput is cut here after 8388608 characters.\n');
  });

  test('endless output on both streams ends with the time that a line has', async () => {
    const { kind, exitCode, stderr } = await said('docker ps', `yes out & yes err >&2`, { timeoutMs: 1500 });
    expect({ kind, exitCode }).toEqual({ kind: 'timed-out', exitCode: 124 });
    expect(stderr.length).toBeLessThan(9 * 1024 * 1024);
  });
});

describe('files instead of the screen', () => {
  test('what a command says goes to a file as it is, and comes back from it', async () => {
    const folder = await testFolder();
    const script = `case "$1" in ps) printf 'one\\033[31m\\n'; echo two >&2 ;; *) cat ;; esac`;
    expect(await said('docker ps > list; docker ps 2>&1 >> list', script, {}, folder)).toEqual({
      stdout: 'two\n',
      stderr: 'two\n',
      kind: 'exited',
      exitCode: 0,
    });
    expect(await readFile(join(folder, 'list'), 'latin1')).toBe('one\x1b[31m\none\x1b[31m\n');
    await said('docker ps > all 2>&1', script, {}, folder);
    const all = await readFile(join(folder, 'all'), 'latin1');
    expect(all.split('\n').sort()).toEqual(['', 'one\x1b[31m', 'two']);
    await writeFile(join(folder, 'in'), 'typed\n');
    expect(await said('docker import - vvc-x < in', script, {}, folder)).toMatchObject({ stdout: 'typed\n' });
    expect(await said('docker ps 2>&1 | sort -r', script, {}, folder)).toMatchObject({
      stdout: 'two\none\n',
      stderr: '',
    });
    expect(await said('docker ps 2>/dev/null', script, {}, folder)).toMatchObject({
      stdout: 'one\n',
      stderr: '',
    });
  });

  test('a file that cannot be used is a sentence and exit code 1', async () => {
    const folder = await testFolder();
    const missing = join(folder, 'none', 'x');
    expect(await said('docker ps > none/x', 'echo lost', {}, folder)).toEqual({
      stdout: '',
      stderr: `${missing}: there is no such file or folder.\n`,
      kind: 'exited',
      exitCode: 1,
    });
    expect(await said('docker import - vvc-x < none/x', 'cat', {}, folder)).toMatchObject({
      stderr: `${missing}: there is no such file or folder.\n`,
      exitCode: 1,
    });
  });
});
