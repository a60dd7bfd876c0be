import { expect, test } from 'vitest';
import type { Effect } from '../../src/app/effect.ts';
import type { Event } from '../../src/app/event.ts';
import { createLab } from '../../src/app/lab.ts';
import type { Lesson, TaskActivity } from '../../src/domain/lesson.ts';
import type { FactsOf, Observed, Query } from '../../src/domain/observation.ts';
import { plainContainer } from '../domain/plain-container.ts';
import { sampleLesson } from './fakes/fake-course.ts';
import { FakeMachine, fakeSupply } from './fakes/fake-machine.ts';
import { identity, intent, onMap, play } from './support.ts';

const TASK_PAGE = 2;
const sampleTask = sampleLesson.pages[TASK_PAGE]?.activity as TaskActivity;
const task: TaskActivity = {
  ...sampleTask,
  goal: [{ kind: 'container', name: 'vvc-keep', newContainer: true }],
  hints: [],
};
const lesson: Lesson = {
  ...sampleLesson,
  pages: sampleLesson.pages.map((page, at) => (at === TASK_PAGE ? { ...page, activity: task } : page)),
};
const begun = (effects: readonly Effect[]): readonly Effect[] =>
  effects.filter(({ kind }) => kind === 'begin-task');

/** The lesson on the page of its task, before there is a machine. */
const beforeMachine = (shown: Lesson) => {
  const page = shown.pages[TASK_PAGE]?.id;
  if (page === undefined) throw new Error('no such page');
  const viewed = { id: '1', at: 0, kind: 'page-viewed', lesson: shown.id, page } as const;
  return play({ ...onMap, events: [viewed] }, intent('accept'), { kind: 'lesson-opened', lesson: shown });
};
const opened: Event = { kind: 'machine-opened', identity, replayed: { ran: 0, all: 0 } };

test('a task that compares begins once there is a machine, and others do not', () => {
  const [state, early] = beforeMachine(lesson);
  expect(begun(early)).toEqual([]);
  expect(begun(play(state, opened)[1])).toEqual([{ kind: 'begin-task', task }]);
  expect(begun(play(beforeMachine(sampleLesson)[0], opened)[1])).toEqual([]);
});

/** A machine whose container the test replaces. */
class Replaced extends FakeMachine {
  id = 'first';

  override async observe<Q extends Query>(): Promise<Observed<FactsOf<Q>>> {
    return { known: true, value: { ...plainContainer, id: this.id } } as Observed<FactsOf<Q>>;
  }
}

test('the goal is held against how the container was then', async () => {
  const machine = new Replaced({});
  const lab = createLab(fakeSupply(machine), { after: () => () => undefined });
  const verdicts: unknown[] = [];
  const dispatch = (event: Event): void => {
    if (event.kind === 'goal-checked') verdicts.push(event.verdict);
  };
  const check: Effect = { kind: 'check-goal', check: 1, task, ran: [] };
  await lab.perform({ kind: 'open-machine', machine: 'simulated', replay: [] }, dispatch);
  await lab.perform(check, dispatch);
  await lab.perform({ kind: 'begin-task', task }, dispatch);
  await lab.perform(check, dispatch);
  machine.id = 'second';
  await lab.perform(check, dispatch);
  await lab.perform({ kind: 'reset-machine' }, dispatch);
  await lab.perform(check, dispatch);
  const sameStill = {
    kind: 'not-yet',
    missing: [
      'vvc-keep is the same container as when the task began; it should be a new container of that name.',
    ],
  };
  expect(verdicts).toEqual([
    {
      kind: 'could-not-check',
      because: 'how things were when the task began was not looked at; start the task anew',
    },
    sameStill,
    { kind: 'pass' },
    sameStill,
  ]);
  await lab.close();
});

test('also on a machine beside it that is open already', async () => {
  const machine = new Replaced({});
  const supply = {
    ...fakeSupply(machine),
    open: async (_kind: unknown, world?: string) => (world === undefined ? new FakeMachine({}) : machine),
  };
  const lab = createLab(supply, { after: () => () => undefined });
  const verdicts: unknown[] = [];
  const dispatch = (event: Event): void => {
    if (event.kind === 'goal-checked') verdicts.push(event.verdict);
  };
  const side = { when: 'always', world: 'fresh-host', because: null, replay: [], authored: [] } as const;
  await lab.perform({ kind: 'open-machine', machine: 'simulated', replay: [] }, dispatch);
  await lab.perform({ kind: 'run-command', run: 1, commandLine: 'true', timeoutMs: null, side }, dispatch);
  await lab.perform({ kind: 'begin-task', task }, dispatch);
  machine.id = 'second';
  const aside = { world: 'fresh-host' };
  await lab.perform({ kind: 'check-goal', check: 1, task, ran: [], aside }, dispatch);
  expect(verdicts).toEqual([{ kind: 'pass' }]);
  await lab.close();
});
