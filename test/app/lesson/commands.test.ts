import { describe, expect, test } from 'vitest';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, ended, enter, output, saved, stamp, type } from './support.ts';

describe('a run step', () => {
  test('Enter runs the command with its time limit; its end is saved', () => {
    const [state, effects] = play(inLesson(1), enter, output(1, 'hello\n'), ended(1));
    expect(effects[0]).toEqual({
      kind: 'run-command',
      run: 1,
      commandLine: 'docker run --rm busybox echo hello',
      timeoutMs: 20_000,
    });
    expect(activity(state, 'run').output.lines).toEqual([{ kind: 'stdout', text: 'hello' }]);
    expect(saved(effects)).toEqual([
      {
        kind: 'command-run',
        lesson: 'pid1',
        item: 'run-1',
        hash: 'h-run',
        commandLine: 'docker run --rm busybox echo hello',
        exitCode: 0,
        machine: stamp,
      },
    ]);
  });

  test('r runs it again from an empty pane; late output of the first is not taken for the second', () => {
    const [state] = play(
      inLesson(1),
      enter,
      output(1, 'one\n'),
      ended(1),
      intent('again'),
      output(1, 'late\n'),
    );
    expect([activity(state, 'run').output.lines, lessonOf(state).running?.run]).toEqual([[], 2]);
  });

  test('an edited command is the one that runs', () => {
    const [state, effects] = play(inLesson(1), intent('edit-command'), type(' there'), enter);
    const line = 'docker run --rm busybox echo hello there';
    expect(activity(state, 'run').command).toBe(line);
    expect(effects.find(({ kind }) => kind === 'run-command')).toMatchObject({ commandLine: line });
    const [kept] = play(inLesson(1), intent('edit-command'), type(' there'), intent('back'));
    expect(activity(kept, 'run')).toMatchObject({
      command: 'docker run --rm busybox echo hello',
      editor: null,
    });
  });

  test('a refusal is shown and nothing is saved', () => {
    const refusal = { rule: 'not-allowed', sentence: 'Not here.' } as const;
    const [state, effects] = play(inLesson(1), enter, { kind: 'command-refused', run: 1, refusal });
    expect(activity(state, 'run').plan).toEqual({ kind: 'refused', refusal });
    expect([saved(effects), lessonOf(state).running]).toEqual([[], null]);
  });

  test('output reaches the page it belongs to when the learner has gone on', () => {
    const [state] = play(inLesson(1), enter, intent({ kind: 'turn', by: 1 }), output(1, 'hello\n'), ended(1));
    expect(lessonOf(state).activities[1]).toMatchObject({ output: { lines: [{ text: 'hello' }] } });
  });
});
