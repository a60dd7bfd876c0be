import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Machine } from '../../src/machine/machine.ts';
import { isDocker } from '../engine/way.ts';
import { answerOf, lastSaid } from './answer.ts';
import { type OnHost, objectsContract } from './objects-contract.ts';
import { observationContract } from './observation-contract.ts';
import { runningContract } from './running-contract.ts';

export interface ContractSubject {
  open(): Promise<Machine>;
  /** A line that this machine's rules refuse. */
  readonly refusedLine: string;
  /** A line on the engine's host, past that machine's rules; `run` where it has none. */
  readonly onHost?: OnHost;
}

const ok = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 });

/** What every Machine must do, whichever engine is behind it; the cases are those of the PID 1 lesson. */
export function machineContract(subject: ContractSubject): void {
  let machine: Machine;
  beforeAll(async () => {
    machine = await subject.open();
  });
  beforeEach(() => machine.prepare());
  afterAll(() => machine.dispose());

  describe('containers come and go', () => {
    test('run shows the output and ends with the exit code', async () => {
      expect(await lastSaid(machine, 'docker run busybox echo hello')).toEqual(ok('hello\n'));
      expect(
        await lastSaid(machine, `docker run --rm busybox sh -c 'echo out; echo err >&2; exit 7'`),
      ).toEqual({
        stdout: 'out\n',
        stderr: 'err\n',
        exitCode: 7,
      });
    });

    test.runIf(isDocker)('run -d prints the id, ps and ps -a list', async () => {
      expect(await lastSaid(machine, 'docker run -d --name contract-a busybox sleep 1000')).toEqual(
        ok('<id-1>\n'),
      );
      await lastSaid(machine, 'docker run --name contract-exit busybox');
      expect(await lastSaid(machine, 'docker ps --filter name=contract-')).toEqual(
        ok(
          'CONTAINER ID   IMAGE     COMMAND        CREATED          STATUS          PORTS   NAMES\n' +
            '<id-1:12>      busybox   "sleep 1000"   <duration> ago   Up <duration>           contract-a\n',
        ),
      );
      const all = await lastSaid(
        machine,
        `docker ps -a --filter name=contract- --format '{{.Names}} {{.Status}}'`,
      );
      expect(all).toEqual(ok('contract-exit Exited (0) <duration> ago\ncontract-a Up <duration>\n'));
    });

    test('the exit codes 125, 126 and 127', async () => {
      const codes = [];
      for (const words of ['--nonsense busybox', '--rm busybox /etc/passwd', '--rm busybox nosuchcmd'])
        codes.push((await answerOf(machine, `docker run ${words}`)).exitCode);
      expect(codes).toEqual([125, 126, 127]);
    });

    test('exec starts a second process', async () => {
      await lastSaid(machine, 'docker run -d --name contract-e busybox sleep 1000');
      expect(await lastSaid(machine, 'docker exec contract-e cat /proc/1/comm')).toEqual(ok('sleep\n'));
      expect(await lastSaid(machine, `docker exec contract-e sh -c 'exit 4'`)).toMatchObject({ exitCode: 4 });
      expect(await lastSaid(machine, 'docker exec contract-e ps')).toEqual(
        ok('PID USER COMMAND\n1 root sleep 1000\n<pid> root ps\n'),
      );
    });

    test('logs, inspect, kill and rm', async () => {
      await lastSaid(machine, `docker run --name contract-l busybox sh -c 'echo one; echo two >&2'`);
      expect(await lastSaid(machine, 'docker logs contract-l')).toEqual({
        stdout: 'one\n',
        stderr: 'two\n',
        exitCode: 0,
      });
      await lastSaid(machine, 'docker run -d --name contract-k busybox sleep 1000');
      expect(await lastSaid(machine, 'docker kill contract-k')).toEqual(ok('contract-k\n'));
      const format = `docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' contract-k`;
      expect(await lastSaid(machine, 'docker wait contract-k', format)).toEqual(ok('exited 137\n'));
      expect(await lastSaid(machine, 'docker rm contract-k')).toEqual(ok('contract-k\n'));
      expect(await lastSaid(machine, 'docker rm contract-k')).toEqual({
        stdout: '',
        // Clients before 23 leave out who says it, podman says it in its own words.
        stderr: expect.stringMatching(/^Error.*no such container.*\n$/i),
        exitCode: 1,
      });
    });

    test.runIf(isDocker)('one process, two numbers: docker top, the host, the container', async () => {
      await lastSaid(machine, 'docker run -d --name contract-t busybox sleep 1234');
      expect(await lastSaid(machine, 'docker top contract-t -eo pid,args')).toEqual(
        ok('PID COMMAND\n<pid-1> sleep 1234\n'),
      );
      const onHost = await answerOf(machine, `ps -eo pid,args | grep '[s]leep 1234'`);
      const pid = await answerOf(machine, `docker inspect -f '{{.State.Pid}}' contract-t`);
      expect(onHost.stdout.trim()).toBe(`${pid.stdout.trim()} sleep 1234`);
      expect(Number(pid.stdout)).toBeGreaterThan(1);
    });
  });

  describe('how they stop', () => {
    const stopped = async (name: string, run: string) => {
      await lastSaid(machine, `docker run -d --name ${name} ${run}`, 'sleep 0.5');
      const { tookMs } = await answerOf(machine, `docker stop ${name}`);
      const { stdout } = await answerOf(machine, `docker inspect -f '{{.State.ExitCode}}' ${name}`);
      return { tookMs, exitCode: Number(stdout) };
    };

    test('a PID 1 without a handler: ten seconds, then 137', async () => {
      const { tookMs, exitCode } = await stopped('contract-slow', 'busybox sleep 1000');
      expect(exitCode).toBe(137);
      expect(tookMs).toBeGreaterThanOrEqual(9000);
    });

    test('--init passes the signal on: 143 at once', async () => {
      const { tookMs, exitCode } = await stopped('contract-fast', '--init busybox sleep 1000');
      expect(exitCode).toBe(143);
      expect(tookMs).toBeLessThan(9000);
    });

    test('a trap says goodbye and chooses the code', async () => {
      const loop = `busybox sh -c 'trap "echo bye; exit 0" TERM; while :; do sleep 1; done'`;
      const { tookMs, exitCode } = await stopped('contract-trap', loop);
      expect(exitCode).toBe(0);
      expect(tookMs).toBeLessThan(9000);
      expect(await lastSaid(machine, 'docker logs contract-trap')).toEqual(ok('bye\n'));
    });
  });

  runningContract(() => machine, subject.refusedLine);
  observationContract(() => machine);
  objectsContract(() => machine, subject.onHost ?? ((line) => answerOf(machine, line)));

  test('dispose leaves nothing of ours, and prepare begins afresh', async () => {
    await lastSaid(
      machine,
      'docker run -d --name contract-left busybox sleep 1000',
      'docker run --name contract-done busybox',
    );
    await machine.dispose();
    await machine.prepare();
    expect(await machine.observe({ kind: 'containers' })).toEqual({ known: true, value: [] });
    expect(await lastSaid(machine, 'docker ps -aq --filter name=contract-')).toEqual(ok(''));
  });
}
