/** Flags of run and create that allow few values, and how others are refused (docker/cli `container/opts.go`). */
import { CliError } from './cli.ts';
import type { Flags } from './flags.ts';

const refused = (words: string): CliError => new CliError(words, 125);

/** Whose namespaces a container may share, by the flag. */
const MODES: readonly (readonly [flag: string, form: RegExp, words: string])[] = [
  ['pid', /^(|host|container:.+)$/, '--pid: invalid PID mode'],
  ['uts', /^(|host)$/, '--uts: invalid UTS mode'],
  ['userns', /^(|host)$/, '--userns: invalid USER mode'],
  ['cgroupns', /^(|host|private)$/, '--cgroupns: invalid CGROUP mode'],
];

export function checkModes(flags: Flags): void {
  for (const [flag, form, words] of MODES) if (!form.test(flags.text(flag) ?? '')) throw refused(words);
}

/** One word must be a system or an architecture that containerd knows; of two or three it asks only how they are written. */
const KNOWN_WORD =
  /^(linux|windows|darwin|freebsd|amd64|x86_64|arm64|aarch64|arm|armhf|armel|386|i386|ppc64le|s390x|riscv64)$/;
const PLATFORM_WORDS = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+){1,2}$/;

function platformProblem(platform: string): string | null {
  if (platform === '' || KNOWN_WORD.test(platform) || PLATFORM_WORDS.test(platform)) return null;
  return /^[A-Za-z0-9_.-]+$/.test(platform)
    ? 'unknown operating system or architecture'
    : 'cannot parse platform specifier';
}

/** What the client or the daemon refuses of flags that have only one value here. */
export function checkChoices(flags: Flags): void {
  const platform = flags.text('platform') ?? '';
  const problem = platformProblem(platform);
  if (problem !== null)
    throw new CliError(`error parsing specified platform: "${platform}": ${problem}: invalid argument`, 125);
  const daemon = (words: string): CliError => new CliError(`Error response from daemon: ${words}`, 125);
  const runtime = flags.text('runtime') ?? 'runc';
  if (!['runc', 'io.containerd.runc.v2'].includes(runtime))
    throw daemon(`unknown or invalid runtime name: ${runtime}`);
  const isolation = flags.text('isolation') ?? '';
  if (!['', 'default'].includes(isolation)) {
    throw daemon(`invalid isolation (${isolation}): linux only supports 'default'`);
  }
  if (flags.has('storage-opt'))
    throw daemon("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
  const swappiness = flags.number('memory-swappiness') ?? -1;
  if (swappiness < -1 || swappiness > 100)
    throw refused(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  if (flags.has('gpus')) throw daemon('could not select device driver "" with capabilities: [[gpu]]');
}
