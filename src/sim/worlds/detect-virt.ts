/**
 * systemd-detect-virt(1): under what this system runs, and exit code 1 for "none". Reads what the real one reads: the kernel's
 * release (WSL says so there) and the processor's hypervisor flag. Left out: clouds that are known by their DMI, containers.
 */
import { type Program, STDERR, STDOUT, type Sys } from '../kernel/sys.ts';
import { readText } from '../programs/lib/io.ts';

const KNOWN = ['-c', '--container', '-v', '--vm', '-q', '--quiet'];

export function* detectVirt(sys: Sys, argv: readonly string[]): Program {
  const options = argv.slice(1);
  const foreign = options.find((word) => !KNOWN.includes(word));
  if (foreign !== undefined) {
    yield* sys.write(
      STDERR,
      `systemd-detect-virt: ${foreign}: this simulator does not model it. Modelled here: ${KNOWN.join(', ')}.\n`,
    );
    return 1;
  }
  const has = (...names: readonly string[]): boolean => options.some((word) => names.includes(word));
  const wsl = /microsoft-standard-WSL/.test(sys.uname().release);
  const container = wsl ? 'wsl' : 'none';
  const machine = wsl ? 'microsoft' : yield* ofProcessor(sys);
  const any = container === 'none' ? machine : container;
  const found = has('-c', '--container') ? container : has('-v', '--vm') ? machine : any;
  if (!has('-q', '--quiet')) yield* sys.write(STDOUT, `${found}\n`);
  return found === 'none' ? 1 : 0;
}

function* ofProcessor(sys: Sys) {
  const flags = /^flags.*$/m.exec(yield* readText(sys, '/proc/cpuinfo'))?.[0] ?? '';
  return / hypervisor\b/.test(flags) ? 'kvm' : 'none';
}
