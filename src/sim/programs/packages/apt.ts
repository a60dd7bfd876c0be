/**
 * apt-get(8) and apt(8) 2.6 over the mirror in /etc/apt/sources.list.d: update, install, upgrade, remove, clean. Invariant: what it installs is files and
 * lines in /var/lib/dpkg/status of this root and of no other. Left out: signatures, pinning, every other package and command.
 */
import { type Program, type ProgramMain, STDIN, STDOUT, type Task } from '../../kernel/sys.ts';
import { err, Lines, out } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';
import { type AptRun, installPackages, upgradePackages } from './apt-install.ts';
import { removePackages } from './apt-remove.ts';
import { sizeWords } from './apt-words.ts';
import { mirrorProblem, readSource } from './mirror.ts';
import { hasLists, LISTS, releaseHere } from './state.ts';
import { APT_GET_USAGE, APT_USAGE } from './usages.ts';

export const apt: ProgramMain = function* aptMain(sys, argv) {
  const name = baseName(argv[0] ?? '');
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  const flags = new Set(argv.slice(1).filter((word) => word.startsWith('-')));
  const [command = '', ...operands] = words;
  if (flags.has('--version') || flags.has('-v')) {
    yield* out(sys, `apt 2.6.1 (amd64)\n`);
    return 0;
  }
  if (command === '') {
    yield* out(sys, name === 'apt' ? APT_USAGE : APT_GET_USAGE);
    return 0;
  }
  const terminal = sys.isatty(STDOUT);
  if (name === 'apt' && !terminal)
    yield* err(sys, '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  if (
    sys.getuid() !== 0 &&
    /^(update|install|upgrade|dist-upgrade|full-upgrade|remove|purge)$/.test(command)
  ) {
    const lock = command === 'update' ? `${LISTS}/lock` : '/var/lib/dpkg/lock-frontend';
    yield* err(sys, `E: Could not open lock file ${lock} - open (13: Permission denied)\n`);
    yield* err(
      sys,
      command === 'update'
        ? `E: Unable to lock directory ${LISTS}/\n`
        : 'E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n',
    );
    return 100;
  }
  const run: AptRun = {
    sys,
    quiet: [...flags].some((flag) => /^-q+$|^--quiet/.test(flag)),
    yes: [...flags].some((flag) => /^-\w*y/.test(flag) || flag === '--yes' || flag === '--assume-yes'),
    lean: flags.has('--no-install-recommends'),
    terminal,
  };
  return yield* dispatch(run, command, operands);
};

function* dispatch(run: AptRun, command: string, operands: readonly string[]): Program {
  switch (command) {
    case 'update':
      return yield* update(run);
    case 'install':
      return yield* installPackages(run, operands);
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      return yield* upgradePackages(run);
    case 'remove':
    case 'purge':
      return yield* removePackages(run, operands);
    case 'clean':
    case 'autoclean':
      return 0;
    case 'autoremove':
      yield* reading(run);
      yield* out(run.sys, '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
      return 0;
    default: {
      const real =
        /^(list|search|show|source|download|build-dep|check|changelog|reinstall|satisfy|edit-sources|policy|depends|madison)$/.test(
          command,
        );
      yield* err(
        run.sys,
        real
          ? `E: ${command} is real, but this simulator does not model it\n`
          : `E: Invalid operation ${command}\n`,
      );
      return 100;
    }
  }
}

const INDEX_BYTES = 8_790_000;

function* update({ sys, terminal }: AptRun): Program {
  const source = yield* readSource(sys);
  const release = yield* releaseHere(sys);
  if (source === null || release === null) {
    yield* out(sys, terminal ? 'Reading package lists... Done\n' : 'Reading package lists...\n');
    return 0;
  }
  const place = `${source.url} ${source.suite} InRelease`;
  const problem = yield* mirrorProblem(sys, source);
  if (problem !== null) {
    yield* out(sys, `${`Ign:1 ${place}\n`.repeat(3)}Err:1 ${place}\n  ${problem}\n`);
    yield* out(sys, terminal ? 'Reading package lists... Done\n' : 'Reading package lists...\n');
    yield* err(
      sys,
      `W: Failed to fetch ${source.url}/dists/${source.suite}/InRelease  ${problem}\nW: Some index files failed to download. They have been ignored, or old ones used instead.\n`,
    );
    return 0;
  }
  yield* sys.sleep(1600);
  const fresh = !hasLists(sys);
  const bytes = fresh ? INDEX_BYTES + 151_000 : 151_000;
  yield* out(sys, `Get:1 ${place} [151 kB]\n`);
  if (fresh)
    yield* out(sys, `Get:2 ${source.url} ${source.suite}/main amd64 Packages [${sizeWords(INDEX_BYTES)}]\n`);
  yield* out(sys, `Fetched ${sizeWords(bytes)} in 2s (${sizeWords(bytes / 2)}/s)\n`);
  const file = `${LISTS}/${source.host}_debian_dists_${source.suite}_main_binary-amd64_Packages`;
  const fd = yield* sys.open(file, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(
    fd,
    Object.keys({ ...release.base, ...release.packages })
      .sort()
      .map((name) => `Package: ${name}\n\n`)
      .join(''),
  );
  sys.close(fd);
  yield* out(sys, terminal ? 'Reading package lists... Done\n' : 'Reading package lists...\n');
  return 0;
}

/** What every command that looks at packages begins with. */
export function* reading({ sys, terminal }: AptRun, state = true): Task<void> {
  const done = terminal ? ' Done' : '';
  yield* out(sys, `Reading package lists...${done}\nBuilding dependency tree...${done}\n`);
  if (state) yield* out(sys, `Reading state information...${done}\n`);
}

/** False after anything but yes. At the end of the input: no. */
export function* goOn({ sys, yes }: AptRun): Task<boolean> {
  if (yes) return true;
  yield* out(sys, 'Do you want to continue? [Y/n] ');
  const line = yield* new Lines(sys, STDIN).next();
  if (line !== null && /^(y|yes|)$/i.test(line.trim())) return true;
  yield* out(sys, 'Abort.\n');
  return false;
}
