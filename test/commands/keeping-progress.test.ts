import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LessonSummary } from '../../src/app/ports.ts';
import type { Command, CommandContext } from '../../src/commands/command.ts';
import { exportProgress } from '../../src/commands/export.ts';
import { forget } from '../../src/commands/forget.ts';
import { importProgress } from '../../src/commands/import.ts';
import { summarise } from '../../src/content/summarise.ts';
import { openStore } from '../../src/store/open-store.ts';
import { answered } from '../store/store-fixture.ts';
import { recordedIo } from './recorded-io.ts';
import { sampleLesson } from './sample-lesson.ts';

const course: readonly LessonSummary[] = [summarise(sampleLesson)];
const said = { ...answered, lesson: sampleLesson.id };

let home = '';
let before: string | undefined;
beforeEach(() => {
  before = process.env.VMVSCONTAINER_HOME;
  home = mkdtempSync(join(tmpdir(), 'vvc-keeping-'));
  use('one');
});
afterEach(() => {
  if (before === undefined) delete process.env.VMVSCONTAINER_HOME;
  else process.env.VMVSCONTAINER_HOME = before;
  rmSync(home, { recursive: true, force: true });
});

const at = (name: string): string => join(home, name);
const log = (): string => join(process.env.VMVSCONTAINER_HOME ?? '', 'progress.jsonl');
function use(machine: string): void {
  process.env.VMVSCONTAINER_HOME = at(machine);
}

const openHere = () => openStore({ clock: { now: () => Date.now() }, random: Math.random });
async function answer(...answers: readonly string[]): Promise<void> {
  const { progress } = await openHere();
  for (const one of answers) await progress.append({ ...said, answer: one }).written;
}
async function answers(): Promise<readonly unknown[]> {
  return (await openHere()).progress.events.map((event) => 'answer' in event && event.answer);
}

interface Asked {
  readonly operand?: string | null;
  readonly flags?: readonly string[];
  readonly input?: string;
  readonly interactive?: boolean;
}

async function run(command: Command, { operand = null, flags = [], input = '', interactive }: Asked) {
  const io = { ...recordedIo(input), interactive: interactive ?? false };
  io.write = (text) => {
    io.stdout += text;
  };
  io.complain = (text) => {
    io.stderr += text;
  };
  const store = openHere();
  const ports = {
    lessons: async () => ({ list: () => course }),
    progress: async () => (await store).progress,
  } as unknown as CommandContext['ports'];
  const code = await command({ io, ports }, { operand, flags: new Set(flags) });
  return { code, stdout: io.stdout, stderr: io.stderr };
}

describe('export', () => {
  it('says that there is nothing yet, and makes no file', async () => {
    expect(await run(exportProgress, { operand: at('x') })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'vmvscontainer: nothing was exported: there is no progress yet.\n',
    });
    expect(() => statSync(at('x'))).toThrow();
  });

  it('writes a file for its owner alone, and replaces one only when told', async () => {
    await answer('a', 'b');
    expect(await run(exportProgress, { operand: at('x') })).toEqual({
      code: 0,
      stdout: `Exported 2 events to ${at('x')}.\n`,
      stderr: '',
    });
    expect(readFileSync(at('x'), 'utf8')).toBe(readFileSync(log(), 'utf8'));
    expect(statSync(at('x')).mode & 0o777).toBe(0o600);
    await answer('c');
    expect(await run(exportProgress, { operand: at('x') })).toMatchObject({
      code: 1,
      stderr: `vmvscontainer: nothing was exported: ${at('x')} is there already; --force replaces it.\n`,
    });
    expect(await run(exportProgress, { operand: at('x'), flags: ['--force'] })).toMatchObject({ code: 0 });
    expect(readFileSync(at('x'), 'utf8')).toBe(readFileSync(log(), 'utf8'));
  });

  it('writes to stdout', async () => {
    await answer('a');
    expect(await run(exportProgress, { operand: '-' })).toEqual({
      code: 0,
      stdout: readFileSync(log(), 'utf8'),
      stderr: '',
    });
  });

  it('does not replace the log by its own export', async () => {
    await answer('a');
    const text = readFileSync(log(), 'utf8');
    expect(await run(exportProgress, { operand: log(), flags: ['--force'] })).toMatchObject({
      code: 1,
      stderr: 'vmvscontainer: nothing was exported: that is the log itself; name another file.\n',
    });
    expect(readFileSync(log(), 'utf8')).toBe(text);
  });

  it('names a folder that is not there, and shows no control characters', async () => {
    await answer('a');
    expect(await run(exportProgress, { operand: at('no\x1b[31m/x') })).toMatchObject({
      code: 1,
      stderr: `vmvscontainer: nothing was exported: there is no folder ${at('no?[31m')}.\n`,
    });
  });
});

describe('import', () => {
  it('merges two machines, and again changes nothing', async () => {
    await answer('a', 'b');
    await run(exportProgress, { operand: at('x') });
    use('two');
    await answer('c');
    expect(await run(importProgress, { operand: at('x') })).toEqual({
      code: 0,
      stdout: `Imported 2 events from ${at('x')}.\n`,
      stderr: '',
    });
    expect(await run(importProgress, { operand: '-', input: readFileSync(at('x'), 'utf8') })).toEqual({
      code: 0,
      stdout: 'Imported 0 events from stdin; 2 were here already.\n',
      stderr: '',
    });
    expect(await answers()).toEqual(['a', 'b', 'c']);
  });

  it('says what of a file could not be read', async () => {
    await answer('a');
    writeFileSync(at('x'), `${readFileSync(log(), 'utf8')}garbage\n`);
    use('two');
    expect(await run(importProgress, { operand: at('x') })).toMatchObject({
      code: 0,
      stdout: `Imported 1 event from ${at('x')}; 1 line could not be read.\n`,
    });
  });

  it.each([
    ['a folder', (): string => home, 2, 'it is a folder'],
    ['nothing there', (): string => at('x'), 1, 'there is no such file'],
    ['another file', (): string => import.meta.filename, 2, 'it is not a progress log of vmvscontainer'],
  ])('refuses %s in one sentence', async (_, file, code, because) => {
    expect(await run(importProgress, { operand: file() })).toEqual({
      code,
      stdout: '',
      stderr: `vmvscontainer: nothing was imported from ${file()}: ${because}.\n`,
    });
  });
});

describe('forget', () => {
  it('asks for a yes where nobody can give one', async () => {
    await answer('a');
    expect(await run(forget, {})).toEqual({
      code: 2,
      stdout: '',
      stderr: 'vmvscontainer: forget asks before it forgets; say --yes.\n',
    });
    expect(await answers()).toEqual(['a']);
  });

  it('has nothing to do where there is no progress', async () => {
    expect(await run(forget, {})).toMatchObject({
      code: 0,
      stdout: 'There is no progress in the whole course to forget.\n',
    });
    expect(() => statSync(log())).toThrow();
  });

  it('names a lesson like the one that is not there', async () => {
    expect(await run(forget, { operand: `${sampleLesson.id}x` })).toMatchObject({
      code: 2,
      stderr: `vmvscontainer: there is no lesson "${sampleLesson.id}x"; did you mean "${sampleLesson.id}"?\n`,
    });
  });

  it('starts over in a lesson, and an old export does not bring it back unless it is asked to', async () => {
    await answer('a');
    await run(exportProgress, { operand: at('x') });
    expect(await run(forget, { operand: sampleLesson.id, flags: ['--yes'] })).toEqual({
      code: 0,
      stdout: `Forgotten: "${sampleLesson.title}" begins anew.\nThe old answers count no more; they stay, until you delete it, in\n${log()}\n`,
      stderr: '',
    });
    await answer('b');
    expect(await run(importProgress, { operand: at('x') })).toMatchObject({ code: 0 });
    expect(await answers()).toEqual(['b']);
    expect(await run(importProgress, { operand: at('x'), flags: ['--forgotten-too'] })).toMatchObject({
      code: 0,
      stdout: `Imported 0 events from ${at('x')}; 1 was here already.\nWhat was forgotten before counts again.\n`,
    });
    expect(await answers()).toEqual(['a', 'b']);
  });

  it('says why it could not be saved', async () => {
    await answer('a');
    const text = readFileSync(log(), 'utf8');
    writeFileSync(log(), `${text}{"v":2}\n`);
    expect(await run(forget, { flags: ['--yes'] })).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(readFileSync(log(), 'utf8')).toBe(`${text}{"v":2}\n`);
  });
});
