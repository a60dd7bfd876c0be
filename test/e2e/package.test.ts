import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);

let work: string;
let tarball: string;
let env: Record<string, string>;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'vmvscontainer-pack-'));
  env = {
    HOME: work,
    VMVSCONTAINER_HOME: join(work, 'progress'),
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    npm_config_cache: join(work, 'cache'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  // The build has been made; packing must not make another while other tests run the first.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', work], {
    env,
  });
  tarball = join(work, JSON.parse(stdout)[0].filename);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('the package needs nothing else', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const key of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
    expect(manifest[key]).toBeUndefined();
  }
});

test('it holds the program, the course and its papers, and nothing else', async () => {
  const { stdout } = await run('tar', ['-tzf', tarball]);
  const files = stdout
    .trim()
    .split('\n')
    .map((name) => name.replace('package/', ''));
  const others = files.filter((name) => !/^dist\/(main|chunk-[A-Z0-9]+|[a-z-]+-[A-Z0-9]{8})\.js$/.test(name));
  expect(others.filter((name) => !name.startsWith('dist/course/')).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'bin/vmvscontainer.js',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/version.js',
    'package.json',
  ]);
  expect(files).toContain('dist/course/pid1.json');
});

test('npx runs the tarball in an empty folder, without a network', async () => {
  const empty = join(work, 'empty');
  mkdirSync(empty);
  copyFileSync(tarball, join(empty, basename(tarball)));
  const npx = (...words: string[]) =>
    run('npx', ['--yes', `./${basename(tarball)}`, ...words], { env, cwd: empty });
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect((await npx('--version')).stdout).toBe(`${version}\n`);
  expect(JSON.parse((await npx('lessons', '--json')).stdout)[0]).toMatchObject({ state: 'new' });
  expect(readdirSync(empty)).toEqual([basename(tarball)]);
});
