import { afterEach, expect, test } from 'vitest';
import type { CommandPlan } from '../../../src/machine/machine.ts';
import { bothChoices, FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

const live = { kind: 'live', label: 'Docker 28.5 on this computer', engine: 'docker 28.5.2' } as const;

class OwnEngine extends FakeMachine {
  override plan(line: string): CommandPlan {
    const shown = line.replace('run', 'run --label vmvscontainer.session=1 --memory 256m --cpus 1');
    return { kind: 'runs', shown, effect: 'creates' };
  }
}

let app: OpenApp;
afterEach(() => app.close());

test.each([
  [
    { columns: 80, rows: 24 },
    [
      ' Run this on Docker 28.5 on this computer?',
      ' $ docker run --label vmvscontainer.session=1 --memory 256m --cpus 1 --rm',
      '   busybox echo hello',
      ' It makes something new there. All that this course makes carries its label and',
      ' is removed when you leave; what a session left that was killed goes first.',
      ' Enter y yes  a always this session  Esc n no',
    ],
  ],
  [
    { columns: 40, rows: 15 },
    [
      ' Run this on Docker 28.5 on this comp…',
      ' $ docker run --label',
      '   vmvscontainer.session=1 --memory',
      '   256m --cpus 1 --rm busybox echo',
      '   hello',
      ' It makes something new there. All that',
      ' this course makes carries its label',
      ' and is removed when you leave; what a',
      ' session left that was killed goes',
      ' first.',
      ' Enter y yes  a always this session',
    ],
  ],
])('the question at %o', async (size, shown) => {
  const machine = new OwnEngine({ 'docker run --rm busybox echo hello': {} }, live);
  app = openApp(fakePorts({ machine, choices: bothChoices }), { size });
  await app.shows('PID 1');
  await app.pressed('\r');
  await app.shows('of 6');
  await app.pressed('n');
  await app.shows('docker run --');
  await app.pressed('r');
  await app.shows('Run this on');
  const rows = app.frame().map((row) => row.trimEnd());
  expect(rows.filter((row) => row !== '')).toEqual(shown);
  expect(rows.length).toBeLessThan(size.rows);
  expect(machine.calls).toEqual(['prepare']);
  await app.pressed('y');
  await app.shows('exit 0');
  expect(machine.calls).toEqual(['prepare', 'run docker run --rm busybox echo hello']);
});
