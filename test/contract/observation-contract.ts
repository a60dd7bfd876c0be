import { describe, expect, test } from 'vitest';
import type { Machine } from '../../src/machine/machine.ts';
import { isDocker } from '../engine/way.ts';
import { lastSaid } from './answer.ts';

const known = (value: unknown) => ({ known: true, value });

/** Every kind of question, for things that are there and things that are not. */
export function observationContract(machine: () => Machine): void {
  describe('observe', () => {
    test('the engine', async () => {
      expect(await machine().observe({ kind: 'engine' })).toEqual(
        known({
          name: expect.stringMatching(/^(docker|podman)$/),
          version: expect.stringMatching(/^\d+\.\d+/),
          cgroupVersion: expect.toSatisfy((it: unknown) => it === 1 || it === 2),
          kernelVersion: expect.stringMatching(/^\d+\.\d+/),
          operatingSystem: expect.stringMatching(/./),
          architecture: expect.stringMatching(/^(x86_64|aarch64)$/),
          rootless: false,
          userNamespaces: false,
          vm: null,
          processesOnHost: true,
        }),
      );
    });

    test('a running container, and one that is not there', async () => {
      await lastSaid(
        machine(),
        'docker run -dit --init --restart on-failure:2 --name contract-o busybox sh -c cat',
      );
      const observed = await machine().observe({ kind: 'container', name: 'contract-o' });
      expect(observed).toMatchObject(
        known({
          id: expect.stringMatching(/^[0-9a-f]{64}$/),
          name: 'contract-o',
          image: 'busybox',
          status: 'running',
          exitCode: 0,
          error: '',
          oomKilled: false,
          pid: expect.any(Number),
          entrypoint: [],
          cmd: ['sh', '-c', 'cat'],
          tty: true,
          openStdin: true,
          init: true,
          restartPolicy: 'on-failure',
          restartCount: 0,
          health: 'none',
          labels: expect.any(Object),
        }),
      );
      expect(await machine().observe({ kind: 'container', name: 'contract-nosuch' })).toEqual(known(null));
    });

    // podman keeps neither code nor error of a program that could not begin.
    test.runIf(isDocker)('an exited container, its error, and its logs', async () => {
      await lastSaid(
        machine(),
        'docker run --name contract-bad busybox nosuchcmd',
        `docker run --name contract-says busybox echo hi`,
      );
      expect(await machine().observe({ kind: 'container', name: 'contract-bad' })).toMatchObject({
        value: {
          status: 'created',
          exitCode: 127,
          pid: 0,
          error: expect.stringContaining('executable file not found'),
        },
      });
      expect(await machine().observe({ kind: 'logs', container: 'contract-says' })).toEqual(known('hi\n'));
      expect(await machine().observe({ kind: 'logs', container: 'contract-nosuch' })).toEqual(known(null));
      const all = await machine().observe({ kind: 'containers' });
      expect(all.known && all.value.map((container) => container.name).sort()).toEqual([
        'contract-bad',
        'contract-says',
      ]);
    });

    test('processes of a container and of the host', async () => {
      await lastSaid(
        machine(),
        `docker run -d --name contract-p busybox sh -c '(sleep 0.1 &); exec sleep 1000'`,
        'sleep 0.6',
      );
      const inside = await machine().observe({
        kind: 'processes',
        of: { kind: 'container', name: 'contract-p' },
      });
      expect(inside).toEqual(
        known([
          { pid: 1, ppid: 0, state: 'S', comm: 'sleep', args: ['sleep', '1000'] },
          { pid: expect.any(Number), ppid: 1, state: 'Z', comm: 'sleep', args: [] },
        ]),
      );
      const container = await machine().observe({ kind: 'container', name: 'contract-p' });
      const pid = container.known ? container.value?.pid : undefined;
      const host = await machine().observe({ kind: 'processes', of: { kind: 'host' } });
      expect(host.known && host.value?.find((process) => process.pid === pid)).toEqual({
        pid,
        ppid: expect.any(Number),
        state: 'S',
        comm: 'sleep',
        args: ['sleep', '1000'],
      });
      const nowhere = { kind: 'container', name: 'contract-nosuch' } as const;
      expect(await machine().observe({ kind: 'processes', of: nowhere })).toEqual(known(null));
    });

    test('files of a container and of the host', async () => {
      await lastSaid(machine(), 'docker run -d -h box --name contract-f busybox sleep 1000');
      const of = { kind: 'container', name: 'contract-f' } as const;
      expect(await machine().observe({ kind: 'file', of, path: '/etc/hostname' })).toEqual(
        known(expect.stringMatching(/^box\n?$/)),
      );
      expect(await machine().observe({ kind: 'file', of, path: '/nosuch' })).toEqual(known(null));
      const host = { kind: 'host' } as const;
      expect(await machine().observe({ kind: 'file', of: host, path: '/nosuch' })).toEqual(known(null));
      const passwd = await machine().observe({ kind: 'file', of: host, path: '/etc/passwd' });
      expect(passwd.known && passwd.value).toContain('root:');
    });
  });
}
