import { expect, test } from 'vitest';
import { freshMachine, lastSaid, say } from '../worlds/answers.ts';

const PREPARE = `printf 'FROM busybox\\nARG WHO=world\\nWORKDIR /app\\nCOPY a.txt .\\nRUN echo hello $WHO >out; cat out\\nCMD ["cat", "out"]\\n' >Dockerfile; echo hi >a.txt`;
const settled = (text: string): string =>
  text
    .replace(/\d+\.\d+s/g, 'TIME')
    .replace(/^(#\d+ )\d+\.\d{3} /gm, '$1SEC ')
    .replace(/sha256:[0-9a-f]{64}/g, 'DIGEST');

test('a build says each step as BuildKit does, and the second time takes all from the cache', async () => {
  const machine = freshMachine();
  await lastSaid(machine, PREPARE);
  const first = await say(machine, 'docker build -t app .');
  expect({ ...first, stderr: settled(first.stderr), tookMs: 0 }).toEqual({
    kind: 'exited',
    exitCode: 0,
    tookMs: 0,
    stdout: '',
    stderr: `#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 143B done
#1 DONE TIME

#2 [internal] load metadata for docker.io/library/busybox:latest
#2 DONE TIME

#3 [internal] load .dockerignore
#3 transferring context: 2B done
#3 DONE TIME

#4 [1/4] FROM docker.io/library/busybox:latest
#4 DONE TIME

#5 [internal] load build context
#5 transferring context: 180B done
#5 DONE TIME

#6 [2/4] WORKDIR /app
#6 DONE TIME

#7 [3/4] COPY a.txt .
#7 DONE TIME

#8 [4/4] RUN echo hello world >out; cat out
#8 SEC hello world
#8 DONE TIME

#9 exporting to image
#9 exporting layers done
#9 writing image DIGEST done
#9 naming to docker.io/library/app done
#9 DONE TIME
`,
  });
  const second = await say(machine, 'docker build -t app .');
  expect(second.stderr.match(/^#\d+ CACHED$/gm)).toEqual(['#6 CACHED', '#7 CACHED', '#8 CACHED']);
  expect(await lastSaid(machine, 'docker run --rm app')).toEqual({
    stdout: 'hello world\n',
    stderr: '',
    exitCode: 0,
  });
});

test('a failed RUN shows its output again, the place in the Dockerfile, and the exit code', async () => {
  const said = await lastSaid(
    freshMachine(),
    `printf 'FROM busybox\\nRUN echo out; exit 3\\n' >Dockerfile`,
    'docker build -q .',
  );
  expect(said).toEqual({
    stdout: '',
    stderr: `Dockerfile:2
--------------------
   1 |     FROM busybox
   2 | >>> RUN echo out; exit 3
   3 |     
--------------------
ERROR: failed to build: failed to solve: process "/bin/sh -c echo out; exit 3" did not complete successfully: exit code: 3
`,
    exitCode: 1,
  });
});
