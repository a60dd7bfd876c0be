import { expect, test, vi } from 'vitest';
import { converse, type Opening, talkIn } from '../../src/app/converse.ts';
import type { CommandExit, Machine } from '../../src/machine/machine.ts';
import type { LentTerminal, Typist } from '../../src/machine/terminal.ts';
import { FakeMachine } from './fakes/fake-machine.ts';

const encoder = new TextEncoder();
const ok: CommandExit = { kind: 'exited', exitCode: 0, tookMs: 5 };
const live = { kind: 'live', label: 'Docker 28.5', engine: 'docker 28.5.2' } as const;

/** Notes everything a terminal hears, in order. */
function notingTerminal(): { readonly terminal: LentTerminal; readonly notes: string[] } {
  const notes: string[] = [];
  const terminal: LentTerminal = {
    size: () => ({ columns: 80, rows: 24 }),
    listen: () => {
      notes.push('left');
      return () => void notes.push('back');
    },
    write: async (bytes) => void notes.push(new TextDecoder().decode(bytes)),
    say: (sentence) => void notes.push(sentence),
    handOver: async (use) => {
      notes.push('left');
      const result = await use();
      notes.push('back');
      return result;
    },
    acknowledge: async (sentence) => void notes.push(sentence),
  };
  return { terminal, notes };
}

function machineThat(attach: Machine['attach'], identity?: Machine['identity']): Machine {
  const machine: Machine = new FakeMachine({}, identity);
  return Object.assign(machine, { attach });
}

const opening = (more: Partial<Opening> = {}): Opening => ({
  kind: 'talk',
  verb: 'run',
  container: 'vvc-a',
  image: 'busybox',
  leaving: 'exit ends it.',
  namesake: null,
  ...more,
});

test('simulated: the way back is said before, and the end of what stood there is known', async () => {
  const { terminal, notes } = notingTerminal();
  const machine = machineThat(async (_line, lent) => {
    const release = lent.listen({} as Typist);
    await lent.write(encoder.encode('/ # exit\r\n'));
    release();
    return ok;
  });
  const { exit } = converse(machine, terminal, 'docker run -it busybox', opening());
  expect(await exit).toEqual({ exit: ok, left: true, tail: ['/ # exit'], said: [] });
  expect(notes).toEqual([
    'left',
    '$ docker run -it busybox',
    '(The terminal is the container’s now. exit ends it.)',
    '/ # exit\r\n',
    'back',
  ]);
});

test('live: what Docker keeps comes back; what only the person saw is acknowledged first', async () => {
  const attach: Machine['attach'] = (_line, lent) => {
    lent.say('(the way back)');
    return lent.handOver(async () => ok);
  };
  for (const logs of ['/ # hostname\r\nabc\r\n', null]) {
    const { terminal, notes } = notingTerminal();
    const machine = machineThat(attach, live);
    vi.spyOn(machine, 'observe').mockImplementation((async (query: { kind: string }) => ({
      known: true,
      value: query.kind === 'logs' ? logs : { id: 'new', status: 'running' },
    })) as never);
    const { exit } = converse(machine, terminal, 'docker run -it busybox', opening());
    expect((await exit).tail).toEqual(logs === null ? null : ['/ # hostname', 'abc']);
    const asked = logs === null ? ['(Enter goes back to the lesson.)'] : [];
    expect(notes).toEqual(['left', '$ docker run -it busybox', '(the way back)', ...asked, 'back']);
  }
});

test('a name that was taken is not what was made, and its logs are not what was said', async () => {
  const { terminal } = notingTerminal();
  const machine = machineThat((_line, lent) => lent.handOver(async () => ok), live);
  vi.spyOn(machine, 'observe').mockResolvedValue({ known: true, value: { id: 'old' } } as never);
  const { exit } = converse(machine, terminal, 'docker run -it busybox', opening({ namesake: 'old' }));
  expect((await exit).tail).toBeNull();
});

test('a line that is refused before the terminal is needed never leaves the lesson', async () => {
  const { terminal, notes } = notingTerminal();
  const refused: CommandExit = { kind: 'refused', exitCode: 126, tookMs: 0 };
  const machine = machineThat(async (_line, lent) => {
    lent.say('Not yours.');
    return refused;
  }, live);
  const { exit } = converse(machine, terminal, 'docker attach vvc-a', opening());
  expect(await exit).toEqual({ exit: refused, left: false, tail: [], said: ['Not yours.'] });
  expect(notes).toEqual([]);
});

test('when the session ends in the midst of it, the machine hears that the person is gone', async () => {
  const { terminal } = notingTerminal();
  const machine = machineThat(
    (_line, lent) =>
      new Promise((resolve) => {
        const hungUp = () => resolve({ ...ok, exitCode: 129 });
        lent.listen({ typed: () => undefined, resized: () => undefined, hungUp });
      }),
  );
  const { exit, stop } = converse(machine, terminal, 'docker run -it busybox', opening());
  stop();
  expect((await exit).exit.exitCode).toBe(129);
});

test('nobody there to talk to: the line runs as any other', async () => {
  const machine = machineThat(async () => ok);
  expect(await talkIn(machine, 'docker attach vvc-a')).toBeNull();
  expect(await talkIn(machine, 'docker exec -it vvc-a sh')).toBeNull();
  expect(await talkIn(machine, 'docker ps')).toBeNull();
  expect(await talkIn(new FakeMachine({}), 'docker run -it busybox')).toBeNull();
  expect(await talkIn(machine, 'docker run -it --name vvc-a busybox')).toMatchObject({ namesake: null });
});
