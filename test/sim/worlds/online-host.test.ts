import { expect, test } from 'vitest';
import { ONLINE_HOST } from '../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from './answers.ts';

const online = () => freshMachine({ world: ONLINE_HOST });

test('an image that is not here is pulled, line by line, on stderr', async () => {
  const said = await lastSaid(online(), 'docker run --rm hello-world | head -n 2');
  expect({
    ...said,
    stderr: said.stderr.replace(/[0-9a-f]{64}/, 'DIGEST').replace(/[0-9a-f]{12}/g, 'LAYER'),
  }).toEqual({
    stdout: '\nHello from Docker!\n',
    stderr: `Unable to find image 'hello-world:latest' locally
latest: Pulling from library/hello-world
LAYER: Pulling fs layer
LAYER: Verifying Checksum
LAYER: Download complete
LAYER: Pull complete
Digest: sha256:DIGEST
Status: Downloaded newer image for hello-world:latest
`,
    exitCode: 0,
  });
});

test('nginx is a master with two workers, and QUIT ends it in order with 0', async () => {
  const machine = online();
  await lastSaid(machine, 'docker run -q -d --name web nginx', 'sleep 1');
  expect(
    (await lastSaid(machine, 'docker top web -o pid,args')).stdout
      .replace(/\d{2,}/g, 'PID')
      .replace(/ +/g, ' '),
  ).toBe(
    'PID COMMAND\nPID nginx: master process nginx -g daemon off;\nPID nginx: worker process\nPID nginx: worker process\n',
  );
  await lastSaid(machine, 'docker stop web');
  expect((await lastSaid(machine, `docker inspect -f '{{.State.ExitCode}}' web`)).stdout).toBe('0\n');
});

test('mysql without a password says what it needs', async () => {
  const said = await lastSaid(online(), 'docker run -q --rm mysql 2>&1 | tail -n 4');
  expect(said).toEqual({
    stdout:
      '    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD\n',
    stderr: '',
    exitCode: 0,
  });
});

test('what the registry does not have is refused as Docker Hub refuses it', async () => {
  expect(await lastSaid(online(), 'docker pull nosuchimage')).toEqual({
    stdout: 'Using default tag: latest\n',
    stderr:
      "Error response from daemon: pull access denied for nosuchimage, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n",
    exitCode: 1,
  });
});

test('two Pythons are two files at one path; each tells its version where it does', async () => {
  const machine = online();
  const python = (tag: string, words: string) =>
    lastSaid(machine, `docker run -q --rm python:${tag} /usr/local/bin/python ${words}`);
  expect(await python('2.7', '--version')).toEqual({ stdout: '', stderr: 'Python 2.7.18\n', exitCode: 0 });
  expect(await python('3', '-V')).toEqual({ stdout: 'Python 3.14.1\n', stderr: '', exitCode: 0 });
  expect(await python('3', '-c "print(5/2)"')).toEqual({ stdout: '2.5\n', stderr: '', exitCode: 0 });
  expect((await lastSaid(machine, 'docker run -q --rm python:2.7 ls /usr/local/bin')).stdout).toBe(
    'pip\npython\npython2\n',
  );
});
