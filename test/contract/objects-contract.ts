import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Query } from '../../src/domain/observation.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { lastSaid } from './answer.ts';

/** Runs a line on the engine's host, past the rules for learners; rejects when it fails. */
export type OnHost = (commandLine: string) => Promise<unknown>;

const known = (value: unknown) => ({ known: true, value });
const inside = { kind: 'container', name: 'contract-web' } as const;
const host = { kind: 'host' } as const;

const SERVE = `sh -c 'mkdir /www; echo web > /www/index.html; echo kept > /data/f; exec httpd -f -h /www'`;

/** Questions about what Docker keeps besides containers, and about what answers where. */
export function objectsContract(machine: () => Machine, onHost: OnHost): void {
  const ask = <Q extends Query>(query: Q) => machine().observe(query);

  describe('a container with limits', () => {
    test('tells each of them', async () => {
      await lastSaid(
        machine(),
        'docker run -d -h box -u 1000:1000 -e A=b --memory 64m --memory-swap 128m --cpus 0.5 --pids-limit 64 ' +
          '--read-only --tmpfs /scratch:size=8m --cap-drop ALL --health-cmd true --network none ' +
          '--name contract-limits busybox sleep 1000',
      );
      expect(await ask({ kind: 'container', name: 'contract-limits' })).toMatchObject({
        value: {
          imageId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          startedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
          hostname: 'box',
          user: '1000:1000',
          env: expect.arrayContaining(['A=b']),
          hasHealthcheck: true,
          memoryBytes: 67_108_864,
          memorySwapBytes: 134_217_728,
          cpus: 0.5,
          pidsLimit: 64,
          networkMode: 'none',
          pidMode: '',
          utsMode: '',
          ipcMode: 'private',
          readOnly: true,
          privileged: false,
          capAdd: [],
          capDrop: ['ALL'],
          securityOpt: [],
          networks: { none: '' },
          ports: [],
          mounts: [{ type: 'tmpfs', name: '', source: '', destination: '/scratch', readOnly: false }],
        },
      });
    });

    test('that was never started has no time for it', async () => {
      await lastSaid(machine(), 'docker create --name contract-never busybox');
      expect(await ask({ kind: 'container', name: 'contract-never' })).toMatchObject({
        value: { startedAt: '', ports: [], networks: { bridge: '' } },
      });
    });
  });

  describe('a served page', () => {
    const clean = async () => {
      await onHost('docker rm -f contract-web').catch(() => undefined);
      await onHost('docker volume rm contract-vol').catch(() => undefined);
      await onHost('docker network rm contract-net').catch(() => undefined);
    };
    beforeEach(async () => {
      await lastSaid(machine(), 'docker create --name contract-mark busybox');
      const mark = await ask({ kind: 'container', name: 'contract-mark' });
      const labels = Object.entries((mark.known && mark.value?.labels) || {});
      const ours = labels.map(([name, value]) => `--label ${name}=${value} `).join('');
      await clean();
      await onHost('docker network create --subnet 10.123.45.0/24 contract-net');
      await onHost(
        `docker run -d ${ours}--name contract-web --network contract-net -p 127.0.0.1:18099:80 -v contract-vol:/data ` +
          `--cap-add NET_ADMIN --security-opt no-new-privileges busybox ${SERVE}`,
      );
      await lastSaid(machine(), 'sleep 0.5');
    });
    afterEach(clean);

    test('its container, volume and network', async () => {
      expect(await ask(inside)).toMatchObject({
        value: {
          networkMode: 'contract-net',
          networks: { 'contract-net': expect.stringMatching(/^10\.123\.45\.\d+$/) },
          ports: [{ containerPort: '80/tcp', hostIp: '127.0.0.1', hostPort: '18099' }],
          mounts: [{ type: 'volume', name: 'contract-vol', destination: '/data', readOnly: false }],
          capAdd: ['CAP_NET_ADMIN'],
          securityOpt: ['no-new-privileges'],
        },
      });
      expect(await ask({ kind: 'volume', name: 'contract-vol' })).toEqual(
        known({ name: 'contract-vol', driver: 'local', usedBy: ['contract-web'] }),
      );
      expect(await ask({ kind: 'network', name: 'contract-net' })).toEqual(
        known({
          id: expect.stringMatching(/^[0-9a-f]{64}$/),
          name: 'contract-net',
          driver: 'bridge',
          subnets: ['10.123.45.0/24'],
          internal: false,
          containers: ['contract-web'],
        }),
      );
    });

    test('who reaches it', async () => {
      const web = known({ kind: 'answered', status: 200, body: 'web\n' });
      const reach = (url: string, from: typeof inside | typeof host) => ask({ kind: 'reach', url, from });
      expect(await reach('http://127.0.0.1:18099/', host)).toEqual(web);
      expect(await reach('http://contract-web/', inside)).toEqual(web);
      expect(await reach('http://127.0.0.1:18099/', inside)).toEqual(
        known({ kind: 'failed', because: expect.stringMatching(/connection refused/i) }),
      );
      expect(await reach('http://127.0.0.1:18098/', host)).toEqual(
        known({ kind: 'failed', because: 'connection refused' }),
      );
      expect(await reach('http://contract-web/nosuch', inside)).toMatchObject({ value: { status: 404 } });
      expect(await reach('http://127.0.0.1:18099/nosuch', host)).toMatchObject({ value: { status: 404 } });
      const open = known({ kind: 'answered', status: null, body: '' });
      expect(await reach('tcp://127.0.0.1:18099', host)).toEqual(open);
      expect(await reach('tcp://contract-web:80', inside)).toEqual(open);
      expect(await reach('tcp://contract-web:81', inside)).toMatchObject({ value: { kind: 'failed' } });
    });

    test('what changed in it, and its files when it has stopped', async () => {
      const changes = await ask({ kind: 'changes', container: 'contract-web' });
      // podman also tells that it put files into /etc.
      expect(changes.known && changes.value?.filter((line) => line !== 'C /etc')).toEqual([
        'A /data',
        'A /www',
        'A /www/index.html',
      ]);
      await onHost('docker stop -t 0 contract-web');
      const file = (path: string) => ask({ kind: 'file', of: inside, path });
      expect(await file('/www/index.html')).toEqual(known('web\n'));
      expect(await file('/data/f')).toEqual(known('kept\n'));
      expect(await file('/nosuch')).toEqual(known(null));
      expect(await ask({ kind: 'reach', url: 'http://contract-web/', from: inside })).toEqual({
        known: false,
        because: 'the container contract-web does not run, so nothing can be asked from it',
      });
      expect(await ask({ kind: 'volume', name: 'contract-vol' })).toMatchObject({
        value: { usedBy: ['contract-web'] },
      });
      expect(await ask({ kind: 'network', name: 'contract-net' })).toMatchObject({
        value: { containers: [] },
      });
    });
  });

  test('an image and its platform', async () => {
    await lastSaid(machine(), 'docker create --name contract-i busybox');
    const container = await ask({ kind: 'container', name: 'contract-i' });
    const image = await ask({ kind: 'image', name: 'busybox' });
    expect(image).toEqual(
      known({
        id: container.known ? container.value?.imageId : '',
        layers: [expect.stringMatching(/^sha256:[0-9a-f]{64}$/)],
        cmd: ['sh'],
        entrypoint: [],
        user: '',
        env: expect.any(Array),
        labels: expect.any(Object),
        architecture: expect.stringMatching(/^(amd64|arm64)$/),
      }),
    );
    const platform = image.known ? `linux/${image.value?.architecture}` : '';
    expect(await ask({ kind: 'platform', container: 'contract-i' })).toEqual(known(platform));
  });

  test('what is not there, and what is not looked at', async () => {
    const name = 'contract-nosuch';
    const queries: readonly Query[] = [
      { kind: 'image', name },
      { kind: 'volume', name },
      { kind: 'network', name },
      { kind: 'changes', container: name },
      { kind: 'platform', container: name },
      { kind: 'reach', url: 'http://contract-web/', from: { kind: 'container', name } },
    ];
    for (const query of queries) expect([query, await ask(query)]).toEqual([query, known(null)]);
    expect(await ask({ kind: 'domain', name })).toEqual({ known: false, because: expect.any(String) });
  });
}
