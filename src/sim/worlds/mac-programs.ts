/**
 * The Mac's own programs, as far as they are modelled: launchd(8), uname(1), sw_vers(1), sysctl(8), uptime(1), arch(1). Their words
 * are macOS 15.6's. Left out: all other options, which refuse.
 */
import { type Program, STDERR, STDOUT, type Sys } from '../kernel/sys.ts';
import { formatDate } from '../programs/lib/dates.ts';
import { bsd, Failure } from '../programs/lib/program.ts';

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

/** Names of sysctl that the model has an answer to; a MIB of a real Mac has some 1,500. */
const SYSCTL = (sys: Sys): Readonly<Record<string, string | number>> => {
  const { sysname, nodename, release, version, machine } = sys.uname();
  const { cpus, memoryBytes } = hardware(sys);
  return {
    'hw.activecpu': cpus,
    'hw.logicalcpu': cpus,
    'hw.machine': machine,
    'hw.memsize': memoryBytes,
    'hw.model': 'Mac16,2',
    'hw.ncpu': cpus,
    'hw.pagesize': 16384,
    'hw.physicalcpu': cpus,
    'kern.hostname': nodename,
    'kern.hv_support': 1,
    'kern.hv_vmm_present': 0,
    'kern.osproductversion': VERSIONS.ProductVersion,
    'kern.osrelease': release,
    'kern.ostype': sysname,
    'kern.osversion': VERSIONS.BuildVersion,
    'kern.version': version,
    'machdep.cpu.brand_string': 'Apple M4',
    'machdep.cpu.core_count': cpus,
    'machdep.cpu.thread_count': cpus,
  };
};

const hardware = (sys: Sys): { readonly cpus: number; readonly memoryBytes: number } => ({
  cpus: sys.getaffinity().length,
  memoryBytes: 16 * 1024 ** 3,
});

export const sysctl = bsd({
  short: 'n',
  *run(context) {
    const known = SYSCTL(context.sys);
    if (context.operands.length === 0) {
      throw new Failure('all variables at once are not modelled by this simulator: name one');
    }
    let status = 0;
    for (const name of context.operands) {
      if (name.includes('='))
        throw new Failure(`${name.split('=')[0]}: this simulator changes no variables of macOS`);
      const value = Object.hasOwn(known, name) ? known[name] : undefined;
      if (value !== undefined) yield* context.out(context.has('n') ? `${value}\n` : `${name}: ${value}\n`);
      else {
        yield* context.complain(
          `${name} is not a variable that this simulator models. Modelled here: ${Object.keys(known).join(', ')}`,
        );
        status = 1;
      }
    }
    return status;
  },
});

export const arch = bsd({
  short: '',
  *run(context) {
    if (context.operands.length > 0)
      throw new Failure('running a program for another processor is not modelled by this simulator');
    yield* context.out(`${context.sys.uname().machine}\n`);
    return 0;
  },
});

/** uptime(1) of BSD; the load is that of a machine with nothing to do. */
export const uptime = bsd({
  short: '',
  *run({ sys, out }) {
    const minutes = Math.floor((sys.monotonicMs() + 30_000) / 60_000);
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
    const clock = hours > 0 && rest > 0 ? ` ${hours}:${String(rest).padStart(2, '0')},` : '';
    const since = clock !== '' ? clock : hours > 0 ? ` ${plural(hours, 'hr')},` : ` ${plural(rest, 'min')},`;
    const dayText = days === 0 ? '' : ` ${plural(days, 'day')},`;
    const now = formatDate('%k:%M', sys.realtimeMs());
    yield* out(`${now}  up${dayText}${since} 1 user, load averages: 0.00 0.00 0.00\n`);
    return 0;
  },
});
