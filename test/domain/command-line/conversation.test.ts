import { expect, test } from 'vitest';
import { conversationIn } from '../../../src/domain/command-line/conversation.ts';

const shell = 'exit or Ctrl-D ends its shell; Ctrl-P Ctrl-Q comes back and leaves it running.';
const program = 'Ctrl-C goes to its program; Ctrl-P Ctrl-Q comes back and leaves it running.';

test.each([
  ['docker run -it --name aa busybox', 'talk', 'run', 'aa', shell],
  ['docker container run --rm -i -t busybox top', 'talk', 'run', null, program],
  ['docker rm -f aa; docker run -it --name aa busybox', 'talk', 'run', 'aa', shell],
  ['docker exec -it aa /bin/bash', 'talk', 'exec', 'aa', shell],
  [
    'docker attach --detach-keys ctrl-x,q aa',
    'talk',
    'attach',
    'aa',
    'exit or Ctrl-D ends its shell; Ctrl-X q comes back and leaves it running.',
  ],
  ['docker start -ai aa', 'talk', 'start', 'aa', shell],
  ['docker start -a aa', 'watch', 'start', 'aa', shell],
  ['virsh console vm1', 'talk', 'console', null, 'Ctrl-] comes back and leaves it running.'],
  [
    "qemu-system-x86_64 -serial stdio -kernel k -append 'console=ttyS0 rdinit=/bin/sh'",
    'talk',
    'console',
    null,
    'poweroff -f switches it off; Ctrl-C pulls the plug.',
  ],
  ['ssh laptop', 'talk', 'program', null, 'exit or Ctrl-D leaves it.'],
  ['sudo bash', 'talk', 'program', null, 'exit or Ctrl-D leaves it.'],
  ['top', 'talk', 'program', null, 'q leaves it.'],
])('%s is a conversation', (line, kind, verb, container, leaving) => {
  const image = verb === 'run' ? 'busybox' : null;
  expect(conversationIn(line)).toEqual({ kind, verb, container, image, leaving });
});

test.each([
  'docker run -t busybox top',
  'docker run -dit busybox',
  'docker run -it --tty=false busybox',
  'docker run -it --no-such-flag busybox',
  'docker exec -it aa sh | head',
  'echo hi | docker exec -it aa sh',
  'docker run -it busybox < file',
  'docker run busybox sh -it',
  'docker ps',
  'qemu-system-x86_64 -kernel k -append \'rdinit=/bin/sh -- -c "uname -r"\'',
  "qemu-system-x86_64 -kernel k -append 'rdinit=/bin/true'",
  "qemu-system-x86_64 -serial null -kernel k -append 'rdinit=/bin/sh'",
  'qemu-system-x86_64 -version',
  'sh -c "echo hi"',
  'ssh laptop uptime',
  'top -b -n 1',
  "docker run -it 'busybox",
])('%s is not', (line) => {
  expect(conversationIn(line)).toBeNull();
});
