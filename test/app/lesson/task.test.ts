import { describe, expect, test } from 'vitest';
import type { Event } from '../../../src/app/event.ts';
import type { State } from '../../../src/app/state.ts';
import { itemId } from '../../../src/domain/ids.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, ended, enter, saved, stamp, type } from './support.ts';

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
    const { hints } = activity(prompt(), 'task').activity;
    const picked = (at: number): Event => ({
      kind: 'hint-picked',
      item: itemId('task-1'),
      hint: hints[at] ?? null,
    });
    const [state, effects] = play(prompt(), help, help, picked(0), help, picked(1), help, help);
    expect(effects.filter(({ kind }) => kind === 'pick-hint')).toMatchObject([
      { ran: [], shown: [] },
      { ran: [], shown: ['tty'] },
    ]);
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

  test('when no hint is left that fits, the solution comes; before anything was hinted at, advice', () => {
    const none: Event = { kind: 'hint-picked', item: itemId('task-1'), hint: null };
    const [advised, effects] = play(prompt(), intent('hint'), none);
    expect(advised.footer).toBe('Try a line first: the hints are about what it does. Or type: solution.');
    expect([activity(advised, 'task').solutionShown, saved(effects)]).toEqual([false, []]);
    const [hint = null] = activity(prompt(), 'task').activity.hints;
    const one: Event = { kind: 'hint-picked', item: itemId('task-1'), hint };
    const [solved] = play(prompt(), intent('hint'), one, intent('hint'), none);
    expect(activity(solved, 'task')).toMatchObject({ hints: [{ id: 'tty' }], solutionShown: true });
  });

  test('a solution whose name the learner holds frees it first', () => {
    const tried = play(prompt(), type('docker run -d --name vvc-keep busybox'), enter, ended(1))[0];
    const [solved] = play(tried, type('solution'), enter);
    expect(activity(solved, 'task').solutionFrees).toEqual(['vvc-keep']);
    const whole = 'docker rm -f vvc-keep; docker run -dit --name vvc-keep busybox';
    const [done] = play(solved, type(whole), enter, ended(2), checked(2, 'pass'));
    expect(activity(done, 'task')).toMatchObject({ check: { kind: 'pass' }, solutionFrees: ['vvc-keep'] });
    const freed = play(tried, type('docker rm -f vvc-keep'), enter, ended(2), type('solution'), enter)[0];
    expect(activity(freed, 'task').solutionFrees).toEqual([]);
  });

  test('a machine that is busy or closed is not asked: the hints come in order', () => {
    const [busy] = play(prompt(), type('sleep 9'), enter, intent('hint'));
    expect(activity(busy, 'task')).toMatchObject({ hints: [{ id: 'tty' }], picking: false });
    const [failed] = play(prompt(), { kind: 'machine-failed', because: 'no memory' }, intent('hint'));
    expect(activity(failed, 'task').hints.map(({ id }) => id)).toEqual(['tty']);
  });

  test('typing hint or solution asks for it and runs nothing', () => {
    const [hinted, effects] = play(prompt(), type('hint'), enter);
    expect(activity(hinted, 'task')).toMatchObject({ picking: true, editor: { text: '' } });
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
