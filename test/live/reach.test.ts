import { createServer as createPages } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askThrough } from '../../src/live/docker-client.ts';
import { copiedFile } from '../../src/live/observe-file.ts';
import { reachFromContainer } from '../../src/live/reach-from-container.ts';
import { reachFromHost } from '../../src/live/reach-from-host.ts';
import { launchWithDocker } from './stand-in.ts';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('from this computer', () => {
  test('a page is read with its status', async () => {
    const at = await listening(
      createPages((request, response) => {
        response.statusCode = request.url === '/' ? 200 : 404;
        response.end(`page ${request.url}`);
      }),
    );
    expect(await reachFromHost(`http://${at}/`)).toEqual({ kind: 'answered', status: 200, body: 'page /' });
    expect(await reachFromHost(`http://${at}/x`)).toEqual({ kind: 'answered', status: 404, body: 'page /x' });
    expect(await reachFromHost(`tcp://${at}`)).toEqual({ kind: 'answered', status: null, body: '' });
  });

  test('a server that hangs up, and none', async () => {
    const server = createServer((socket) => socket.destroy());
    const at = await listening(server);
    expect(await reachFromHost(`http://${at}/`)).toEqual({
      kind: 'failed',
      because: 'the server hung up without an answer',
    });
    await new Promise((resolve) => server.close(resolve));
    const refused = { kind: 'failed', because: 'connection refused' };
    expect(await reachFromHost(`http://${at}/`)).toEqual(refused);
    expect(await reachFromHost(`tcp://${at}`)).toEqual(refused);
  });
});

describe('from a container', () => {
  const reach = async (script: string, url = 'http://web/') =>
    reachFromContainer(askThrough(await launchWithDocker(script), 10_000), { id: 'c1', name: 'vvc-a' }, url);

  test('by its wget, whose head goes to standard error', async () => {
    expect(await reach('echo "  HTTP/1.1 200 OK" >&2; echo "$@"')).toEqual({
      known: true,
      value: { kind: 'answered', status: 200, body: 'exec c1 wget -q -S -O - -T 3 http://web/\n' },
    });
    expect(await reach('echo "wget: server returned error: HTTP/1.0 404 Not Found" >&2; exit 1')).toEqual({
      known: true,
      value: { kind: 'answered', status: 404, body: '' },
    });
    const words = [
      "can't connect to remote host (10.0.0.1): Connection refused",
      "bad address 'web'",
      'download timed out',
    ];
    const failures = [];
    for (const line of words) failures.push(await reach(`echo "wget: ${line}" >&2; exit 1`));
    expect(failures).toEqual(
      [words[0], 'no address for web', 'no answer in time'].map((because) => ({
        known: true,
        value: { kind: 'failed', because },
      })),
    );
  });

  test('by its nc, with words and no shell of ours', async () => {
    const open = { known: true, value: { kind: 'answered', status: null, body: '' } };
    expect(await reach('[ "$7 $8" = "web 81" ]', 'tcp://web:81')).toEqual(open);
    expect(await reach('echo "nc: bad address \'web\'" >&2; exit 1', 'tcp://web:81')).toEqual({
      known: true,
      value: { kind: 'failed', because: 'no address for web' },
    });
  });

  test('is not known without them', async () => {
    expect(await reach('exit 127')).toEqual({
      known: false,
      because: 'there is no wget in the container vvc-a to ask with',
    });
    expect(await reach('exit 126', 'tcp://web:1')).toEqual({
      known: false,
      because: 'there is no nc in the container vvc-a to ask with',
    });
  });
});

describe('a file by docker cp', () => {
  const copied = async (script: string) =>
    copiedFile(askThrough(await launchWithDocker(script), 10_000), 'c1', '/f');

  test('is the first in the archive, whatever its letters', async () => {
    const tar = 'cd $(mktemp -d) && printf "héllo\n" > f && tar cf - f';
    expect(await copied(tar)).toEqual({ known: true, value: 'héllo\n' });
    expect(await copied('cd $(mktemp -d) && mkdir f && tar cf - f')).toEqual({
      known: false,
      because: 'there is something else than a file',
    });
  });

  test('is not there, or cannot be looked at', async () => {
    const gone = 'echo "Error response from daemon: Could not find the file /f in container c1" >&2; exit 1';
    expect(await copied(gone)).toEqual({ known: true, value: null });
    expect(await copied('echo "Error response from daemon: no" >&2; exit 1')).toEqual({
      known: false,
      because: 'no',
    });
    expect(await copied('echo nonsense')).toEqual({
      known: false,
      because: 'Docker did not answer with an archive',
    });
  });
});
