import { expect, test } from 'vitest';
import { freshMachine, lastSaid } from '../worlds/answers.ts';

/** Whole output recorded from Docker 28.5.2 (engine 28.5.2+dfsg4), 2026-11-20, with test/engine. */
const RECORDED: Readonly<Record<string, { stdout: string; stderr: string; exitCode: number }>> = {
  'docker run': {
    stdout: '',
    stderr: `docker: 'docker run' requires at least 1 argument

Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

See 'docker run --help' for more information
`,
    exitCode: 1,
  },
  'docker ps extra': {
    stdout: '',
    stderr: `docker: 'docker ps' accepts no arguments

Usage:  docker ps [OPTIONS]

Run 'docker ps --help' for more information
`,
    exitCode: 1,
  },
  'docker run --nosuch busybox': {
    stdout: '',
    stderr: `unknown flag: --nosuch

Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Run 'docker run --help' for more information
`,
    exitCode: 125,
  },
  'docker run -d --rm --restart always busybox': {
    stdout: '',
    stderr:
      "docker: conflicting options: cannot specify both --restart and --rm\n\nRun 'docker run --help' for more information\n",
    exitCode: 125,
  },
  'docker run --cpus 99 busybox': {
    stdout: '',
    stderr:
      "docker: Error response from daemon: range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available\n\nRun 'docker run --help' for more information\n",
    exitCode: 125,
  },
  'docker nosuch': {
    stdout: '',
    stderr: "docker: unknown command: docker nosuch\n\nRun 'docker --help' for more information\n",
    exitCode: 1,
  },
  'docker -H unix:///nope ps': {
    stdout: '',
    stderr: 'Cannot connect to the Docker daemon at unix:///nope. Is the docker daemon running?\n',
    exitCode: 1,
  },
  'docker inspect zzenosuch': { stdout: '[]\n', stderr: 'Error: No such object: zzenosuch\n', exitCode: 1 },
  'docker kill zzenosuch': {
    stdout: '',
    stderr: 'Error response from daemon: cannot kill container: zzenosuch: No such container: zzenosuch\n',
    exitCode: 1,
  },
  'docker ps --filter foo=bar': {
    stdout: '',
    stderr: "Error response from daemon: invalid filter 'foo'\n",
    exitCode: 1,
  },
  'docker images -q': { stdout: '90e1c3c3037b\n', stderr: '', exitCode: 0 },
  'docker run --rm busybox echo hi': { stdout: 'hi\n', stderr: '', exitCode: 0 },
  'docker run --rm --memory 16m --cpu-rt-period 1 busybox true': {
    stdout: '',
    stderr: expect.stringMatching(
      /^docker run: --cpu-rt-period is a real Docker flag, but this simulator does not model it\. Modelled here: .*\.\n$/,
    ),
    exitCode: 125,
  },
};

for (const [line, answer] of Object.entries(RECORDED)) {
  test(line, async () => expect(await lastSaid(freshMachine(), line)).toEqual(answer));
}

test('a port, an update, a rename and a difference', async () => {
  const machine = freshMachine();
  await lastSaid(machine, 'docker run -d --name web -p 8080:80 busybox sleep 1000');
  expect(await lastSaid(machine, 'docker port web')).toEqual({
    stdout: '80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080\n',
    stderr: '',
    exitCode: 0,
  });
  expect(await lastSaid(machine, `docker exec web sh -c 'echo a > /root/x'`, 'docker diff web')).toEqual({
    stdout: 'C /root\nA /root/x\n',
    stderr: '',
    exitCode: 0,
  });
  await lastSaid(machine, 'docker rename web www', 'docker update --memory 64m --memory-swap 64m www');
  expect(await lastSaid(machine, `docker inspect -f '{{.Name}} {{.HostConfig.Memory}}' www`)).toEqual({
    stdout: '/www 67108864\n',
    stderr: '',
    exitCode: 0,
  });
});

test('a container shares /dev/shm of one that runs, and an image for another platform is not taken', async () => {
  const machine = freshMachine();
  await lastSaid(machine, 'docker run -d --name donor --ipc shareable busybox sleep 1000');
  await lastSaid(machine, `docker exec donor sh -c 'echo hi >/dev/shm/x'`);
  const joins = 'docker run --rm --ipc container:donor busybox cat /dev/shm/x';
  expect(await lastSaid(machine, joins)).toEqual({ stdout: 'hi\n', stderr: '', exitCode: 0 });
  expect(await lastSaid(machine, 'docker run --rm --pull never --platform linux/arm64 busybox true')).toEqual(
    {
      stdout: '',
      stderr: `docker: Error response from daemon: image with reference busybox was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)

Run 'docker run --help' for more information
`,
      exitCode: 125,
    },
  );
});
