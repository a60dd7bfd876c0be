import { describe, expect, test } from 'vitest';
import type { Event } from '../../../src/app/event.ts';
import { earlierLines, mostLines } from '../../../src/app/lesson/earlier-lines.ts';
import { paneContent } from '../../../src/app/lesson/pane.ts';
import type { State } from '../../../src/app/state.ts';
import { itemId } from '../../../src/domain/ids.ts';
import type { NewProgressEvent, ProgressEvent } from '../../../src/domain/progress-event.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { bothChoices } from '../fakes/fake-machine.ts';
import { stamped } from '../fakes/fake-ports.ts';
import { identity, intent, lessonOf, onMap, play } from '../support.ts';
import { activity, ended, enter, saved, stamp, type } from './support.ts';

const lesson = sampleLesson.id;
const ran = (commandLine: string, item = 'run-1', exitCode = 0): NewProgressEvent => ({
  kind: 'command-run',
  lesson,
  item: itemId(item),
  hash: 'h',
  commandLine,
  exitCode,
  machine: stamp as never,
});
const viewed = (page: number): NewProgressEvent => {
  const id = sampleLesson.pages[page]?.id;
  if (id === undefined) throw new Error(`no page ${page}`);
  return { kind: 'page-viewed', lesson, page: id };
};
const history = (...events: readonly NewProgressEvent[]): readonly ProgressEvent[] =>
  events.map((event, at) => stamped(event, at + 1));

const slow = 'docker run -d --name vvc-slow busybox sleep 1000';
const earlier = [viewed(1), ran(slow), ran('docker ps'), viewed(2)];
const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;

const open = (events: readonly NewProgressEvent[], more: Partial<State> = {}) =>
  play({ ...onMap, events: history(...events), ...more }, intent('accept'), {
    kind: 'lesson-opened',
    lesson: sampleLesson,
  });

const openedAs = (identified: typeof identity | typeof live, count = 0): Event => ({
  kind: 'machine-opened',
  identity: identified,
  replayed: { ran: count, all: count },
});

const onLive = (events: readonly NewProgressEvent[] = earlier): State => {
  const machine = { ...onMap.machine, choices: bothChoices };
  return play(open(events, { machine })[0], openedAs(live))[0];
};

const paneText = (state: State): string => {
  const content = paneContent({ ...state, screen: lessonOf(state) });
  return [...(content?.head ?? []), ...(content?.body ?? []), ...(content?.foot ?? [])]
    .map(({ text }) => text)
    .join('\n');
};

describe('the lines that bring a machine back', () => {
  test('are those of this lesson since it was put back to its start, in order', () => {
    const events = history(ran('docker ps'), { kind: 'machine-reset', lesson }, ran(slow), ran('docker ps'));
    const other = stamped({ ...ran('docker info'), lesson: 'namespaces' as never }, 9);
    expect(earlierLines([...events, other], lesson)).toEqual([
      { commandLine: slow, exitCode: 0 },
      { commandLine: 'docker ps', exitCode: 0 },
    ]);
  });

  test('are not those the learner stopped, nor, asked for one machine, those of the other', () => {
    const elsewhere = { ...ran('docker info'), machine: { kind: 'live', engine: 'docker 28.5.2' } } as never;
    const events = history(ran(slow), ran('docker run busybox sleep 9', 'run-1', 130), elsewhere);
    expect(earlierLines(events, lesson, 'simulated')).toEqual([{ commandLine: slow, exitCode: 0 }]);
    expect(earlierLines(events, lesson, 'live').map(({ commandLine }) => commandLine)).toEqual([
      'docker info',
    ]);
  });

  test('are bounded', () => {
    const many = history(...Array.from({ length: mostLines + 5 }, (_, at) => ran(`echo ${at}`)));
    expect([earlierLines(many, lesson).length, earlierLines(many, lesson)[0]?.commandLine]).toEqual([
      mostLines,
      'echo 5',
    ]);
  });
});

describe('coming back, simulated', () => {
  test('the lines run before the machine is handed over; one line says so and nothing is saved', () => {
    const [state, effects] = open(earlier);
    expect(effects.filter(({ kind }) => kind === 'open-machine')).toEqual([
      { kind: 'open-machine', machine: 'simulated', replay: [slow, 'docker ps'] },
    ]);
    const [back, more] = play(state, openedAs(identity, 2));
    expect(back.footer).toBe('Your machine is back where you left it (2 commands run again).');
    expect([lessonOf(back).onMachine?.length, saved(more)]).toEqual([2, []]);
  });

  test('what did not run in time is told', () => {
    const [state] = open(earlier);
    const late: Event = { kind: 'machine-opened', identity, replayed: { ran: 1, all: 2 } };
    expect(play(state, late)[0].footer).toBe('Your machine is partly back: 1 of your 2 commands ran again.');
  });

  test('a machine that has nothing to catch up with says nothing', () => {
    expect(play(open([viewed(1)])[0], openedAs(identity))[0].footer).toBe(null);
  });

  test('a finished lesson begins anew, machine included', () => {
    const [state, effects] = open([...earlier, { kind: 'lesson-finished', lesson }]);
    expect([lessonOf(state).page, effects.find(({ kind }) => kind === 'open-machine')]).toEqual([
      0,
      { kind: 'open-machine', machine: 'simulated', replay: [] },
    ]);
    expect(saved(effects)).toContainEqual({ kind: 'machine-reset', lesson });
  });

  test('putting the machine back is remembered', () => {
    const [state] = play(open(earlier)[0], openedAs(identity, 2));
    const [reset, effects] = play(state, { kind: 'machine-reset', failed: null });
    expect([lessonOf(reset).onMachine, saved(effects)]).toEqual([[], [{ kind: 'machine-reset', lesson }]]);
  });
});

describe('coming back, on a real engine', () => {
  const offer = 'Your containers were removed when you left. Ctrl-R runs 2 commands again.';

  test('nothing runs unasked; one line offers it, and the pane keeps it', () => {
    const state = onLive();
    expect(state.footer).toBe(offer);
    const asked = play(state, intent('switch-focus'))[0];
    expect(paneText(asked).replace('\n', ' ')).toContain('Ctrl-R runs your 2 earlier');
  });

  test('Ctrl-R runs them one after the other, each is shown, and nothing is saved', () => {
    const [begun, effects] = play(onLive(), intent('run-earlier'));
    expect(effects).toEqual([
      { kind: 'replay', run: 1, lines: [slow, 'docker ps'], agreed: { looking: false, acting: false } },
    ]);
    const [second] = play(
      begun,
      { kind: 'replay-line', run: 1, at: 0 },
      { kind: 'replay-line', run: 1, at: 1 },
    );
    expect(second.footer).toBe('Again, 2 of 2: docker ps');
    expect(paneText(second)).toContain(`$ ${slow}\n$ docker ps`);
    const [back, more] = play(second, { kind: 'replay-ended', run: 1, replayed: { ran: 2, all: 2 } });
    expect([back.footer, lessonOf(back).running, lessonOf(back).comeback, saved(more)]).toEqual([
      'Your machine is back where you left it (2 commands run again).',
      null,
      null,
      [],
    ]);
  });

  test('a container that is missing that way is not the learner’s fault', () => {
    const failed: Event = {
      kind: 'command-output',
      run: 1,
      chunks: [{ stream: 'stderr', text: 'Error response from daemon: No such container: vvc-slow\n' }],
    };
    const [state] = play(onLive(), enter, type('docker exec vvc-slow ps'), enter, failed, ended(1, 1));
    const shown = activity(state, 'task').output.lines.map(({ text }) => text);
    expect(shown.at(-1)).toBe(
      'That is not your doing: vvc-slow was removed when you left last time. Ctrl-R runs your 2 earlier commands again.',
    );
  });
});

describe('a switch of machines in a lesson', () => {
  test('opens the other one, brought to where the lesson was, and is remembered', () => {
    const [switched, effects] = play(onLive(), intent('switch-machine'));
    expect(effects).toEqual([
      { kind: 'set-setting', change: { machine: 'simulated' } },
      { kind: 'open-machine', machine: 'simulated', replay: [slow, 'docker ps'] },
    ]);
    expect(switched.machine.opened.kind).toBe('opening');
    const [back] = play(switched, openedAs(identity, 2), intent('switch-machine'), openedAs(live));
    expect(back.footer).toBe('This machine is a new one. Ctrl-R runs your 2 earlier commands again.');
  });

  test('waits while a command runs', () => {
    const [state, effects] = play(onLive(), enter, type('sleep 9'), enter, intent('switch-machine'));
    expect(effects.some(({ kind }) => kind === 'open-machine')).toBe(false);
    expect(state.footer).toBe('A command is running: stop it first (Ctrl-C).');
  });
});

describe('an engine that has vanished', () => {
  const gone: Event = {
    kind: 'machines-found',
    choices: [
      {
        kind: 'simulated',
        label: 'simulated',
        because: 'Docker is installed but its daemon is not running',
      },
    ],
  };

  test('is looked for again when a command cannot reach it, and the label goes', () => {
    const cannot: Event = {
      kind: 'command-output',
      run: 1,
      chunks: [{ stream: 'stderr', text: 'Cannot connect to the Docker daemon at unix:///x.\n' }],
    };
    const [asked, effects] = play(onLive(), enter, type('docker ps'), enter, cannot, ended(1, 1));
    expect(effects.some(({ kind }) => kind === 'find-machines')).toBe(true);
    const [state] = play(asked, gone);
    expect([state.machine.opened, state.footer]).toEqual([
      { kind: 'failed', because: 'Docker is installed but its daemon is not running' },
      'Docker does not answer any more. Your next command starts the simulator.',
    ]);
    const [again, opening] = play(state, type('docker ps'), enter);
    expect([again.machine.opened.kind, opening.map(({ kind }) => kind)]).toEqual([
      'opening',
      ['open-machine'],
    ]);
  });

  test('one that does not open is looked for again', () => {
    const machine = { ...onMap.machine, choices: bothChoices };
    const [state, effects] = play(open(earlier, { machine })[0], {
      kind: 'machine-failed',
      because: 'Docker cannot be used: gone.',
    });
    expect(effects).toEqual([{ kind: 'find-machines' }]);
    expect(paneText(play(state, gone)[0]).replaceAll('\n', ' ')).toContain(
      'No machine: Docker cannot be used: gone. Running a command starts the simulator.',
    );
  });
});
