import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/app/effect.ts';
import type { Event } from '../../../src/app/event.ts';
import type { ActivityState } from '../../../src/app/lesson/lesson-state.ts';
import type { State } from '../../../src/app/state.ts';
import { itemId } from '../../../src/domain/ids.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';

const type = (text: string): Event => intent({ kind: 'edit', edit: { kind: 'insert', text } });
const enter = intent('accept');
const output = (run: number, text: string): Event => ({
  kind: 'command-output',
  run,
  chunks: [{ stream: 'stdout', text }],
});
const ended = (run: number, exitCode = 0): Event => ({
  kind: 'command-ended',
  run,
  exit: { kind: 'exited', exitCode, tookMs: 300 },
});

function activity<K extends ActivityState['kind']>(state: State, kind: K): ActivityState & { kind: K } {
  const screen = lessonOf(state);
  const found = screen.activities[screen.page];
  if (found?.kind !== kind) throw new Error(`this page has ${found?.kind ?? 'nothing'} to do, not ${kind}`);
  return found as ActivityState & { kind: K };
}

const saved = (effects: readonly Effect[]): readonly unknown[] =>
  effects.flatMap((effect) => (effect.kind === 'save-event' ? [effect.event] : []));

const stamp = { kind: 'simulated', engine: 'fake 1.0' };

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

describe('a task', () => {
  const checked = (check: number, kind: 'pass' | 'not-yet', hint = false): Event => ({
    kind: 'goal-checked',
    item: itemId('task-1'),
    check,
    verdict: kind === 'pass' ? { kind } : { kind, missing: ['There is no container vvc-keep.'] },
    hint: hint ? { id: 'tty', text: 'A shell needs a terminal: `-it`.', when: null } : null,
  });
  const prompt = (): State => play(inLesson(2), enter)[0];

  test('each line runs, then the goal is checked with all that was run', () => {
    const [state, effects] = play(prompt(), type('docker ps'), enter, ended(1));
    expect(activity(state, 'task')).toMatchObject({ editor: { text: '', history: ['docker ps'] } });
    expect(effects.find(({ kind }) => kind === 'check-goal')).toMatchObject({
      check: 1,
      ran: [{ commandLine: 'docker ps', exitCode: 0, tookMs: 300 }],
    });
  });

  test('a verdict is saved; a hint that fits comes once and is saved too', () => {
    const events = [type('docker ps'), enter, ended(1), checked(1, 'not-yet', true)];
    const [state, effects] = play(prompt(), ...events);
    expect(activity(state, 'task')).toMatchObject({ check: { kind: 'not-yet' }, hints: [{ id: 'tty' }] });
    expect(saved(effects).slice(1)).toEqual([
      {
        kind: 'task-checked',
        lesson: 'pid1',
        item: 'task-1',
        hash: 'h-task',
        verdict: 'not-yet',
        machine: stamp,
      },
      { kind: 'hint-shown', lesson: 'pid1', item: 'task-1', hint: 'tty' },
    ]);
    const [again] = play(state, type('docker ps'), enter, ended(2), checked(2, 'not-yet', true));
    expect(activity(again, 'task').hints.length).toBe(1);
  });

  test('an answer to an older check changes nothing', () => {
    const [state] = play(prompt(), type('docker ps'), enter, ended(1), type('docker ps'), enter, ended(2));
    expect(play(state, checked(1, 'pass'))[0]).toBe(state);
  });

  test('once done, an empty line goes on', () => {
    const [state] = play(prompt(), type('x'), enter, ended(1), checked(1, 'pass'));
    expect(lessonOf(play(state, enter)[0]).page).toBe(3);
    expect(lessonOf(play(prompt(), enter)[0]).page).toBe(2);
  });

  test('Ctrl-G shows hint after hint, then the solution; each is saved', () => {
    const help = intent('hint');
    const [state, effects] = play(prompt(), help, help, help, help);
    expect(activity(state, 'task')).toMatchObject({
      hints: [{ id: 'tty' }, { id: 'detach' }],
      solutionShown: true,
    });
    expect(saved(effects).map((event) => (event as { kind: string }).kind)).toEqual([
      'hint-shown',
      'hint-shown',
      'solution-shown',
    ]);
  });

  test('typing hint or solution asks for it and runs nothing', () => {
    const [hinted, effects] = play(prompt(), type('hint'), enter);
    expect(activity(hinted, 'task')).toMatchObject({ hints: [{ id: 'tty' }], editor: { text: '' } });
    expect(effects.some(({ kind }) => kind === 'run-command')).toBe(false);
    expect(activity(play(prompt(), type('solution'), enter)[0], 'task').solutionShown).toBe(true);
  });

  test('while a command runs, a second line waits for its end in the editor', () => {
    const [state, effects] = play(prompt(), type('sleep 9'), enter, type('docker ps'), enter);
    expect(effects.filter(({ kind }) => kind === 'run-command').length).toBe(1);
    expect([activity(state, 'task').editor.text, state.footer]).toEqual([
      'docker ps',
      'A command is still running. Ctrl-C stops it.',
    ]);
  });

  test.each<[string, string, readonly string[], string, readonly string[]]>([
    ['one word is taken with a space', 'do', ['docker'], 'docker ', []],
    ['several share a beginning', 'docker p', ['pull', 'push'], 'docker pu', ['pull', 'push']],
    ['several that share nothing more are shown', 'docker p', ['ps', 'pull'], 'docker p', ['ps', 'pull']],
    ['after a space a word is added', 'docker ', ['ps'], 'docker ps ', []],
    ['a folder stays open', 'ls /et', ['/etc/'], 'ls /etc/', []],
    ['none', 'zz', [], 'zz', []],
  ])('completion: %s', (_name, typed, words, expected, shown) => {
    const [state] = play(prompt(), type(typed), {
      kind: 'completed',
      commandLine: typed,
      cursor: typed.length,
      words,
    });
    expect([activity(state, 'task').editor.text, activity(state, 'task').completions]).toEqual([
      expected,
      shown,
    ]);
  });

  test('a completion that comes after more was typed changes nothing', () => {
    const [state] = play(prompt(), type('doc'));
    expect(play(state, { kind: 'completed', commandLine: 'do', cursor: 2, words: ['docker'] })[0]).toBe(
      state,
    );
  });
});

describe('a prediction', () => {
  test('the answer is saved first, then the command runs', () => {
    const [state, effects] = play(inLesson(3), enter, enter, output(1, ''), ended(1, 1));
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'run-command', 'save-event']);
    const { choice, ended: exit } = activity(state, 'predict');
    expect(saved(effects)[0]).toMatchObject({
      kind: 'question-answered',
      item: 'predict-1',
      verdict: choice.answered?.judgement.verdict,
    });
    expect(exit?.exitCode).toBe(1);
  });

  test('o shows the other reasons, and again hides them', () => {
    const [state] = play(inLesson(3), enter, enter, ended(1, 1), intent('all-options'));
    expect(activity(state, 'predict').othersShown).toBe(true);
    expect(activity(play(state, intent('all-options'))[0], 'predict').othersShown).toBe(false);
  });
});

describe('a question', () => {
  test('an option is pointed at by letter and taken by Enter', () => {
    const focused = play(inLesson(4), enter)[0];
    const right = activity(focused, 'choice').choice.order.indexOf(0);
    const [state, effects] = play(focused, intent({ kind: 'pick', option: right }), enter);
    expect(activity(state, 'choice').choice.answered).toMatchObject({
      index: 0,
      judgement: { verdict: 'right' },
    });
    expect(saved(effects)).toEqual([
      {
        kind: 'question-answered',
        lesson: 'pid1',
        item: 'choice-1',
        hash: 'h-choice',
        answer: 'when its PID 1 ends',
        verdict: 'right',
      },
    ]);
  });

  test('may be answered again; each answer is saved', () => {
    const [state, effects] = play(
      inLesson(4),
      enter,
      enter,
      intent('again'),
      intent({ kind: 'move', by: 1 }),
      enter,
    );
    expect(saved(effects).length).toBe(2);
    expect(activity(state, 'choice').choice.pointer).toBe(1);
  });

  test('a letter that no option has does nothing', () => {
    const focused = play(inLesson(4), enter)[0];
    expect(play(focused, intent({ kind: 'pick', option: 5 }))[0].screen).toEqual(focused.screen);
  });

  test('a typed answer is judged and its explanation set', () => {
    const [state, effects] = play(inLesson(5), enter, type(' 137 '), enter);
    expect(activity(state, 'fill-in').answered).toMatchObject({
      text: '137',
      judgement: { verdict: 'right' },
    });
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'typeset']);
    expect(play(inLesson(5), enter, type('  '), enter)[1]).toEqual([]);
  });
});

describe('the end of a lesson', () => {
  test('is saved once and closes the machine', () => {
    const [state, effects] = play(inLesson(5), intent({ kind: 'turn', by: 1 }));
    expect(state.screen.kind).toBe('result');
    expect(effects.map(({ kind }) => kind)).toEqual(['save-event', 'close-machine', 'typeset']);
    expect(saved(effects)).toEqual([{ kind: 'lesson-finished', lesson: 'pid1' }]);
  });
});
