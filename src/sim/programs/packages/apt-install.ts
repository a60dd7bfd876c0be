/** apt-get install and upgrade: what is to come, its download, dpkg's lines, the files. */
import { type Program, STDERR, type Sys, type Task } from '../../kernel/sys.ts';
import type { NodeSpec } from '../../kernel/tree-spec.ts';
import { err, out } from '../lib/io.ts';
import { placeTree } from '../lib/place-tree.ts';
import { goOn, reading } from './apt.ts';
import { nameLines, sizeWords } from './apt-words.ts';
import {
  filesOf,
  type PackageData,
  type Plan,
  REAL_ELSEWHERE,
  type Release,
  shownPackage,
} from './archive.ts';
import { mirrorProblem, readSource } from './mirror.ts';
import { hasLists, readInstalled, releaseHere, writeInstalled } from './state.ts';

export interface AptRun {
  readonly sys: Sys;
  readonly quiet: boolean;
  readonly yes: boolean;
  /** Without recommended packages. */
  readonly lean: boolean;
  readonly terminal: boolean;
}

interface Work {
  readonly release: Release;
  readonly get: readonly string[];
  readonly unpack: readonly string[];
  readonly conf: readonly string[];
  readonly dataOf: (name: string) => PackageData;
  /** The version there before, by name. */
  readonly before: ReadonlyMap<string, PackageData>;
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

export function* installPackages(run: AptRun, wanted: readonly string[]): Program {
  const { sys } = run;
  const release = hasLists(sys) ? yield* releaseHere(sys) : null;
  const installed = yield* readInstalled(sys);
  const missing = wanted.filter((name) => !installed.has(name) && release?.targets[name] === undefined);
  yield* reading(run, missing.length === 0);
  if (missing.length > 0) {
    for (const name of missing)
      yield* err(
        sys,
        release !== null && REAL_ELSEWHERE.test(name)
          ? `E: Package ${name} is real, but the mirror of this simulator does not have it\n`
          : `E: Unable to locate package ${name}\n`,
      );
    return 100;
  }
  for (const name of wanted) {
    const there = installed.get(name);
    if (there !== undefined) yield* out(sys, `${name} is already the newest version (${there.v}).\n`);
  }
  const fresh = wanted.filter((name) => !installed.has(name));
  const plans = fresh.flatMap((name) => release?.targets[name]?.[run.lean ? 'lean' : 'full'] ?? []);
  const missingOf = (pick: (plan: Plan) => readonly string[]): string[] =>
    unique(plans.flatMap(pick)).filter((name) => !installed.has(name));
  const unpack = missingOf((plan) => plan.unpack ?? plan.get);
  if (release === null || unpack.length === 0) {
    yield* out(sys, '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
    return 0;
  }
  yield* announce(run, plans, unpack, fresh);
  const work: Work = {
    release,
    get: missingOf((plan) => plan.get),
    unpack,
    conf: missingOf((plan) => plan.conf),
    dataOf: (name) =>
      release.packages[name] ?? release.base[name] ?? { v: '0', a: 'all', k: 0, d: '', c: 'misc' },
    before: new Map(),
  };
  const old = Object.entries(release.newer).filter(
    ([name, version]) => installed.get(name)?.v !== version && installed.has(name),
  ).length;
  yield* out(sys, `0 upgraded, ${unpack.length} newly installed, 0 to remove and ${old} not upgraded.\n`);
  return yield* carryOut(run, work, installed, unpack.length > fresh.length);
}

function* announce(
  { sys, lean }: AptRun,
  plans: readonly Plan[],
  unpack: readonly string[],
  wanted: readonly string[],
): Task<void> {
  const additional = unpack.filter((name) => !wanted.includes(name)).sort();
  if (additional.length > 0)
    yield* out(sys, `The following additional packages will be installed:\n${nameLines(additional)}`);
  const texts = (pick: (plan: Plan) => string): string[] =>
    plans
      .map(pick)
      .filter((text) => text !== '')
      .flatMap((text) => text.split(' '));
  const suggested = texts((plan) => plan.suggested);
  if (suggested.length > 0) yield* out(sys, `Suggested packages:\n${nameLines(suggested)}`);
  const recommended = lean ? texts((plan) => plan.recommended) : [];
  if (recommended.length > 0) yield* out(sys, `Recommended packages:\n${nameLines(recommended)}`);
  yield* out(sys, `The following NEW packages will be installed:\n${nameLines([...unpack].sort())}`);
}

export function* upgradePackages(run: AptRun): Program {
  const { sys } = run;
  yield* reading(run);
  yield* out(sys, `Calculating upgrade...${run.terminal ? ' Done' : ''}\n`);
  const release = hasLists(sys) ? yield* releaseHere(sys) : null;
  const installed = yield* readInstalled(sys);
  const names = Object.entries(release?.newer ?? {}).flatMap(([name, version]) => {
    const there = installed.get(name);
    return there === undefined || there.v === version ? [] : [name];
  });
  if (release === null || names.length === 0) {
    yield* out(sys, '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n');
    return 0;
  }
  yield* out(
    sys,
    `The following packages will be upgraded:\n${nameLines(names)}${names.length} upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n`,
  );
  const dataOf = (name: string): PackageData => {
    const data = release.base[name] as PackageData;
    // Of these the archive's sizes are about a quarter of what they unpack to.
    return { ...data, s: Math.floor(data.k * 256) };
  };
  return yield* carryOut(
    run,
    { release, get: names, unpack: names, conf: names, dataOf, before: installed },
    installed,
    true,
  );
}

/** Download, unpack, configure. */
function* carryOut(run: AptRun, work: Work, installed: Map<string, PackageData>, asks: boolean): Program {
  const { sys } = run;
  const bytes = work.get.reduce((sum, name) => sum + (work.dataOf(name).s ?? 0), 0);
  const space = work.unpack.reduce(
    (sum, name) => sum + (work.dataOf(name).k - (work.before.get(name)?.k ?? 0)) * 1024,
    0,
  );
  yield* out(
    sys,
    `Need to get ${sizeWords(bytes)} of archives.\nAfter this operation, ${sizeWords(space)} of additional disk space will be used.\n`,
  );
  if (asks && !(yield* goOn(run))) return 1;
  if (!(yield* download(run, work, bytes))) return 100;
  yield* sys.write(STDERR, 'debconf: delaying package configuration, since apt-utils is not installed\n');
  yield* unpackAll(sys, work);
  for (const name of work.conf) {
    const data = work.dataOf(name);
    yield* out(sys, `Setting up ${shownPackage(name, data)} (${data.v}) ...\n`);
    for (const line of AFTER[name] ?? []) yield* out(sys, `${line}\n`);
    yield* sys.sleep(60);
  }
  for (const name of work.unpack) installed.set(name, work.dataOf(name));
  yield* writeInstalled(sys, installed);
  if (work.unpack.some((name) => name.startsWith('lib')))
    yield* out(sys, `Processing triggers for libc-bin (${installed.get('libc-bin')?.v ?? ''}) ...\n`);
  return 0;
}

const NO_START = [
  'invoke-rc.d: could not determine current runlevel',
  'invoke-rc.d: policy-rc.d denied execution of start.',
];
/** What a package's own script says. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  apache2: NO_START,
  cron: NO_START,
  nginx: NO_START,
  supervisor: NO_START,
};

function* download({ sys }: AptRun, work: Work, bytes: number): Task<boolean> {
  const source = yield* readSource(sys);
  if (source === null) return false;
  const problem = yield* mirrorProblem(sys, source);
  if (problem !== null) {
    const [first = ''] = work.get;
    const data = work.dataOf(first);
    yield* out(
      sys,
      `Err:1 ${source.url} ${source.suite}/main amd64 ${first} ${data.a} ${data.v}\n  ${problem}\n`,
    );
    yield* err(
      sys,
      `E: Failed to fetch ${source.url}/pool/main/${first[0]}/${first}/${first}_${data.v}_${data.a}.deb  ${problem}\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n`,
    );
    return false;
  }
  for (const [index, name] of work.get.entries()) {
    const { a, v, s = 0 } = work.dataOf(name);
    yield* out(
      sys,
      `Get:${index + 1} ${source.url} ${source.suite}/main amd64 ${name} ${a} ${v} [${sizeWords(s)}]\n`,
    );
    yield* sys.sleep(s / 20_000);
  }
  const seconds = Math.floor(bytes / 20_000_000);
  yield* out(sys, `Fetched ${sizeWords(bytes)} in ${seconds}s (${sizeWords(20_000_000)}/s)\n`);
  return true;
}

function* unpackAll(sys: Sys, work: Work): Task<void> {
  const width = String(work.unpack.length - 1).length;
  for (const [index, name] of work.unpack.entries()) {
    const data = work.dataOf(name);
    const old = work.before.get(name);
    const shown = shownPackage(name, data);
    if (old === undefined) yield* out(sys, `Selecting previously unselected package ${shown}.\n`);
    if (index === 0)
      yield* out(
        sys,
        `(Reading database ... ${databaseSize(work)} files and directories currently installed.)\n`,
      );
    const number = work.unpack.length > 1 ? `${String(index).padStart(width, '0')}-` : '';
    const file = `${name}_${data.v.replace(/:/g, '%3a')}_${data.a}.deb`;
    yield* out(sys, `Preparing to unpack .../${old === undefined ? number : ''}${file} ...\n`);
    yield* out(sys, `Unpacking ${shown} (${data.v})${old === undefined ? '' : ` over (${old.v})`} ...\n`);
    yield* placeFiles(sys, name);
    yield* sys.sleep(40);
  }
}

const databaseSize = ({ release }: Work): number => (release.name === 'trixie' ? 5645 : 6096);

function* placeFiles(sys: Sys, name: string): Task<void> {
  for (const [path, node] of Object.entries(filesOf(name))) yield* placeAt(sys, path, node);
}

function* placeAt(sys: Sys, path: string, node: NodeSpec): Task<void> {
  const parts = path.split('/').slice(1);
  const file = parts.pop() ?? '';
  let directory = '';
  for (const part of parts) {
    directory += `/${part}`;
    if (!sys.access(directory, 'exists')) sys.mkdir(directory, 0o755);
  }
  yield* placeTree(sys, directory, { [file]: node });
}
