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

const KNOWN_PLATFORM =
  /^(linux|windows|darwin|freebsd)(\/[a-z0-9]+)*$|^(amd64|arm64|arm|386|ppc64le|s390x|riscv64)(\/v\d)?$/;

/** What the client or the daemon refuses of flags that have only one value here. */
export function checkChoices(flags: Flags): void {
  const platform = flags.text('platform') ?? '';
  if (platform !== '' && !KNOWN_PLATFORM.test(platform)) {
    throw new CliError(
      `error parsing specified platform: "${platform}": unknown operating system or architecture: invalid argument`,
      125,
    );
  }
  const daemon = (words: string): CliError => new CliError(`Error response from daemon: ${words}`, 125);
  const runtime = flags.text('runtime') ?? 'runc';
  if (!['runc', 'io.containerd.runc.v2'].includes(runtime))
    throw daemon(`unknown or invalid runtime name: ${runtime}`);
  const isolation = flags.text('isolation') ?? '';
  if (!['', 'default'].includes(isolation)) {
    throw daemon(`invalid isolation (${isolation}): linux only supports 'default'`);
  }
  if (flags.has('gpus')) throw daemon('could not select device driver "" with capabilities: [[gpu]]');
}
