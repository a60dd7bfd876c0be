/** Programs that a learner may look for and that are not modelled: each says so and names what does a part of its work here. */
import type { Program, ProgramMain } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';

/** `instead` names what to use in its place, or is '' where there is nothing. */
export const notModelled = (instead: string): ProgramMain =>
  function* refuse(sys, argv): Program {
    const name = baseName(argv[0] ?? '');
    const hint = instead === '' ? '' : `; ${instead}`;
    yield* err(sys, `${name}: this program is real, but this simulator does not model it${hint}\n`);
    return 2;
  };

export const NOT_MODELLED: Readonly<Record<string, string>> = {
  '/usr/bin/vi': 'to write a file use cat >FILE or echo, to change one use sed -i',
  '/usr/bin/nano': 'to write a file use cat >FILE or echo, to change one use sed -i',
  '/usr/bin/man': 'most programs answer --help',
  '/usr/bin/strace': '',
  '/usr/bin/lsof': 'ls -l /proc/PID/fd shows the open files of a process, ss -tlnp the listening sockets',
  '/usr/bin/tcpdump': 'ip, ss and iptables -L -v show what the network does',
  '/usr/bin/apt': 'this host has all the programs it will ever have; install in an image with a Dockerfile',
  '/usr/bin/apt-get':
    'this host has all the programs it will ever have; install in an image with a Dockerfile',
  '/usr/sbin/losetup': '',
};
