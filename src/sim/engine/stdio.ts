/**
 * The standard streams of a container process, as its shim holds them: three pipes, or one pseudo-terminal.
 * Models containerd's `cio` and runc's console socket. Invariant: the shim keeps one end, the child the other,
 * and the child's ends are closed in the shim once the child has been cloned. A terminal is one of the container's own devpts: the child
 * opens it and hands the master over.
 */
import { namespacePid } from '../kernel/ids.ts';
import { type Fd, STDERR, STDIN, STDOUT, type Sys, type Winsize } from '../kernel/sys.ts';

export interface StdioPlan {
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly winsize: Winsize;
}

export interface Stdio {
  readonly plan: StdioPlan;
  /** Where the shim writes what clients type; null when standard input is /dev/null. */
  stdinFd: Fd | null;
  /** What the shim copies to the log and to clients; of a terminal, known once the child has opened it. */
  readonly outputs: { readonly stream: 'stdout' | 'stderr'; readonly fd: Fd }[];
  readonly childEnds: readonly Fd[];
  /** In the child: makes its ends the descriptors 0, 1 and 2. */
  readonly install: (sys: Sys, nullFd: Fd) => void;
}

export function makeStdio(shim: Sys, plan: StdioPlan): Stdio {
  return plan.tty ? terminalStdio(shim, plan) : pipeStdio(shim, plan);
}

function terminalStdio(shim: Sys, plan: StdioPlan): Stdio {
  const stdio: Stdio = {
    plan,
    stdinFd: null,
    outputs: [],
    childEnds: [],
    install: (sys) => {
      const { master, slave } = sys.openPty(plan.winsize);
      const ours = shim.pidfdGetfd(namespacePid(sys.hostPid), master);
      sys.close(master);
      stdio.outputs.push({ stream: 'stdout', fd: ours });
      if (plan.stdin) stdio.stdinFd = ours;
      sys.setControllingTty(slave);
      for (const fd of [STDIN, STDOUT, STDERR]) sys.dup2(slave, fd);
      if (slave > STDERR) sys.close(slave);
    },
  };
  return stdio;
}

function pipeStdio(shim: Sys, plan: StdioPlan): Stdio {
  const input = plan.stdin ? shim.pipe() : null;
  const [outRead, outWrite] = shim.pipe();
  const [errRead, errWrite] = shim.pipe();
  for (const fd of [outRead, errRead]) shim.setCloexec(fd, true);
  if (input !== null) shim.setCloexec(input[1], true);
  return {
    plan,
    stdinFd: input === null ? null : input[1],
    outputs: [
      { stream: 'stdout', fd: outRead },
      { stream: 'stderr', fd: errRead },
    ],
    childEnds: input === null ? [outWrite, errWrite] : [input[0], outWrite, errWrite],
    install: (sys, nullFd) => {
      const ends = { input: input?.[0] ?? nullFd, output: outWrite, errors: errWrite };
      moveAside(sys, ends);
    },
  };
}

/** The ends may themselves be numbered below 3: copied up first, so that none is overwritten. */
function moveAside(sys: Sys, ends: { readonly input: Fd; readonly output: Fd; readonly errors: Fd }): void {
  const input = sys.dup(ends.input, 10);
  const output = sys.dup(ends.output, 10);
  const errors = sys.dup(ends.errors, 10);
  sys.dup2(input, STDIN);
  sys.dup2(output, STDOUT);
  sys.dup2(errors, STDERR);
}

/** Closes all descriptors from 3 up but the one named, as close_range(2) does for runc. */
export function closeFrom3(sys: Sys, keep: Fd): void {
  for (let fd = 3; fd < 64; fd += 1) {
    if (fd === keep) continue;
    try {
      sys.close(fd);
    } catch {
      // EBADF: it was not open.
    }
  }
}
