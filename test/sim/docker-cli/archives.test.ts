import { expect, test } from 'vitest';
import { freshMachine, lastSaid } from '../worlds/answers.ts';

const said = (stdout: string, stderr = '', exitCode = 0) => ({ stdout, stderr, exitCode });

test('a committed image runs with what was written, and survives save, rmi and load', async () => {
  const machine = freshMachine();
  await lastSaid(
    machine,
    `docker run --name maker busybox sh -c 'echo made >/made; rm /etc/group'`,
    'docker commit maker made',
  );
  expect(
    await lastSaid(machine, 'docker save made -o made.tar; docker rm maker; docker rmi made | cut -c 1-9'),
  ).toEqual(said('maker\nUntagged:\nDeleted: \nDeleted: \n'));
  expect(await lastSaid(machine, 'docker load -i made.tar')).toEqual(said('Loaded image: made:latest\n'));
  expect(await lastSaid(machine, 'docker run --rm made cat /made /etc/group')).toEqual(
    said('made\n', "cat: can't open '/etc/group': No such file or directory\n", 1),
  );
});

test('cp goes both ways, into volumes too, and words what is not there', async () => {
  const machine = freshMachine();
  await lastSaid(machine, 'docker run -d --name box -v data:/data busybox sleep 1000; echo note >note');
  expect(
    await lastSaid(machine, 'docker cp note box:/data/; docker cp box:/data/note back; cat back'),
  ).toEqual(said('note\n'));
  expect(await lastSaid(machine, 'docker cp box:/nosuch .')).toEqual(
    said('', 'Error response from daemon: Could not find the file /nosuch in container box\n', 1),
  );
});

test('a new volume takes over what the image has at its place', async () => {
  const machine = freshMachine();
  expect(
    await lastSaid(
      machine,
      'docker run --rm -v etc:/etc busybox true',
      'docker run --rm -v etc:/x busybox cat /x/passwd',
    ),
  ).toEqual(
    said(
      'root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33:www-data:/var/www:/bin/false\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
    ),
  );
});
