/**
 * ps(1) and pgrep(1) of macOS 15.6, over the table of the Mac's kernel. Invariant: what runs in the Linux virtual machine is in
 * neither, only the process of the Mac that leads to it. Left out: columns to choose, threads, all other options.
 */
import type { Kernel } from '../kernel/kernel.ts';
import type { Process } from '../kernel/process.ts';
import type { ProgramMain } from '../kernel/sys.ts';
import { formatDate } from '../programs/lib/dates.ts';
import { bsd, type Context, Failure } from '../programs/lib/program.ts';
import { readUsers } from '../programs/lib/users.ts';

const right = (value: string | number, width: number): string => String(value).padStart(width);
const kib = (bytes: number): number => Math.round(bytes / 1024);

function cpuTime({ cpuMs }: Process): string {
  const hundredths = Math.floor(cpuMs / 10);
  const seconds = Math.floor(hundredths / 100);
  const two = (value: number): string => String(value).padStart(2, '0');
  return right(`${Math.floor(seconds / 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`, 9);
}

const started = (mac: Kernel, { startMs }: Process): string =>
  formatDate('%l:%M%p', mac.clock.bootRealtimeMs + startMs);
const command = ({ argv }: Process): string => argv.join(' ');
/** None of them has a terminal that is modelled. */
const TTY = '??';

const plain = (process: Process): string =>
  `${right(process.pid.host, 5)} ${TTY.padEnd(8)} ${cpuTime(process)} ${command(process)}`;

const full = (mac: Kernel, process: Process): string =>
  `${right(process.credentials.uid, 5)} ${right(process.pid.host, 5)} ${right(process.parent?.pid.host ?? 0, 5)}   0 ${started(mac, process).padEnd(7)} ${TTY.padEnd(8)} ${cpuTime(process)} ${command(process)}`;

function detailed(mac: Kernel, process: Process, user: string): string {
  const share = ((process.memoryBytes * 100) / mac.memoryBytes).toFixed(1);
  const state = process.state === 'zombie' ? 'Z' : process.block === null ? 'R' : 'S';
  const leads = process.group.session.leader === process ? 's' : '';
  return `${user.padEnd(16)} ${right(process.pid.host, 5)}   0.0 ${right(share, 4)} ${right(kib(process.memoryBytes), 8)} ${right(kib(process.memoryBytes), 6)}   ${TTY}  ${`${state}${leads}`.padEnd(4)} ${started(mac, process).padEnd(7)} ${cpuTime(process)} ${command(process)}`;
}

const HEADS = {
  plain: '  PID TTY           TIME CMD',
  full: '  UID   PID  PPID   C STIME   TTY           TIME CMD',
  detailed: 'USER               PID  %CPU %MEM      VSZ    RSS   TT  STAT STARTED      TIME COMMAND',
} as const;

/** The forms that are modelled, by their letters in order. */
const FORMS: Readonly<Record<string, keyof typeof HEADS>> = {
  A: 'plain',
  ax: 'plain',
  e: 'plain',
  ef: 'full',
  aux: 'detailed',
};

const letters = (context: Context): string =>
  [...context.options.order, ...context.operands.flatMap((word) => [...word])].sort().join('');

const sorted = (mac: Kernel): readonly Process[] =>
  [...mac.processes.values()].sort((a, b) => a.pid.host - b.pid.host);

export const macPs = (mac: () => Kernel): ProgramMain =>
  bsd({
    short: 'aAefux',
    *run(context) {
      const form = FORMS[letters(context)];
      if (form === undefined) {
        throw new Failure(
          'these options are real ones of macOS that this simulator does not model. Modelled here: -ax, -A, -e, -ef, aux.',
          1,
        );
      }
      const users = yield* readUsers(context.sys);
      const line = {
        plain,
        full: (one: Process) => full(mac(), one),
        detailed: (one: Process) =>
          detailed(mac(), one, users.name(one.credentials.uid) ?? String(one.credentials.uid)),
      }[form];
      yield* context.out(
        `${HEADS[form]}\n${sorted(mac())
          .map((one) => `${line(one)}\n`)
          .join('')}`,
      );
      return 0;
    },
  });

/** pgrep: -f matches and -l shows the whole command line, else the program's name. Never itself. */
export const macPgrep = (mac: () => Kernel): ProgramMain =>
  bsd({
    short: 'fl',
    *run(context) {
      const [pattern, surplus] = context.operands;
      if (pattern === undefined || surplus !== undefined) throw new Failure('say one pattern', 2);
      const expression = new RegExp(pattern);
      const nameOf = (one: Process): string => (one.argv[0] ?? '').split('/').at(-1) ?? '';
      const shown = (one: Process): string => (context.has('f') ? command(one) : nameOf(one));
      const found = sorted(mac()).filter(
        (one) => one.pid.host !== context.sys.hostPid && expression.test(shown(one)),
      );
      yield* context.out(
        found.map((one) => `${one.pid.host}${context.has('l') ? ` ${shown(one)}` : ''}\n`).join(''),
      );
      return found.length === 0 ? 1 : 0;
    },
  });
