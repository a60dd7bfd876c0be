/**
 * The Mac's own programs, as far as they are modelled: launchd(8), uname(1), sw_vers(1), ps(1) without columns to choose. Their words
 * are macOS 15.6's. Left out: all other options, which refuse.
 */
import { type Program, type ProgramMain, STDERR, STDOUT, type Sys } from '../kernel/sys.ts';

export function* launchd(sys: Sys): Program {
  sys.sigaction('CHLD', { kind: 'ignore' });
  for (;;) yield* sys.pause();
}

function* refuse(sys: Sys, name: string, modelled: string): Program {
  yield* sys.write(
    STDERR,
    `${name}: real options of macOS, but this simulator does not model them. Modelled here: ${modelled}.\n`,
  );
  return 1;
}

export function* macUname(sys: Sys, argv: readonly string[]): Program {
  const options = argv.slice(1);
  if (options.some((word) => !/^-[amnprsv]+$/.test(word)))
    return yield* refuse(sys, 'uname', '-a, -m, -n, -p, -r, -s, -v');
  const letters = options.join('');
  const { sysname, nodename, release, version, machine } = sys.uname();
  const has = (letter: string): boolean =>
    letters.includes(letter) ||
    (letters.includes('a') && letter !== 'p') ||
    (letters === '' && letter === 's');
  const fields = [
    ['s', sysname],
    ['n', nodename],
    ['r', release],
    ['v', version],
    ['m', machine],
    ['p', 'arm'],
  ] as const;
  const shown = fields.filter(([letter]) => has(letter)).map(([, text]) => text);
  yield* sys.write(STDOUT, `${shown.join(' ')}\n`);
  return 0;
}

const VERSIONS = { ProductName: 'macOS', ProductVersion: '15.6', BuildVersion: '24G84' } as const;

export function* swVers(sys: Sys, argv: readonly string[]): Program {
  const [option, ...more] = argv.slice(1);
  if (option === undefined) {
    const lines = Object.entries(VERSIONS).map(([name, value]) => `${name}:\t\t${value}\n`);
    yield* sys.write(STDOUT, lines.join('').replace('BuildVersion:\t\t', 'BuildVersion:\t\t'));
    return 0;
  }
  const name = Object.keys(VERSIONS).find(
    (one) => `-${one}`.toLowerCase() === option.replace(/^--/, '-').toLowerCase(),
  ) as keyof typeof VERSIONS | undefined;
  if (name === undefined || more.length > 0)
    return yield* refuse(sys, 'sw_vers', '-productName, -productVersion, -buildVersion');
  yield* sys.write(STDOUT, `${VERSIONS[name]}\n`);
  return 0;
}

/** Which processes there are, in `ps -ax` form; the table is the Mac's kernel's own. */
export const macPs = (processes: () => readonly { pid: number; args: string }[]): ProgramMain =>
  function* ps(sys: Sys, argv: readonly string[]): Program {
    const [option, ...more] = argv.slice(1);
    if (more.length > 0 || !['-ax', 'ax', '-A', '-e'].includes(option ?? ''))
      return yield* refuse(sys, 'ps', '-ax, -A, -e');
    const rows = processes().map(
      ({ pid, args }) => `${String(pid).padStart(5)} ${'??'.padEnd(8)} ${'0:00.00'.padStart(9)} ${args}\n`,
    );
    yield* sys.write(STDOUT, `  PID TTY           TIME CMD\n${rows.join('')}`);
    return 0;
  };
