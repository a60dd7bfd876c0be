/** Models kill(1) as a program: procps (Debian's /bin/kill) and busybox. Invariant: every PID is tried. Left out: `kill -q`, -L. */
import { strerror } from '../../kernel/errno.ts';
import { parseSignal, signalByNumber, signalNumber } from '../../kernel/signals.ts';
import { type Program, type ProgramMain, type Sys, SysError } from '../../kernel/sys.ts';
import { err, out } from './io.ts';
import { takeSignal } from './signal-argument.ts';
import { busyboxSignalList } from './signal-lists.ts';

const PROCPS_USAGE = `
Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
`;
const PROCPS_LIST = `HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT
CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS
`;

interface Family {
  readonly usage: (sys: Sys) => Program;
  readonly list: () => string;
  readonly badSignal: (text: string) => string;
  readonly badPid: (text: string) => string;
  readonly failed: (pid: string, words: string, self: string) => string;
}

const PROCPS: Family = {
  *usage(sys) {
    yield* err(sys, PROCPS_USAGE);
    return 1;
  },
  list: () => PROCPS_LIST,
  badSignal: (text) => `kill: unknown signal name ${text}\n`,
  badPid: (text) => `kill: failed to parse argument: '${text}'\n`,
  failed: (pid, words, self) => `${self}: (${pid}): ${words}\n`,
};

const BUSYBOX: Family = {
  *usage(sys) {
    yield* err(sys, 'kill: you need to specify whom to kill\n');
    return 1;
  },
  list: busyboxSignalList,
  badSignal: (text) => `kill: bad signal name '${text}'\n`,
  badPid: (text) => `kill: invalid number '${text}'\n`,
  failed: (pid, words) => `kill: can't kill pid ${pid}: ${words}\n`,
};

const main =
  (family: Family): ProgramMain =>
  (sys, argv) =>
    run(family, sys, argv);

function* run(family: Family, sys: Sys, argv: readonly string[]): Program {
  const [self = 'kill', ...args] = argv;
  if (args[0] === '-l' || args[0] === '--list') return yield* list(family, sys, args.slice(1));
  const choice = takeSignal(args);
  if (choice.kind === 'bad') {
    yield* err(sys, family.badSignal(choice.text));
    return 1;
  }
  const pids = choice.rest[0] === '--' ? choice.rest.slice(1) : choice.rest;
  if (pids.length === 0) return yield* family.usage(sys);
  let status = 0;
  for (const pid of pids) {
    if (!/^-?\d+$/.test(pid)) {
      yield* err(sys, family.badPid(pid));
      status = 1;
      continue;
    }
    try {
      sys.kill(Number(pid), choice.signal);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      yield* err(sys, family.failed(pid, strerror(error.errno), self));
      status = 1;
    }
  }
  return status;
}

function* list(family: Family, sys: Sys, args: readonly string[]): Program {
  if (args.length === 0) {
    yield* out(sys, family.list());
    return 0;
  }
  for (const word of args) {
    const number = Number(word) > 128 ? Number(word) - 128 : Number(word);
    const name = /^\d+$/.test(word) ? signalByNumber(number) : parseSignal(word);
    if (name === null) {
      yield* err(sys, family.badSignal(word));
      return 1;
    }
    yield* out(sys, `${/^\d+$/.test(word) ? name : signalNumber(name)}\n`);
  }
  return 0;
}

export const procpsKill = main(PROCPS);
export const busyboxKill = main(BUSYBOX);
