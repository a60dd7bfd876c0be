import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Effect, SideRun } from '../../src/app/effect.ts';
import type { Event } from '../../src/app/event.ts';
import { createRuntime } from '../../src/app/runtime.ts';
import type { LentTerminal } from '../../src/machine/terminal.ts';
import { type Answer, FakeMachine } from './fakes/fake-machine.ts';
import { fakePorts } from './fakes/fake-ports.ts';

const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;
const noImage: Answer = {
  chunks: [
    { stream: 'stderr', text: "Unable to find image 'alpine:latest' locally\n" },
    {
      stream: 'stderr',
      text: 'docker: Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host\n',
    },
  ],
  exitCode: 125,
};

function lab(onLive: Readonly<Record<string, Answer>>, simulated: Readonly<Record<string, Answer>>) {
  const machines = { live: new FakeMachine(onLive, live), simulated: new FakeMachine(simulated) };
  const opened: (string | undefined)[] = [];
  const ports = {
    ...fakePorts({ machine: machines.live }),
    machines: {
      choices: () => Promise.resolve([]),
      open: (kind: 'live' | 'simulated', world?: string) => {
        opened.push(world ?? kind);
        return world === 'nowhere'
          ? Promise.reject(new Error('There is no world nowhere.'))
          : Promise.resolve(machines[kind]);
      },
    },
  };
  const events: Event[] = [];
  const typesetter = { typeset: () => Promise.resolve({}) };
  const timer = {
    after: (ms: number, then: () => void) => {
      const handle = setTimeout(then, ms);
      return () => clearTimeout(handle);
    },
  };
  const runtime = createRuntime({ ports, typesetter, timer, terminal: quietTerminal });
  const perform = (effect: Effect): void => runtime.runEffect(effect, (event) => events.push(event));
  const until = (kind: Event['kind']) =>
    vi.waitFor(() => expect(events.map((it) => it.kind)).toContain(kind));
  return { machines, opened, events, perform, until, runtime };
}

/** Given away and taken back without a word. */
const quietTerminal: LentTerminal = {
  size: () => ({ columns: 80, rows: 24 }),
  listen: () => () => undefined,
  write: async () => undefined,
  say: () => undefined,
  handOver: (use) => use(),
};

const side: SideRun = {
  when: 'cannot',
  world: null,
  because: null,
  replay: ['docker ps'],
  authored: [['x']],
};
const run = (commandLine: string, more: Partial<SideRun> = {}): Effect => ({
  kind: 'run-command',
  run: 7,
  commandLine,
  timeoutMs: null,
  side: { ...side, ...more },
});

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function onLive(
  onEngine: Readonly<Record<string, Answer>>,
  simulated: Readonly<Record<string, Answer>>,
) {
  const bench = lab(onEngine, simulated);
  close = () => bench.runtime.close();
  bench.perform({ kind: 'open-machine', machine: 'live', replay: [] });
  await bench.until('machine-opened');
  bench.events.length = 0;
  return bench;
}

describe('a step that a real engine cannot do', () => {
  test('an image that cannot be pulled: the simulator is brought up to the lesson and does it', async () => {
    const line = 'docker run --name vvc-a alpine echo hi';
    const hi: Answer = { chunks: [{ stream: 'stdout', text: 'hi\n' }] };
    const { perform, until, events, machines } = await onLive({ [line]: noImage }, { [line]: hi });
    perform(run(line));
    await until('command-ended');
    expect(events.slice(1)).toEqual([
      {
        kind: 'command-moved',
        run: 7,
        world: null,
        because: 'the image alpine is not here and cannot be pulled',
        identity: machines.simulated.identity,
        engineGone: false,
      },
      { kind: 'command-output', run: 7, chunks: hi.chunks },
      { kind: 'command-ended', run: 7, exit: { kind: 'exited', exitCode: 0, tookMs: 300 } },
    ]);
    expect(machines.simulated.calls).toEqual(['prepare', 'run docker ps', `run ${line}`]);
  });

  test('the same machine goes on with what it has not seen, and is closed with the other', async () => {
    const { perform, until, events, machines, runtime } = await onLive({ a: noImage, b: noImage }, {});
    perform(run('docker pull alpine', { when: 'always', because: 'so', replay: ['one'] }));
    await until('command-ended');
    events.length = 0;
    perform(run('two', { when: 'always', because: 'so', replay: [] }));
    await until('command-ended');
    await runtime.close();
    expect(machines.simulated.calls).toEqual([
      'prepare',
      'run one',
      'run docker pull alpine',
      'run two',
      'dispose',
    ]);
    expect(machines.live.calls).toEqual(['prepare', 'dispose']);
  });

  test('a rule that refuses all the lesson knows sends it there; one the learner met alone does not', async () => {
    const { perform, until, events } = await onLive({}, { 'rm x': {} });
    perform(run('rm x', { authored: [['docker ps']] }));
    await until('command-refused');
    perform(run('rm x', { authored: [['docker ps', 'rm x'], ['rm y']] }));
    await until('command-moved');
    expect(events.find((event) => event.kind === 'command-moved')).toMatchObject({
      because: 'Files are not deleted here; use a container.',
    });
  });

  test('a failure that is the command’s own stays where it is', async () => {
    const own: Answer = {
      chunks: [{ stream: 'stderr', text: 'pull access denied for nope' }],
      exitCode: 125,
    };
    const { perform, until, events, opened } = await onLive({ 'docker run nope': own }, {});
    perform(run('docker run nope'));
    await until('command-ended');
    expect([events.map(({ kind }) => kind), opened]).toEqual([['command-output', 'command-ended'], ['live']]);
  });

  test('a conversation whose image cannot be pulled begins again there', async () => {
    const { perform, until, events, machines } = await onLive({}, {});
    const line = 'docker run -it alpine';
    const attach = (exitCode: number) => async (_line: string, terminal: LentTerminal) => {
      await terminal.handOver(async () => undefined);
      return { kind: 'exited', exitCode, tookMs: 1 } as const;
    };
    Object.assign(machines.live, { attach: attach(125) });
    Object.assign(machines.simulated, { attach: attach(0) });
    vi.spyOn(machines.live, 'observe').mockResolvedValue({ known: true, value: null });
    perform(run(line));
    await until('command-ended');
    expect(events).toMatchObject([
      { kind: 'command-moved', because: 'the image alpine is not here and cannot be pulled' },
      { kind: 'command-talked', left: true },
      { kind: 'command-ended', exit: { exitCode: 0 } },
    ]);
  });

  test('a world that is not there is a sentence', async () => {
    const { perform, until, events } = await onLive({}, {});
    perform(run('virsh list', { when: 'always', world: 'nowhere', because: 'so' }));
    await until('command-refused');
    expect(events.at(-1)).toMatchObject({
      refusal: { sentence: 'The simulated machine could not be opened: There is no world nowhere.' },
    });
  });
});
