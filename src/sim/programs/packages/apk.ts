/**
 * apk(8) 2.14 of Alpine over the mirror in /etc/apk/repositories: update, add, del, info. Invariant: what it adds is files and lines in
 * /lib/apk/db/installed of this root and of no other. Left out: signatures, versions to choose from, every other package. Not recorded: from its documentation.
 */
import { type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import type { NodeSpec } from '../../kernel/tree-spec.ts';
import { program } from '../../kernel/tree-spec.ts';
import { err, linesOf, out, readText } from '../lib/io.ts';
import { placeTree } from '../lib/place-tree.ts';
import { DEBIAN_INSTALL } from '../registry.ts';
import { mirrorProblem } from './mirror.ts';

const INSTALLED = '/lib/apk/db/installed';
const CACHE = '/var/cache/apk';

interface ApkPackage {
  readonly version: string;
  /** Those it needs, in the order they are put in. */
  readonly needs: readonly string[];
  readonly kib: number;
  /** Paths on a Debian host with the same programs. */
  readonly from?: RegExp;
}

const PACKAGES: Readonly<Record<string, ApkPackage>> = {
  bash: {
    version: '5.2.37-r0',
    needs: ['ncurses-terminfo-base', 'libncursesw', 'readline'],
    kib: 1276,
    from: /^\/usr\/bin\/bash$/,
  },
  curl: {
    version: '8.14.1-r2',
    needs: [
      'ca-certificates',
      'brotli-libs',
      'c-ares',
      'libunistring',
      'libidn2',
      'nghttp2-libs',
      'libpsl',
      'zstd-libs',
      'libcurl',
    ],
    kib: 256,
    from: /^\/usr\/bin\/curl$/,
  },
  iproute2: {
    version: '6.15.0-r0',
    needs: ['libcap2', 'libmnl', 'iproute2-minimal'],
    kib: 300,
    from: /^\/usr\/s?bin\/(ip|ss)$/,
  },
  'iputils-ping': { version: '20240905-r0', needs: ['libcap2'], kib: 88, from: /^\/usr\/bin\/ping$/ },
  procps: {
    version: '4.0.4-r3',
    needs: ['libintl', 'ncurses-terminfo-base', 'libncursesw', 'libproc2', 'procps-ng'],
    kib: 4,
    from: /^\/usr\/bin\/(ps|top|free|uptime|w|pgrep|pkill|pidof|watch)$/,
  },
  'brotli-libs': { version: '1.1.0-r2', needs: [], kib: 880 },
  'c-ares': { version: '1.34.5-r0', needs: [], kib: 228 },
  'ca-certificates': { version: '20250911-r0', needs: [], kib: 676 },
  'iproute2-minimal': { version: '6.15.0-r0', needs: [], kib: 640 },
  libcap2: { version: '2.76-r0', needs: [], kib: 60 },
  libcurl: { version: '8.14.1-r2', needs: [], kib: 640 },
  libidn2: { version: '2.3.7-r0', needs: [], kib: 208 },
  libintl: { version: '0.24.1-r0', needs: [], kib: 44 },
  libmnl: { version: '1.0.5-r2', needs: [], kib: 36 },
  libncursesw: { version: '6.5_p20250503-r0', needs: [], kib: 404 },
  libproc2: { version: '4.0.4-r3', needs: [], kib: 104 },
  libpsl: { version: '0.21.5-r3', needs: [], kib: 88 },
  libunistring: { version: '1.3-r0', needs: [], kib: 2052 },
  'ncurses-terminfo-base': { version: '6.5_p20250503-r0', needs: [], kib: 220 },
  'nghttp2-libs': { version: '1.65.0-r0', needs: [], kib: 184 },
  'procps-ng': { version: '4.0.4-r3', needs: [], kib: 720 },
  readline: { version: '8.2.13-r1', needs: [], kib: 308 },
  'zstd-libs': { version: '1.5.7-r0', needs: [], kib: 680 },
};
/** What the image has before anything is added. */
const BASE_COUNT = 16;
const BASE_KIB = 7_800;
const REAL =
  /^(python3|py3-pip|nginx|apache2|redis|postgresql|mariadb|git|vim|nano|openssh|nodejs|npm|gcc|make|build-base|jq|htop|tree|wget|tcpdump|strace|sudo|shadow|tzdata|php|docker-cli|util-linux|coreutils|bind-tools|iptables|supervisor|dcron|socat|stress-ng)$/;

export const apk: ProgramMain = function* apkMain(sys, argv) {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'));
  const flags = new Set(argv.slice(1).filter((word) => word.startsWith('-')));
  const [command = '', ...names] = words;
  if (flags.has('--version') || flags.has('-V')) {
    yield* out(sys, `apk-tools 2.14.9, compiled for ${sys.uname().machine}.\n`);
    return 0;
  }
  if (sys.getuid() !== 0 && /^(update|add|del|upgrade)$/.test(command)) {
    yield* err(
      sys,
      'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n',
    );
    return 99;
  }
  switch (command) {
    case 'update':
      return (yield* fetchIndexes(sys)) ? yield* said(sys, 'OK: 25397 distinct packages available\n') : 2;
    case 'add':
      return yield* add(sys, names);
    case 'del':
      return yield* remove(sys, names);
    case 'upgrade':
      yield* fetchIndexes(sys);
      return yield* total(sys, yield* readInstalled(sys));
    case 'info':
      return yield* said(sys, (yield* readInstalled(sys)).map((name) => `${name}\n`).join(''));
    default:
      yield* err(
        sys,
        command === ''
          ? 'apk-tools 2.14.9\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n'
          : `apk: '${command}' is real or unknown; this simulator models add, del, info, update and upgrade\n`,
      );
      return 1;
  }
};

function* said(sys: Sys, text: string): Program {
  yield* out(sys, text);
  return 0;
}

function* readInstalled(sys: Sys): Task<readonly string[]> {
  try {
    return linesOf(yield* readText(sys, INSTALLED)).flatMap((line) => /^P:(.+)$/.exec(line)?.[1] ?? []);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

function* writeInstalled(sys: Sys, names: readonly string[]): Task<void> {
  for (const directory of ['/lib/apk', '/lib/apk/db'])
    if (!sys.access(directory, 'exists')) sys.mkdir(directory, 0o755);
  const fd = yield* sys.open(INSTALLED, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, names.map((name) => `P:${name}\nV:${PACKAGES[name]?.version ?? ''}\n\n`).join(''));
  sys.close(fd);
}

/** False where the mirror does not answer. */
function* fetchIndexes(sys: Sys): Task<boolean> {
  const urls = linesOf(yield* readText(sys, '/etc/apk/repositories')).filter((line) => /^https?:/.test(line));
  let fine = true;
  for (const url of urls) {
    yield* out(sys, `fetch ${url}/${sys.uname().machine}/APKINDEX.tar.gz\n`);
    const problem = yield* mirrorProblem(sys, { url, host: url.split('/')[2] ?? '', suite: '' });
    if (problem === null) continue;
    fine = false;
    const why = problem.startsWith('Could not resolve')
      ? 'DNS lookup error'
      : 'temporary error (try again later)';
    yield* err(sys, `WARNING: fetching ${url}: ${why}\n`);
  }
  if (fine && sys.access(CACHE, 'exists')) yield* sys.sleep(700);
  return fine;
}

function* add(sys: Sys, wanted: readonly string[]): Program {
  const reached = yield* fetchIndexes(sys);
  const unknown = wanted.filter((name) => !reached || PACKAGES[name] === undefined);
  if (unknown.length > 0) {
    const real = unknown.find((name) => reached && REAL.test(name));
    const lines = unknown.map((name) => `  ${name} (no such package):\n    required by: world[${name}]\n`);
    yield* err(
      sys,
      real === undefined
        ? `ERROR: unable to select packages:\n${lines.join('')}`
        : `ERROR: ${real} is real, but the mirror of this simulator does not have it\n`,
    );
    return unknown.length;
  }
  const before = yield* readInstalled(sys);
  const fresh = [...new Set(wanted.flatMap((name) => [...(PACKAGES[name]?.needs ?? []), name]))].filter(
    (name) => !before.includes(name),
  );
  for (const [index, name] of fresh.entries()) {
    yield* out(sys, `(${index + 1}/${fresh.length}) Installing ${name} (${PACKAGES[name]?.version})\n`);
    for (const [path, node] of filesOf(name))
      yield* placeTree(sys, path.slice(0, path.lastIndexOf('/')) || '/', {
        [path.slice(path.lastIndexOf('/') + 1)]: node,
      });
    yield* sys.sleep(60);
  }
  const all = [...before, ...fresh];
  yield* writeInstalled(sys, all);
  if (fresh.length > 0) yield* out(sys, 'Executing busybox-1.37.0-r19.trigger\n');
  if (fresh.includes('ca-certificates')) yield* out(sys, 'Executing ca-certificates-20250911-r0.trigger\n');
  return yield* total(sys, all);
}

/** An applet's link of the same name gives way. */
const filesOf = (name: string): readonly (readonly [string, NodeSpec])[] => {
  const pattern = PACKAGES[name]?.from;
  if (pattern === undefined) return [];
  return DEBIAN_INSTALL.filter(({ path }) => pattern.test(path)).map((one) => {
    const base = one.path.slice(one.path.lastIndexOf('/') + 1);
    return [`/bin/${base}`, program(one.program, one.sizeBytes)] as const;
  });
};

function* remove(sys: Sys, names: readonly string[]): Program {
  const before = yield* readInstalled(sys);
  const others = before.filter((name) => !names.includes(name));
  const still = new Set(
    others
      .filter((name) => PACKAGES[name]?.from !== undefined)
      .flatMap((name) => [name, ...(PACKAGES[name]?.needs ?? [])]),
  );
  const gone = before.filter((name) => !still.has(name) || names.includes(name)).reverse();
  for (const [index, name] of gone.entries()) {
    yield* out(sys, `(${index + 1}/${gone.length}) Purging ${name} (${PACKAGES[name]?.version})\n`);
    for (const [path] of filesOf(name)) if (sys.access(path, 'exists')) sys.unlink(path);
  }
  if (gone.length > 0) yield* out(sys, 'Executing busybox-1.37.0-r19.trigger\n');
  const left = before.filter((name) => !gone.includes(name));
  yield* writeInstalled(sys, left);
  return yield* total(sys, left);
}

function* total(sys: Sys, names: readonly string[]): Program {
  const kib = names.reduce((sum, name) => sum + (PACKAGES[name]?.kib ?? 0), BASE_KIB);
  yield* out(sys, `OK: ${Math.round(kib / 1024)} MiB in ${BASE_COUNT + names.length} packages\n`);
  return 0;
}
