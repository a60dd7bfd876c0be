import { afterEach, describe, expect, test, vi } from 'vitest';
import { fullConsent, isAgreed, noConsent } from '../../src/app/consent.ts';
import type { Effect } from '../../src/app/effect.ts';
import type { Event } from '../../src/app/event.ts';
import { createRuntime } from '../../src/app/runtime.ts';
import type { CommandEffect, CommandPlan } from '../../src/machine/machine.ts';
import { FakeMachine } from './fakes/fake-machine.ts';
import { fakePorts } from './fakes/fake-ports.ts';

const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;

/** An engine of the learner's own: what its lines do is in their first word. */
class OwnEngine extends FakeMachine {
  constructor() {
    super({}, live);
  }

  override plan(line: string): CommandPlan {
    const effect = /^(looks|creates|changes|removes)/.exec(line)?.[1] as CommandEffect;
    return { kind: 'runs', shown: `${line} marked`, effect };
  }
}

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function lab() {
  const machine = new OwnEngine();
  const events: Event[] = [];
  const runtime = createRuntime({
    ports: fakePorts({ machine }),
    typesetter: { typeset: () => Promise.resolve({}) },
    timer: {
      after: (ms, then) => {
        const handle = setTimeout(then, ms);
        return () => clearTimeout(handle);
      },
    },
  });
  close = () => runtime.close();
  const perform = (effect: Effect): void => runtime.runEffect(effect, (event) => events.push(event));
  const until = (kind: Event['kind']) =>
    vi.waitFor(() => expect(events.map((it) => it.kind)).toContain(kind));
  perform({ kind: 'open-machine', machine: 'live', replay: [] });
  await until('machine-opened');
  machine.calls.length = 0;
  events.length = 0;
  return { machine, events, perform, until };
}

const run = (commandLine: string, agreed = noConsent) =>
  ({ kind: 'run-command', run: 1, commandLine, timeoutMs: null, agreed }) as const;

describe('on the learner’s own engine', () => {
  test.each(['looks', 'creates', 'changes', 'removes'] as const)(
    'what %s is asked about first',
    async (effect) => {
      const { machine, events, perform, until } = await lab();
      const asked = run(`${effect} it`);
      perform(asked);
      await until('consent-wanted');
      expect(events).toEqual([{ kind: 'consent-wanted', asked, shown: [`${effect} it marked`], effect }]);
      expect(machine.calls).toEqual([]);
    },
  );

  test('what is agreed to runs, and what is more does not', async () => {
    const { machine, perform, until } = await lab();
    const looking = { looking: true, acting: false };
    perform(run('looks', looking));
    await until('command-ended');
    perform(run('creates it', looking));
    await until('consent-wanted');
    perform(run('removes it', fullConsent));
    await vi.waitFor(() => expect(machine.calls).toEqual(['run looks', 'run removes it']));
  });

  test('lines that run again are asked about together, by the most that one of them does', async () => {
    const { machine, events, perform, until } = await lab();
    const asked = { kind: 'replay', run: 2, lines: ['looks', 'changes it', 'creates it'] } as const;
    perform(asked);
    await until('consent-wanted');
    expect(events).toEqual([
      {
        kind: 'consent-wanted',
        asked,
        shown: ['looks marked', 'changes it marked', 'creates it marked'],
        effect: 'changes',
      },
    ]);
    expect(machine.calls).toEqual([]);
  });

  test('before that, completion and hints do not look around there either', async () => {
    const { machine, events, perform, until } = await lab();
    const look = vi.spyOn(machine, 'observe');
    const complete = vi.spyOn(machine, 'complete');
    perform({ kind: 'complete', commandLine: 'docker rm ', cursor: 10 });
    await until('completed');
    expect(events).toEqual([{ kind: 'completed', commandLine: 'docker rm ', cursor: 10, words: [] }]);
    expect([look.mock.calls.length, complete.mock.calls.length]).toEqual([0, 0]);
  });
});

test('agreed to beforehand, the engine is looked at from the start', async () => {
  const { machine, events, perform, until } = await lab();
  perform({ kind: 'open-machine', machine: 'live', mayLook: true, replay: [] });
  await until('machine-opened');
  perform({ kind: 'complete', commandLine: 'docker rm ', cursor: 10 });
  await until('completed');
  expect(events.at(-1)).toMatchObject({ kind: 'completed', words: await machine.complete('docker rm ') });
});

test('nothing that is simulated needs a yes', () => {
  expect(isAgreed(noConsent, undefined)).toBe(true);
});
