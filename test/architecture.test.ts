import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom, and what is banned where, as the design says. A room is the longest prefix below that fits a
 * file; every room may import itself. A prefix that ends in `.ts` is one file.
 */
const kernelSurface = [
  'sys',
  'signals',
  'errno',
  'ids',
  'capabilities',
  'namespaces',
  'net',
  'rlimits',
  'affinity',
].map((name) => `sim/kernel/${name}.ts`);

const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  machine: ['domain'],
  app: ['domain', 'machine'],
  live: ['machine', 'domain'],
  content: ['domain', 'app/ports.ts'],
  store: ['domain', 'app/ports.ts'],
  terminal: [],
  ui: ['app', 'domain', 'machine'],
  'sim/kernel': [],
  'sim/vfs': ['sim/kernel'],
  'sim/net': ['sim/kernel'],
  'sim/engine': ['sim/kernel', 'sim/vfs', 'sim/net'],
  'sim/hypervisor': ['sim/kernel', 'sim/vfs', 'sim/net'],
  'sim/shell': [...kernelSurface, 'sim/programs/lib'],
  'sim/programs': [
    ...kernelSurface,
    'sim/engine/inbox.ts',
    'sim/kernel/tree-spec.ts',
    'sim/engine/tar/tar-format.ts',
    'sim/kernel/cpio-format.ts',
    'sim/net/dns-message.ts',
    'sim/net/netfilter/rule-words.ts',
    'sim/shell/shell.ts',
    'sim/shell/mains.ts',
    'sim/shell/applet-names.ts',
  ],
  'sim/programs/virt': [...kernelSurface, 'sim/programs/lib', 'sim/hypervisor'],
  'sim/docker-cli': [...kernelSurface, 'sim/engine', 'sim/programs/lib'],
  'sim/worlds': ['sim'],
  sim: ['machine', 'domain'],
  commands: ['.'],
  'main.ts': ['.'],
};

/** Rooms whose imports of others are types only: they know the shape of a thing, never the thing. */
const typesOnly: readonly (readonly [string, string])[] = [
  ['app', 'machine'],
  ['ui', 'machine'],
  ['content', 'app/ports.ts'],
  ['store', 'app/ports.ts'],
];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

interface Ban {
  readonly because: string;
  readonly pattern: RegExp;
  readonly files: (file: string) => boolean;
  /** A file with this in it means something else by the word. */
  readonly unless?: RegExp;
}

const inRooms =
  (...rooms: readonly string[]) =>
  (file: string) =>
    rooms.some((room) => file.startsWith(`${room}/`));
const pure = inRooms('domain', 'app', 'sim', 'machine');

/** `process` is also what the kernel calls its own; a file that binds the name itself does not mean Node's. */
const bindsProcess = /\b(?:const|let)\s+process\b|[(,]\s*process\s*[:,)]|\bprocess\s*=>/;

const bans: readonly Ban[] = [
  {
    because: 'time is handed in',
    pattern: /\bnew Date\(\s*\)|\bDate\.now\b|\bperformance\.now\b/,
    files: pure,
  },
  { because: 'chance is handed in', pattern: /\bMath\.random\b|\bcrypto\.(getRandom|random)/, files: pure },
  { because: 'no timers of the real clock', pattern: /\b(setTimeout|setInterval)\(/, files: pure },
  {
    because: "Node's process is not known here",
    pattern:
      /\bprocess\.(env|argv0|stdin|stdout|stderr|exitCode|hrtime|nextTick|platform|version|versions|memoryUsage|cwd\(|exit\(|on\(|once\()|\bglobalThis\.process\b/,
    files: (file) => pure(file) || inRooms('ui')(file),
    unless: bindsProcess,
  },
  {
    because: 'only terminal/ touches the terminal; the composition root hands its streams over',
    pattern: /\bprocess\.(stdin|stdout|stderr)\b/,
    files: (file) => !inRooms('terminal', 'commands')(file) && file !== 'main.ts',
  },
  {
    because: 'a shell would interpret what a learner typed',
    pattern: /\bexecSync\(|\bshell: true\b/,
    files: () => true,
  },
];

/** Longer than 250 lines, each with its reason. */
const longFiles: ReadonlyMap<string, string> = new Map([]);

const source = new URL('../src/', import.meta.url).pathname;
const files = sourcesBelow(source);

function sourcesBelow(folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => /\.tsx?$/.test(file)).sort();
}

const textOf = (file: string) => readFileSync(join(source, file), 'utf8');
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

const within = (file: string, prefix: string) =>
  prefix === '.' || file === prefix || (!prefix.endsWith('.ts') && file.startsWith(`${prefix}/`));

function roomOf(file: string): string {
  const rooms = Object.keys(mayImport).filter((room) => within(file, room));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? `no room for ${file}`;
}

function importsOf(file: string): readonly Import[] {
  const statements =
    /\b(import|export)\s+(type\s+)?(?:[\w*\s{},$]+\s+from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;
  return [...code(textOf(file)).matchAll(statements)].map((match) => ({
    file,
    target: match[3] ?? match[4] ?? '',
    typeOnly: match[2] !== undefined,
  }));
}

/** The imported file below src/; null for packages and Node's own modules. */
function fileOf({ file, target }: Import): string | null {
  return target.startsWith('.') ? normalize(join(dirname(file), target)) : null;
}

const imports = files.flatMap(importsOf);

function allowedTo(room: string, target: string): boolean {
  if (room === 'sim') return within(target, 'sim') || ['machine', 'domain'].some((it) => within(target, it));
  return roomOf(target) === room || (mayImport[room] ?? []).some((prefix) => within(target, prefix));
}

describe('the house', () => {
  test('has a room for every file, and files to hold', () => {
    expect(files.filter((file) => mayImport[roomOf(file)] === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  test('each room imports only the rooms it may', () => {
    const wrong = imports.filter((it) => {
      const target = fileOf(it);
      return target !== null && !allowedTo(roomOf(it.file), target);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('rooms that may know only the shape of another import only types of it', () => {
    const wrong = imports.filter((it) => {
      const target = fileOf(it);
      if (target === null || it.typeOnly) return false;
      return typesOnly.some(([room, prefix]) => roomOf(it.file) === room && within(target, prefix));
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('domain, app, machine, sim and ui know nothing of Node', () => {
    const rooms = inRooms('domain', 'app', 'machine', 'sim', 'ui');
    const wrong = imports.filter(({ file, target }) => rooms(file) && target.startsWith('node:'));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('React and Ink live in ui only; domain and the machine port use no package at all', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (target.startsWith('.') || target.startsWith('node:')) return false;
      if (inRooms('domain', 'machine')(file)) return true;
      return /^(react|ink)(\/|-|$)/.test(target) && !inRooms('ui')(file);
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  test('nothing that is banned is written', () => {
    const found = files.flatMap((file) => {
      const text = code(textOf(file));
      return bans.flatMap(({ because, pattern, files: banned, unless }) =>
        banned(file) && pattern.test(text) && unless?.test(text) !== true
          ? [`${file}: ${pattern.exec(text)?.[0]} (${because})`]
          : [],
      );
    });
    expect(found).toEqual([]);
  });

  test('no file has more than 250 lines, but the ones that have a reason', () => {
    const root = new URL('../', import.meta.url).pathname;
    const all = ['src', 'test'].flatMap((room) =>
      sourcesBelow(join(root, room)).map((file) => `${room}/${file}`),
    );
    const long = all.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1 > 250);
    expect(long.filter((file) => !longFiles.has(file)).sort()).toEqual([]);
    expect([...longFiles.keys()].filter((file) => !long.includes(file))).toEqual([]);
  });

  test('there is exactly one copy of React', () => {
    const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
    const copies = Object.keys(lock.packages).filter((path) => /(^|\/)node_modules\/react$/.test(path));
    expect(copies).toEqual(['node_modules/react']);
  });
});
