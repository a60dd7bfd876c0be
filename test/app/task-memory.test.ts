import { describe, expect, test } from 'vitest';
import { createTaskMemory, look } from '../../src/app/task-memory.ts';
import { itemId } from '../../src/domain/ids.ts';
import type { TaskActivity } from '../../src/domain/lesson.ts';
import type { FactsOf, Observed, Query } from '../../src/domain/observation.ts';
import { startQueries } from '../../src/domain/task-start.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { plainContainer } from '../domain/plain-container.ts';
import { FakeMachine } from './fakes/fake-machine.ts';

const task: TaskActivity = {
  kind: 'task',
  id: itemId('t'),
  prompt: 'P',
  goal: [{ kind: 'container', name: 'vvc-a', newContainer: true }],
  hints: [{ id: 'h', text: 'T', when: [{ kind: 'container', name: 'vvc-b', notRestarted: false }] }],
  solutions: [],
  attempts: [],
  concepts: [],
  hash: 'h',
};
const plain: TaskActivity = { ...task, id: itemId('p'), goal: [], hints: [] };

/** A machine whose one container, `vvc-a`, has an id that the test sets; null: there is none. */
class OneContainer extends FakeMachine {
  id: string | null = null;

  constructor() {
    super({});
  }

  override async observe<Q extends Query>(query: Q): Promise<Observed<FactsOf<Q>>> {
    this.calls.push(query.kind === 'container' ? `look at ${query.name}` : query.kind);
    const there = query.kind === 'container' && query.name === 'vvc-a' && this.id !== null;
    const value = there ? { ...plainContainer, id: this.id, name: 'vvc-a' } : null;
    return { known: true, value } as Observed<FactsOf<Q>>;
  }
}

const seenNow = (machine: Machine) => look(machine, startQueries(task));
const idsOf = async (memory: ReturnType<typeof createTaskMemory>, machine: Machine) =>
  (await memory.after(machine, task, [])).map(({ query, answer }) => {
    const facts = answer.known ? (answer.value as { id: string } | null) : null;
    return `${query.kind === 'container' ? query.name : query.kind} ${facts?.id ?? 'none'}`;
  });

describe('what a task remembers', () => {
  test('is how its containers were at the start, and as they were first seen', async () => {
    const [memory, machine] = [createTaskMemory(), new OneContainer()];
    memory.begin(machine, task);
    expect(await idsOf(memory, machine)).toEqual(['vvc-a none', 'vvc-b none']);
    machine.id = 'first';
    await memory.after(machine, task, await seenNow(machine));
    machine.id = 'second';
    memory.begin(machine, task);
    await memory.after(machine, task, await seenNow(machine));
    expect(await idsOf(memory, machine)).toEqual(['vvc-a none', 'vvc-b none', 'vvc-a first', 'vvc-a second']);
  });

  test('is nothing where it compares with nothing, and the machine is not looked at', async () => {
    const [memory, machine] = [createTaskMemory(), new OneContainer()];
    memory.begin(machine, plain);
    expect(await memory.after(machine, plain, await seenNow(machine))).toEqual([]);
    expect(machine.calls).toEqual(['look at vvc-a', 'look at vvc-b']);
  });

  test('begins anew when the machine was put back, and is told apart by machine', async () => {
    const [memory, one, other] = [createTaskMemory(), new OneContainer(), new OneContainer()];
    one.id = 'first';
    memory.begin(one, task);
    expect(await idsOf(memory, one)).toEqual(['vvc-a first', 'vvc-b none']);
    one.id = 'again';
    await memory.beginAnew(one);
    expect(await idsOf(memory, one)).toEqual(['vvc-a again', 'vvc-b none']);
    expect(await idsOf(memory, other)).toEqual([]);
    await memory.beginAnew(other);
    expect(await idsOf(memory, other)).toEqual(['vvc-a none', 'vvc-b none']);
  });

  test('begins on a machine that is opened later, and ends with all of them', async () => {
    const [memory, machine] = [createTaskMemory(), new OneContainer()];
    memory.begin(null, task);
    await memory.beginAnew(machine);
    expect(await idsOf(memory, machine)).toEqual(['vvc-a none', 'vvc-b none']);
    memory.forget();
    expect(await idsOf(memory, machine)).toEqual([]);
  });
});
