/** dpkg(1) and dpkg-query(1) over /var/lib/dpkg/status: -l, -s, -L, -S, --print-architecture. Left out: everything that changes something. */
import type { Program, ProgramMain, Sys } from '../../kernel/sys.ts';
import { fileNamePattern } from '../lib/file-name-pattern.ts';
import { err, out } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';
import { filesOf, shownPackage } from './archive.ts';
import { type Installed, readInstalled } from './state.ts';

export const dpkg: ProgramMain = function* dpkgMain(sys, argv) {
  const name = baseName(argv[0] ?? '');
  const [option = '', ...names] = argv.slice(1);
  const installed = yield* readInstalled(sys);
  switch (option) {
    case '-l':
    case '--list':
      return yield* list(sys, [...installed.values()], names);
    case '-s':
    case '--status':
      return yield* each(
        sys,
        names,
        installed,
        'and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.',
        statusText,
      );
    case '-L':
    case '--listfiles':
      return yield* each(
        sys,
        names,
        installed,
        '\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.',
        filesText,
      );
    case '-S':
    case '--search':
      return yield* search(sys, names, installed);
    case '--print-architecture':
      yield* out(sys, sys.uname().machine === 'aarch64' ? 'arm64\n' : 'amd64\n');
      return 0;
    case '--version':
      yield* out(sys, `Debian '${name}' package management program version 1.21.22 (amd64).\n`);
      return 0;
    case '':
      yield* err(sys, `${name}: error: need an action option\n`);
      return 2;
    default: {
      const real =
        /^-(-configure|i|-install|r|-remove|P|-purge|-unpack|-get-selections|W|-show|-audit|V|-verify)$/.test(
          option,
        );
      yield* err(
        sys,
        real
          ? `${name}: option '${option}' is real, but this simulator does not model it\n`
          : `${name}: error: unknown option ${option}\n`,
      );
      return 2;
    }
  }
};

const HEAD = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

function* list(sys: Sys, all: readonly Installed[], patterns: readonly string[]): Program {
  const chosen =
    patterns.length === 0
      ? all
      : all.filter(({ name }) => patterns.some((one) => fileNamePattern(one).test(name)));
  for (const pattern of patterns)
    if (!all.some(({ name }) => fileNamePattern(pattern).test(name)))
      yield* err(sys, `dpkg-query: no packages found matching ${pattern}\n`);
  if (chosen.length > 0) {
    const rows = chosen.map((one) => [shownPackage(one.name, one), one.v, one.a, one.d] as const);
    const width = (at: 0 | 1 | 2, least: number) => Math.max(least, ...rows.map((row) => row[at].length));
    const widths = [width(0, 14), width(1, 12), width(2, 12)] as const;
    const rest = Math.max(...rows.map((row) => row[3].length), 33);
    yield* out(
      sys,
      `${HEAD}||/ ${'Name'.padEnd(widths[0])} ${'Version'.padEnd(widths[1])} ${'Architecture'.padEnd(widths[2])} Description\n`,
    );
    yield* out(
      sys,
      `+++-${'='.repeat(widths[0])}-${'='.repeat(widths[1])}-${'='.repeat(widths[2])}-${'='.repeat(rest)}\n`,
    );
    yield* out(
      sys,
      rows
        .map(
          (row) =>
            `ii  ${row[0].padEnd(widths[0])} ${row[1].padEnd(widths[1])} ${row[2].padEnd(widths[2])} ${row[3]}\n`,
        )
        .join(''),
    );
  }
  return patterns.some((pattern) => !all.some(({ name }) => fileNamePattern(pattern).test(name))) ? 1 : 0;
}

function* each(
  sys: Sys,
  names: readonly string[],
  installed: ReadonlyMap<string, Installed>,
  otherwise: string,
  text: (one: Installed) => string,
): Program {
  let code = 0;
  for (const name of names) {
    const found = installed.get(name);
    if (found === undefined) {
      const gap = otherwise.startsWith('\n') ? '' : ' ';
      yield* err(sys, `dpkg-query: package '${name}' is not installed${gap}${otherwise}\n`);
      code = 1;
    } else yield* out(sys, text(found));
  }
  return code;
}

const statusText = ({ name, c, k, a, v, d, m }: Installed): string =>
  `Package: ${name}\nStatus: install ok installed\nPriority: optional\nSection: ${c}\nInstalled-Size: ${k}\nArchitecture: ${a}\n${m === 1 ? 'Multi-Arch: same\n' : ''}Version: ${v}\nDescription: ${d}\n`;

const filesText = ({ name }: Installed): string =>
  ['/.', ...Object.keys(filesOf(name)).sort()].map((path) => `${path}\n`).join('');

function* search(sys: Sys, patterns: readonly string[], installed: ReadonlyMap<string, Installed>): Program {
  let code = 0;
  for (const pattern of patterns) {
    const found = [...installed.values()].flatMap((one) =>
      Object.keys(filesOf(one.name))
        .filter((path) => path.includes(pattern))
        .map((path) => `${shownPackage(one.name, one)}: ${path}\n`),
    );
    if (found.length === 0) {
      yield* err(sys, `dpkg-query: no path found matching pattern ${pattern}\n`);
      code = 1;
    }
    yield* out(sys, found.join(''));
  }
  return code;
}
