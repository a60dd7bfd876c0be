import { describe, expect, test } from 'vitest';
import type { Event } from '../../../src/app/event.ts';
import { paneContent } from '../../../src/app/lesson/pane.ts';
import type { State } from '../../../src/app/state.ts';
import { inLesson, intent, lessonOf, play } from '../support.ts';
import { activity, ended, enter, saved, type } from './support.ts';

const command = 'docker run --name vvc-x busybox ps';
const again = `docker rm -f vvc-x; ${command}`;
const edited = (): State =>
  play(
    inLesson(1),
    intent('edit-command'),
    intent({ kind: 'edit', edit: { kind: 'clear' } }),
    type(command),
  )[0];
const conflict = (run: number): Event => ({
  kind: 'command-output',
  run,
  chunks: [
    {
      stream: 'stderr',
      text: 'docker: Error response from daemon: Conflict. The container name "/vvc-x" is already in use by container "4f".\n',
    },
  ],
});
const rows = (state: State): readonly string[] => {
  const content = paneContent({ ...state, screen: lessonOf(state) });
  return [...(content?.head ?? []), ...(content?.body ?? [])].map(({ text }) => text);
};

describe('running a step again', () => {
  test('after a success it says what r runs, and r runs just that', () => {
    const [done] = play(edited(), enter, ended(1));
    expect(rows(done)).toContain(`r runs: ${again}`);
    const [state, effects] = play(done, intent('again'));
    expect(effects).toMatchObject([
      { kind: 'plan-command', commandLine: again },
      { kind: 'run-command', commandLine: again },
    ]);
    expect(rows(state)[0]).toBe(`$ ${again}`);
    const [, more] = play(state, ended(2));
    expect(saved(more)).toMatchObject([{ kind: 'command-run', commandLine: again }]);
  });

  test('a third time is as the second', () => {
    const [state] = play(edited(), enter, ended(1), intent('again'), ended(2));
    expect(rows(state).filter((row) => row.startsWith('r runs'))).toEqual([]);
    expect(play(state, intent('again'))[1]).toMatchObject([{ kind: 'run-command', commandLine: again }]);
  });

  test('a name that was taken before the first run is explained, and r frees it', () => {
    const [state] = play(edited(), enter, conflict(1), ended(1, 125));
    expect(rows(state).join(' ')).toContain(
      'The name vvc-x is still taken by the container made before. r removes that one first, then runs this again.',
    );
    expect(rows(state)).not.toContain('What to see in it');
    expect(play(state, intent('again'))[1]).toContainEqual(
      expect.objectContaining({ kind: 'run-command', commandLine: again }),
    );
  });

  test('a line that makes no container runs as it stands', () => {
    const [, effects] = play(inLesson(1), enter, ended(1), intent('again'));
    expect(effects.filter(({ kind }) => kind === 'run-command')).toMatchObject([
      { commandLine: 'docker run --rm busybox echo hello' },
      { commandLine: 'docker run --rm busybox echo hello' },
    ]);
  });

  test('at a prompt the taken name is explained in words to type', () => {
    const [state] = play(inLesson(2), enter, type(command), enter, conflict(1), ended(1, 125));
    expect(activity(state, 'task').output.lines.at(-1)).toEqual({
      kind: 'refusal',
      text: 'The name vvc-x is still taken by the container made before. docker rm -f vvc-x makes it free.',
    });
  });

  test('what an earlier page makes, and this machine has not, is named with its page', () => {
    const missing: Event = {
      kind: 'command-output',
      run: 1,
      chunks: [{ stream: 'stderr', text: 'Error response from daemon: No such container: vvc-keep\n' }],
    };
    const [state] = play(inLesson(3), intent('switch-focus'), enter, missing, ended(1, 1));
    const shown = rows(state).join(' ');
    expect(shown).toContain('vvc-keep is not on this machine now. Page 3, “Keep it alive”, makes it.');
  });
});
