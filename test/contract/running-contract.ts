import { describe, expect, test } from 'vitest';
import type { Machine } from '../../src/machine/machine.ts';
import { isDocker } from '../engine/way.ts';
import { answerOf, lastSaid } from './answer.ts';

const endless = `docker run --init --name contract-endless busybox sh -c 'echo begun; while :; do sleep 1; done'`;

/** How lines run: joints, streaming, stopping, refusing. */
export function runningContract(machine: () => Machine, refusedLine: string): void {
  describe('lines', () => {
    test('commands are joined by ; && || and |', async () => {
      const lines = {
        'echo one; echo two': 'one\ntwo\n',
        'true && echo yes || echo no': 'yes\n',
        'false && echo yes || echo no': 'no\n',
        "printf 'a\\nb\\nc\\n' | head -n 2 | wc -l": '2\n',
      };
      for (const [line, stdout] of Object.entries(lines))
        expect([line, await lastSaid(machine(), line)]).toEqual([line, { stdout, stderr: '', exitCode: 0 }]);
    });

    test('output arrives while the command still runs', async () => {
      const run = machine().run(`docker run --rm busybox sh -c 'echo one; sleep 1; echo two'`);
      let ended = false;
      void run.exit.then(() => {
        ended = true;
      });
      const seen: unknown[] = [];
      for await (const { stream, text } of run.output) seen.push({ stream, text, ended });
      expect(seen).toEqual([
        { stream: 'stdout', text: 'one\n', ended: false },
        { stream: 'stdout', text: 'two\n', ended: false },
      ]);
      expect(await run.exit).toMatchObject({ kind: 'exited', exitCode: 0 });
    });

    test('stop ends what would run for ever', async () => {
      const run = machine().run(endless);
      let stdout = '';
      for await (const chunk of run.output) {
        stdout += chunk.text;
        if (stdout === 'begun\n') run.stop();
      }
      expect(stdout).toBe('begun\n');
      expect(await run.exit).toMatchObject({ kind: 'stopped' });
      expect(await lastSaid(machine(), 'echo next')).toEqual({ stdout: 'next\n', stderr: '', exitCode: 0 });
    });

    test('a refused line says why, in the plan and when it is run', async () => {
      const plan = machine().plan(refusedLine);
      if (plan.kind !== 'refused') throw new Error(`${refusedLine} is not refused`);
      expect(plan.refusal.sentence).toMatch(/\.$/);
      expect(await answerOf(machine(), refusedLine)).toMatchObject({
        kind: 'refused',
        stdout: '',
        stderr: `${plan.refusal.sentence}\n`,
      });
    });

    test('a line that may run is shown as it will run', () => {
      const plan = machine().plan('docker run --name contract-a busybox');
      expect(plan).toMatchObject({
        kind: 'runs',
        shown: expect.stringMatching(/^(docker|podman) run .*--name contract-a busybox$/),
      });
    });

    // podman begins it all the same.
    test.runIf(isDocker)(
      'a line that needs a person is known, and without a terminal docker says what is missing',
      async () => {
        const line = 'docker run -it --name contract-tty busybox';
        expect(machine().plan(line)).toMatchObject({ kind: 'runs', interactive: true });
        expect(await lastSaid(machine(), line)).toEqual({
          stdout: '',
          stderr: 'the input device is not a TTY\n',
          exitCode: 1,
        });
      },
    );

    test('completion knows verbs and our containers', async () => {
      await lastSaid(machine(), 'docker create --name contract-complete busybox');
      expect(await machine().complete('docker ru', 'docker ru'.length)).toEqual(['run']);
      expect(await machine().complete('docker rm contract-co', 'docker rm contract-co'.length)).toEqual([
        'contract-complete',
      ]);
    });
  });
}
