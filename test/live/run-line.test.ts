import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../src/live/judge-line.ts';
import { launchOnThisComputer } from '../../src/live/launch.ts';
import { type RunSettings, runLine } from '../../src/live/run-line.ts';
import { launchWithDocker } from './stand-in.ts';

const marks = { label: 'vmvscontainer.session=ab', memory: '256m', cpus: '1', pidsLimit: '128' };
const settings: RunSettings = {
  launch: launchOnThisComputer,
  timeoutMs: 20_000,
  graceMs: 200,
  foreign: async () => null,
};

function start(line: string, changed: Partial<RunSettings> = {}) {
  return runLine(judgeLine(line, marks), { ...settings, ...changed });
}

async function all(run: ReturnType<typeof start>) {
  const text = { stdout: '', stderr: '' };
  for await (const chunk of run.output) text[chunk.stream] += chunk.text;
  const { kind, exitCode } = await run.exit;
  return { ...text, kind, exitCode };
}

describe('runLine', () => {
  test('a program that is not there, with its exit code', async () => {
    expect(await all(start('docker ps; echo next', { launch: await launchWithDocker(null) }))).toEqual({
      stdout: '',
      stderr:
        'docker: there is no such program on this computer.\necho: there is no such program on this computer.\n',
      kind: 'exited',
      exitCode: 127,
    });
  });

  test('a reader that ends early ends the writer', async () => {
    const launch = await launchWithDocker('while :; do echo line; done');
    expect(await all(start('docker ps | head -n 2', { launch }))).toEqual({
      stdout: 'line\nline\n',
      stderr: '',
      kind: 'exited',
      exitCode: 0,
    });
  });

  test('one that ignores Ctrl-C is killed after the grace period, with its children', async () => {
    const launch = await launchWithDocker(`trap '' INT; echo begun; sleep 300`);
    const run = start('docker ps', { launch });
    let stdout = '';
    for await (const chunk of run.output) {
      stdout += chunk.text;
      run.stop();
    }
    expect(stdout).toBe('begun\n');
    expect(await run.exit).toMatchObject({ kind: 'stopped', exitCode: 137 });
  });

  test('one that runs too long is ended, and says so', async () => {
    expect(await all(start('sleep 300; echo never', { timeoutMs: 200 }))).toEqual({
      stdout: '',
      stderr: 'Ended after 0.2 s, the longest a command may run here.\n',
      kind: 'timed-out',
      exitCode: 124,
    });
  });

  test('endless output is held back while nobody reads, and cut in the end', async () => {
    const launch = await launchWithDocker('exec yes 0123456789');
    const run = start('docker ps', { launch, timeoutMs: 15_000 });
    let characters = 0;
    let last = '';
    for await (const chunk of run.output) {
      characters += chunk.stream === 'stdout' ? chunk.text.length : 0;
      last = chunk.text;
      if (chunk.stream === 'stderr') run.stop();
    }
    expect(characters).toBe(8 * 1024 * 1024);
    expect(last).toBe('\nOutput is cut here after 8388608 characters.\n');
    expect(await run.exit).toMatchObject({ kind: 'stopped' });
  });

  test('containers that are not ours: nothing of the step runs', async () => {
    const asked: string[] = [];
    const foreign: RunSettings['foreign'] = async (targets) => {
      asked.push(...targets);
      return targets.includes('theirs') ? { rule: 'not-allowed', sentence: 'Not ours.' } : null;
    };
    const launch = await launchWithDocker('echo "$@"');
    expect(await all(start('docker stop ours; docker rm theirs; echo never', { launch, foreign }))).toEqual({
      stdout: 'stop ours\n',
      stderr: 'Not ours.\n',
      kind: 'refused',
      exitCode: 126,
    });
    expect(asked).toEqual(['ours', 'theirs']);
  });

  test('a line stopped before its command has begun does not begin it', async () => {
    let release: () => void = () => {};
    const run = start('echo never', {
      foreign: () => new Promise((resolve) => (release = () => resolve(null))),
    });
    run.stop();
    release();
    expect(await all(run)).toEqual({ stdout: '', stderr: '', kind: 'stopped', exitCode: 130 });
  });
});
