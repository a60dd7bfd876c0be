/** apk in an Alpine container; words after apk-tools 2.14. */
import { expect, test } from 'vitest';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

test('apk add brings a program, and only to this container', async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  await lastSaid(machine, 'docker run -q -d --name alp alpine:3.20 sleep 999');
  expect((await lastSaid(machine, 'docker exec alp curl --version')).exitCode).toBe(127);
  const said = await lastSaid(machine, 'docker exec alp apk add curl');
  expect(said.stdout.split('\n')).toEqual([
    'fetch http://mirror.example/alpine/v3.20/main/x86_64/APKINDEX.tar.gz',
    'fetch http://mirror.example/alpine/v3.20/community/x86_64/APKINDEX.tar.gz',
    '(1/10) Installing ca-certificates (20250911-r0)',
    '(2/10) Installing brotli-libs (1.1.0-r2)',
    '(3/10) Installing c-ares (1.34.5-r0)',
    '(4/10) Installing libunistring (1.3-r0)',
    '(5/10) Installing libidn2 (2.3.7-r0)',
    '(6/10) Installing nghttp2-libs (1.65.0-r0)',
    '(7/10) Installing libpsl (0.21.5-r3)',
    '(8/10) Installing zstd-libs (1.5.7-r0)',
    '(9/10) Installing libcurl (8.14.1-r2)',
    '(10/10) Installing curl (8.14.1-r2)',
    'Executing busybox-1.37.0-r19.trigger',
    'Executing ca-certificates-20250911-r0.trigger',
    'OK: 13 MiB in 26 packages',
    '',
  ]);
  expect(
    (await lastSaid(machine, 'docker exec alp curl -s -o /dev/null -w "%{http_code}" http://example.com'))
      .stdout,
  ).toBe('200');
  expect((await lastSaid(machine, 'docker exec alp apk del curl | tail -n 1')).stdout).toBe(
    'OK: 8 MiB in 16 packages\n',
  );
  expect((await lastSaid(machine, 'docker exec alp curl --version')).exitCode).toBe(127);
});

test('what is not there is named, and without a network nothing is there', async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  const say = (words: string, more = '') => lastSaid(machine, `docker run -q --rm ${more} alpine ${words}`);
  expect(await say('apk add -q nosuch 2>&1 >/dev/null')).toEqual({
    stdout:
      'ERROR: unable to select packages:\n  nosuch (no such package):\n    required by: world[nosuch]\n',
    stderr: '',
    exitCode: 1,
  });
  expect((await say('apk add vim')).stderr).toBe(
    'ERROR: vim is real, but the mirror of this simulator does not have it\n',
  );
  expect(
    (await say('apk add curl', '--network none')).stderr,
  ).toBe(`WARNING: fetching http://mirror.example/alpine/v3.22/main: temporary error (try again later)
WARNING: fetching http://mirror.example/alpine/v3.22/community: temporary error (try again later)
ERROR: unable to select packages:
  curl (no such package):
    required by: world[curl]
`);
  expect((await say('apk update', '-u nobody')).exitCode).toBe(99);
});
