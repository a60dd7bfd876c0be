import { expect, test } from 'vitest';
import { freshMachine, lastSaid } from '../worlds/answers.ts';

const REFUSED = `docker: Error response from daemon: invalid mount config for type "bind": invalid mount path: 'site' mount path must be absolute

Run 'docker run --help' for more information
`;

/** Recorded from Docker 28.5.2 (engine 28.5.2+dfsg4), 2026-11-21. */
test.each([
  ['./site', 0, 'page\n', ''],
  ['../root/./site', 0, 'page\n', ''],
  ['site', 125, '', REFUSED],
])('--mount type=bind,source=%s ends with %i', async (source, exitCode, stdout, stderr) => {
  const said = await lastSaid(
    freshMachine(),
    'cd /root; mkdir site; touch site/page',
    `cd /root; docker run --rm --mount type=bind,source=${source},target=/www busybox ls /www`,
  );
  expect(said).toEqual({ stdout, stderr, exitCode });
});
