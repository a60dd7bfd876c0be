/**
 * containerd: the daemon that starts a shim for each container. The shim is started with CLONE_PARENT, so that
 * its parent is the host's init, as containerd's double fork leaves it. Left out: images, snapshots, ttrpc.
 */
import { NR_OPEN } from '../kernel/rlimits.ts';
import type { Program, Sys, Task } from '../kernel/sys.ts';
import { Inbox } from './inbox.ts';
import { CONTAINERD_SOCKET } from './paths.ts';
import { CONTAINERD_BYTES } from './resident.ts';
import { Shim } from './shim.ts';

export interface Containerd {
  /** Starts a shim; `caller` waits until it answers. */
  startShim(caller: Sys, containerId: string): Task<Shim>;
  /** Called by a shim that is ready. */
  register(containerId: string, shim: Shim): void;
}

const SHIM_PATH = '/usr/bin/containerd-shim-runc-v2';

export function* containerdMain(sys: Sys): Program {
  raiseLimits(sys);
  sys.setMemory(CONTAINERD_BYTES);
  const waiting = new Map<string, Inbox<Shim>>();
  sys.serveUnix(CONTAINERD_SOCKET, {
    *startShim(caller, containerId) {
      const inbox = new Inbox<Shim>(caller);
      waiting.set(containerId, inbox);
      const argv = [SHIM_PATH, '-namespace', 'moby', '-id', containerId, '-address', CONTAINERD_SOCKET];
      sys.clone({ siblingOfCaller: true }, (child) => child.execve(SHIM_PATH, argv, new Map(child.env)));
      const shim = yield* inbox.take();
      waiting.delete(containerId);
      inbox.close();
      return shim;
    },
    register(containerId, shim) {
      waiting.get(containerId)?.push(shim);
    },
  } satisfies Containerd);
  for (;;) yield* sys.pause();
}

/** What the units of Docker's packages give the daemons, and through them every container: LimitNPROC, LimitNOFILE. */
export function raiseLimits(sys: Sys): void {
  sys.setrlimit('nofile', { soft: NR_OPEN, hard: NR_OPEN });
  sys.setrlimit('nproc', { soft: Number.POSITIVE_INFINITY, hard: Number.POSITIVE_INFINITY });
}

/** /usr/bin/containerd-shim-runc-v2 -namespace moby -id ID -address SOCKET. */
export function* shimMain(sys: Sys, argv: readonly string[]): Program {
  const id = argv[argv.indexOf('-id') + 1] ?? '';
  const shim = new Shim(sys);
  (sys.connectUnix(CONTAINERD_SOCKET) as Containerd).register(id, shim);
  return yield* shim.main();
}
