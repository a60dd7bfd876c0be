import { describe, expect, test, vi } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Event } from '../../src/app/event.ts';
import type { Appended, Ports, Saved } from '../../src/app/ports.ts';
import { createRuntime, type Timer } from '../../src/app/runtime.ts';
import type { Typesetter } from '../../src/app/typesetter.ts';
import { lessonId } from '../../src/domain/ids.ts';
import type { TaskActivity } from '../../src/domain/lesson.ts';
import { sampleLesson } from './fakes/fake-course.ts';
import { type Answer, FakeMachine, fakeSupply } from './fakes/fake-machine.ts';
import { type FakePorts, fakePorts, stamped } from './fakes/fake-ports.ts';

const plainTypesetter: Typesetter = {
  typeset: (pieces) =>
    Promise.resolve(Object.fromEntries(pieces.map(({ name, markdown }) => [name, [markdown]]))),
};

/** A timer whose hands are moved by the test. */
class HandTimer implements Timer {
  private readonly waiting = new Map<() => void, number>();

  after(ms: number, then: () => void): () => void {
    this.waiting.set(then, ms);
    return () => this.waiting.delete(then);
  }

  strike(ms: number): void {
    for (const [then, due] of [...this.waiting]) {
      if (due > ms) continue;
      this.waiting.delete(then);
      then();
    }
  }
}

function bench(
  answers: Readonly<Record<string, Answer>> = {},
  change: (ports: FakePorts) => Ports = (all) => all,
) {
  const machine = new FakeMachine(answers);
  const ports = fakePorts({ machine });
  const timer = new HandTimer();
  const events: Event[] = [];
  const runtime = createRuntime({ ports: change(ports), typesetter: plainTypesetter, timer });
  const perform = (effect: Effect): void => runtime.runEffect(effect, (event) => events.push(event));
  const kinds = (): readonly string[] => events.map(({ kind }) => kind);
  const until = (kind: Event['kind']): Promise<void> => vi.waitFor(() => expect(kinds()).toContain(kind));
  return { machine, ports, timer, events, runtime, perform, until, kinds };
}

const run = (commandLine: string, timeoutMs: number | null = null): Effect => ({
  kind: 'run-command',
  run: 1,
  commandLine,
  timeoutMs,
});

describe('the runtime', () => {
  test('opens a machine at its starting state, and closing ends it', async () => {
    const { perform, until, machine, runtime } = bench();
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    await runtime.close();
    expect(machine.calls).toEqual(['prepare', 'dispose']);
  });

  test('a machine that fails to open says why', async () => {
    const broken = { choices: () => Promise.resolve([]), open: () => Promise.reject(new Error('no memory')) };
    const { perform, until, events } = bench({}, (ports) => ({ ...ports, machines: broken }));
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-failed');
    expect(events).toEqual([{ kind: 'machine-failed', because: 'no memory' }]);
  });

  test('a machine that comes after it was closed again is put away', async () => {
    const machine = new FakeMachine({});
    let deliver: () => void = () => undefined;
    const delivered = new Promise<void>((resolve) => {
      deliver = resolve;
    });
    const slow = { ...fakeSupply(machine), open: () => delivered.then(() => machine) };
    const { perform, kinds } = bench({}, (ports) => ({ ...ports, machines: slow }));
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await Promise.resolve();
    perform({ kind: 'close-machine' });
    deliver();
    await vi.waitFor(() => expect(machine.calls).toEqual(['prepare', 'dispose']));
    expect(kinds()).toEqual([]);
  });

  test('streams output, then tells the end', async () => {
    const chunks = [
      { stream: 'stdout', text: 'hello\n' },
      { stream: 'stderr', text: 'oops\n' },
    ] as const;
    const { perform, until, events } = bench({ echo: { chunks, exitCode: 3 } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    perform(run('echo'));
    await until('command-ended');
    expect(events.slice(1)).toEqual([
      { kind: 'command-output', run: 1, chunks },
      { kind: 'command-ended', run: 1, exit: { kind: 'exited', exitCode: 3, tookMs: 300 } },
    ]);
  });

  test('a refused line does not reach the machine', async () => {
    const { perform, until, events, machine } = bench();
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    perform(run('rm -rf /'));
    await until('command-refused');
    expect(events.at(-1)).toMatchObject({ kind: 'command-refused', refusal: { rule: 'not-allowed' } });
    expect(machine.calls).toEqual(['prepare']);
  });

  test('a command is stopped when asked, and when its time is up', async () => {
    for (const [timeoutMs, kind] of [
      [null, 'stopped'],
      [5000, 'timed-out'],
    ] as const) {
      const { perform, until, events, timer, machine } = bench({ forever: { endless: true } });
      perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
      await until('machine-opened');
      perform(run('forever', timeoutMs));
      if (timeoutMs === null) perform({ kind: 'stop-command' });
      await vi.waitFor(() => expect(machine.calls).toContain('run forever'));
      timer.strike(5000);
      await until('command-ended');
      expect(events.at(-1)).toMatchObject({ kind: 'command-ended', exit: { kind } });
    }
  });

  test('closing stops the command that runs', async () => {
    const { perform, until, runtime, machine } = bench({ forever: { endless: true } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    perform(run('forever'));
    await runtime.close();
    expect(machine.calls).toEqual(['prepare', 'run forever', 'dispose']);
  });

  test('a goal is judged by what the machine is observed to hold', async () => {
    const task = sampleLesson.pages[2]?.activity as TaskActivity;
    const { perform, until, events } = bench({ create: { creates: 'vvc-keep' } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    perform({ kind: 'check-goal', check: 1, task, ran: [] });
    await until('goal-checked');
    expect(events.at(-1)).toMatchObject({ item: 'task-1', check: 1, verdict: { kind: 'not-yet' } });
    perform(run('create'));
    await until('command-ended');
    perform({ kind: 'check-goal', check: 2, task, ran: [] });
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ check: 2, verdict: { kind: 'pass' } }));
  });

  test('runs earlier lines on a machine before it is handed over, and lets their output go', async () => {
    const { perform, until, events, machine } = bench({ a: { chunks: [{ stream: 'stdout', text: 'a' }] } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: ['a', 'b'] });
    await until('machine-opened');
    expect(machine.calls).toEqual(['prepare', 'run a', 'run b']);
    expect(events).toMatchObject([{ kind: 'machine-opened', replayed: { ran: 2, all: 2 } }]);
  });

  test('an earlier line that does not end is stopped, and when time is up the rest is left', async () => {
    const { perform, until, events, machine, timer } = bench({ forever: { endless: true } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: ['forever', 'a', 'forever', 'b'] });
    await vi.waitFor(() => expect(machine.calls).toContain('run forever'));
    timer.strike(2_000);
    await vi.waitFor(() => expect(machine.calls.length).toBe(4));
    timer.strike(8_000);
    await until('machine-opened');
    expect(machine.calls).toEqual(['prepare', 'run forever', 'run a', 'run forever']);
    expect(events).toMatchObject([{ kind: 'machine-opened', replayed: { ran: 3, all: 4 } }]);
  });

  test('earlier lines that are watched are told of one by one, and can be stopped', async () => {
    const { perform, until, events, kinds } = bench({ forever: { endless: true } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    perform({ kind: 'replay', run: 4, lines: ['a', 'forever', 'b'] });
    await vi.waitFor(() => expect(kinds().filter((kind) => kind === 'replay-line').length).toBe(2));
    perform({ kind: 'stop-command' });
    await until('replay-ended');
    expect(events.slice(1)).toEqual([
      { kind: 'replay-line', run: 4, at: 0 },
      { kind: 'replay-line', run: 4, at: 1 },
      { kind: 'replay-ended', run: 4, replayed: { ran: 2, all: 3, exitCodes: [127, 130] } },
    ]);
  });

  test('a hint is picked by what the machine holds now', async () => {
    const base = sampleLesson.pages[2]?.activity as TaskActivity;
    const made = { kind: 'container', name: 'vvc-keep', status: 'running' } as const;
    const task = { ...base, hints: [...base.hints, { id: 'made', text: 'It is there.', when: [made] }] };
    const { perform, until, events } = bench({ create: { creates: 'vvc-keep' } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: ['create'] });
    await until('machine-opened');
    perform({ kind: 'pick-hint', task, ran: [], shown: [] });
    await until('hint-picked');
    expect(events.at(-1)).toMatchObject({ item: 'task-1', hint: { id: 'made' } });
  });

  test('a lesson is read, or it is said why not', async () => {
    const { perform, until, events } = bench();
    perform({ kind: 'open-lesson', lesson: sampleLesson.id });
    await until('lesson-opened');
    perform({ kind: 'open-lesson', lesson: lessonId('lost') });
    await until('lesson-failed');
    expect(events.at(-1)).toEqual({
      kind: 'lesson-failed',
      lesson: 'lost',
      because: 'lesson lost is not on this disk',
    });
  });

  test('an event counts before it has reached the disk, and what the disk said follows', async () => {
    const event = stamped({ kind: 'lesson-finished', lesson: sampleLesson.id }, 1);
    let reach: () => void = () => undefined;
    const written = new Promise<Saved>((resolve) => {
      reach = () => resolve({ saved: true, event });
    });
    const append = (): Appended => ({ event, written });
    const { perform, until, events } = bench({}, (ports) => ({
      ...ports,
      progress: { ...ports.progress, append },
    }));
    perform({ kind: 'save-event', event: { kind: 'lesson-finished', lesson: sampleLesson.id } });
    expect(events).toEqual([{ kind: 'recorded', event }]);
    reach();
    await until('saved');
    expect(events.at(-1)).toEqual({ kind: 'saved', saved: { saved: true, event } });
  });

  test('events, settings and completions go through the ports', async () => {
    const { perform, until, ports, events } = bench();
    perform({ kind: 'save-event', event: { kind: 'lesson-finished', lesson: sampleLesson.id } });
    await until('saved');
    perform({ kind: 'set-setting', change: { machine: 'live' } });
    perform({ kind: 'open-machine', machine: 'simulated', replay: [] });
    await until('machine-opened');
    perform({ kind: 'complete', commandLine: 'do', cursor: 2 });
    await until('completed');
    expect(ports.saved.map(({ kind }) => kind)).toEqual(['lesson-finished']);
    expect(ports.settled).toEqual([{ machine: 'live' }]);
    expect(events.at(-1)).toEqual({ kind: 'completed', commandLine: 'do', cursor: 2, words: ['docker'] });
  });
});
