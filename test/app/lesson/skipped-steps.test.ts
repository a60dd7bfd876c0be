import { describe, expect, test } from 'vitest';
import { paneContent } from '../../../src/app/lesson/pane.ts';
import type { State } from '../../../src/app/state.ts';
import { itemId, pageId } from '../../../src/domain/ids.ts';
import type { Lesson } from '../../../src/domain/lesson.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { identity, intent, lessonOf, onMap, play } from '../support.ts';
import { activity, ended, enter, type } from './support.ts';

const solution = 'docker run -dit --name vvc-keep busybox';
const [first, run, task, predict] = sampleLesson.pages;
const needs = (command: string): Lesson => ({
  ...sampleLesson,
  pages: [
    first,
    run,
    task,
    { ...predict, activity: { ...predict?.activity, command } },
    {
      id: pageId('stop'),
      heading: 'Stop it',
      prose: '',
      activity: {
        kind: 'run',
        id: itemId('run-2'),
        command: 'docker stop vvc-keep',
        expect: 'success',
        timeoutMs: 20_000,
        notice: null,
        hash: 'h',
      },
    },
  ] as Lesson['pages'],
});

/** On page `page` of a lesson whose task was skipped. */
function skippedTo(page: number, command = 'docker exec vvc-keep ps'): State {
  const opened = play(
    onMap,
    intent('accept'),
    { kind: 'lesson-opened', lesson: needs(command) },
    { kind: 'machine-opened', identity, replayed: { ran: 0, all: 0 } },
  );
  const turns = Array.from({ length: page }, () => intent({ kind: 'turn', by: 1 }));
  return play(opened[0], ...turns)[0];
}

const paneText = (state: State): string => {
  const content = paneContent({ ...state, screen: lessonOf(state) });
  return [...(content?.head ?? []), ...(content?.body ?? [])].map(({ text }) => text).join(' ');
};

const lines = ['docker run --rm busybox echo hello', solution];

describe('a step that needs a skipped one', () => {
  test('says so, and Enter does the skipped steps first, then the step', () => {
    const offered = skippedTo(4);
    expect(paneText(offered)).toContain(
      'This step expects vvc-keep from page 3. Enter does the 3 skipped steps before it first. r runs it alone.',
    );
    const [doing, effects] = play(offered, enter);
    const all = [...lines, 'docker exec vvc-keep ps'];
    expect(effects).toEqual([{ kind: 'replay', run: 1, lines: all }]);
    const [done, more] = play(
      doing,
      { kind: 'replay-line', run: 1, at: 1 },
      { kind: 'replay-ended', run: 1, replayed: { ran: 3, all: 3, exitCodes: [0, null, 1] } },
    );
    const ran = { kind: 'command-run', lesson: sampleLesson.id };
    const machine = { kind: 'simulated', engine: 'fake 1.0' };
    expect(more).toMatchObject([
      { kind: 'save-event', event: { ...ran, hash: 'h-run', commandLine: lines[0], exitCode: 0, machine } },
      { kind: 'save-event', event: { ...ran, hash: 'h-predict', commandLine: all[2], exitCode: 1, machine } },
      { kind: 'run-command', run: 2, commandLine: 'docker stop vvc-keep', timeoutMs: 20_000 },
    ]);
    expect(done.footer).toBe('Skipped steps done: 3 commands.');
  });

  test('does not go on where they did not all run, and offers the rest again', () => {
    const [stopped, effects] = play(skippedTo(4), enter, intent('interrupt-line'), {
      kind: 'replay-ended',
      run: 1,
      replayed: { ran: 1, all: 3 },
    });
    expect(effects.map(({ kind }) => kind)).toEqual(['replay', 'stop-command']);
    expect([stopped.footer, stopped.waiting]).toEqual(['1 of the 3 skipped commands ran.', null]);
    expect(paneText(stopped)).toContain('Enter does the 2 skipped steps before it first');
  });

  test('runs alone with r', () => {
    const effects = play(skippedTo(4), intent('run'))[1];
    expect(effects).toMatchObject([{ kind: 'run-command', commandLine: 'docker stop vvc-keep' }]);
  });

  test('is told of it when the step is a prediction, whose answer is taken afterwards', () => {
    const [asked] = play(skippedTo(3), enter);
    expect(paneText(asked)).toContain('Enter does the 2 skipped steps before it first.');
    const [doing] = play(asked, enter);
    const replayed = { kind: 'replay-ended', run: 1, replayed: { ran: 2, all: 2 } } as const;
    const [answered, effects] = play(doing, replayed);
    expect(activity(answered, 'predict').choice.answered).not.toBe(null);
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'run-command']);
  });
});

describe('a step that needs none', () => {
  test('is one that names nothing the skipped ones make', () => {
    expect(paneText(skippedTo(3, 'docker ps'))).not.toContain('expects');
    expect(paneText(skippedTo(3, 'docker run --name vvc-keep busybox'))).not.toContain('expects');
  });

  test('is one whose step was done, in the lesson’s words or the learner’s own', () => {
    const own = 'docker run -d -it --name vvc-keep busybox';
    for (const line of [solution, own]) {
      const [solved] = play(skippedTo(2), enter, type(line), enter, ended(1), {
        kind: 'goal-checked',
        item: itemId('task-1'),
        check: 1,
        verdict: { kind: 'pass' },
        hint: null,
      });
      const ran = {
        id: 'r',
        at: 1,
        kind: 'command-run',
        lesson: sampleLesson.id,
        item: itemId('task-1'),
        hash: 'h',
        commandLine: line,
        exitCode: 0,
        machine: { kind: 'simulated', engine: 'fake 1.0' },
      } as const;
      const passed = { ...ran, id: 'p', at: 2, kind: 'task-checked', verdict: 'pass' } as const;
      const [next] = play({ ...solved, events: [ran, passed] }, intent({ kind: 'turn', by: 1 }));
      expect([line, paneText(next).includes('expects')]).toEqual([line, false]);
    }
  });
});
