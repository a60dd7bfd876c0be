/**
 * Builds dist/: one code-split ESM bundle without runtime dependencies, the course as JSON, the version.
 * Everything is made in memory first and written at the end, so that a failed build leaves the last one.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type BuildResult, build, type Plugin } from 'esbuild';
import stringWidth from 'string-width';
import { builtCourse } from './src/content/built-course.ts';
import { SIMPLE_CHARACTERS } from './src/terminal/graphemes.ts';

const OUT = 'dist';
const NOTICE_FILE = 'THIRD-PARTY-LICENSES.txt';

/** A change to a library, made while bundling. Each names what it costs at start; a library that no longer fits stops the build. */
interface Patch {
  readonly file: RegExp;
  readonly replace: readonly (readonly [from: string, to: string, times: number])[];
}

/** A third of a bare start each, made at import by five libraries: ours is made when text needs it. */
function lazySegmenter(options: string): Patch['replace'][number] {
  const ours = JSON.stringify(resolve('src/terminal/graphemes.ts'));
  return [
    `const segmenter = new Intl.Segmenter(${options});`,
    `import { graphemeSegmenter as segmenter } from ${ours};`,
    1,
  ];
}

const PATCHES: readonly Patch[] = [
  {
    file: /yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    replace: [
      // Asking whether fetch exists makes Node load undici: 0.3 of a bare start. The WebAssembly is inline anyway.
      ['"function"!=typeof fetch', 'true', 2],
      // Decoding it character by character fills the young generation.
      [
        'var b=xa(a.slice(37)),c=new Uint8Array(b.length);for(a=0;a<b.length;++a)c[a]=b.charCodeAt(a);var d=c',
        'var d=new Uint8Array(Buffer.from(a.slice(37),"base64"))',
        1,
      ],
    ],
  },
  {
    // Its expression for emoji costs 0.5 of a bare start and its segmenter a third; text as our screens hold it needs neither.
    file: /string-width[\\/]index\.js$/,
    replace: [
      ['if (/^[\\u0020-\\u007E]*$/.test(string)) {', `if (/^[${SIMPLE_CHARACTERS}]*$/.test(string)) {`, 1],
      // V8 checks the literal when it parses the file, and that looks up every emoji there is.
      [
        'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        "let rgi; const rgiEmojiRegex = { test: (text) => (rgi ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text) };",
        1,
      ],
      lazySegmenter(''),
    ],
  },
  { file: /wrap-ansi[\\/]index\.js$/, replace: [lazySegmenter('')] },
  {
    file: /slice-ansi[\\/]tokenize-ansi\.js$/,
    replace: [
      [
        "const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});",
        // It asks for `containing` too, so it gets the real one; but only lines that must be cut need it.
        "let made; const GRAPHEME_SEGMENTER = { segment: (text) => (made ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(text) };",
        1,
      ],
    ],
  },
  {
    file: /ink[\\/]build[\\/]line-update\.js$/,
    replace: [lazySegmenter("undefined, { granularity: 'grapheme' }")],
  },
  {
    file: /ansi-tokenize[\\/]build[\\/]tokenize\.js$/,
    replace: [lazySegmenter('undefined, { granularity: "grapheme" }')],
  },
  {
    // ajv takes as long to load as Node itself, and our settings have no schema.
    file: /conf[\\/]dist[\\/]source[\\/]index\.js$/,
    replace: [
      ["import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';", 'const Ajv = undefined;', 1],
      ["import ajvFormatsModule from 'ajv-formats';", 'const ajvFormatsModule = undefined;', 1],
    ],
  },
];

function patches(): Plugin {
  return {
    name: 'patches',
    setup(run) {
      for (const patch of PATCHES) {
        run.onLoad({ filter: patch.file }, ({ path }) => {
          // Another version below somebody else's node_modules is left as it is.
          if (path.split('node_modules').length > 2) return null;
          return { contents: patched(path, readFileSync(path, 'utf8'), patch), loader: 'js' };
        });
      }
    },
  };
}

function patched(path: string, source: string, { replace }: Patch): string {
  return replace.reduce((text, [from, to, times]) => {
    const found = text.split(from).length - 1;
    if (found !== times) throw new Error(`${path} has changed: ${found} times, not ${times}: ${from}`);
    return text.replaceAll(from, () => to);
  }, source);
}

/** Every character that takes the short way must be as wide as string-width says, unpatched as it is here. */
function checkSimpleCharacters(): void {
  const simple = new RegExp(`[${SIMPLE_CHARACTERS}]`);
  for (let code = 0; code <= 0xffff; code++) {
    const text = String.fromCharCode(code);
    if (simple.test(text) && stringWidth(text) !== 1)
      throw new Error(`U+${code.toString(16)} is not simple.`);
  }
}

/** Packages that libraries import and that our use of them never reaches; reaching them after all says so. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  // Ink's developer tools; left external, they crash at import.
  'react-devtools-core': 'export default {};',
  // marked-terminal's: our renderer has code, tables and emoji of its own (ui/markdown), and these are 1.2 MB.
  'cli-highlight': `export const highlight = () => { ${unreachable('cli-highlight')} };`,
  'cli-table3': `export default function Table() { ${unreachable('cli-table3')} }`,
  'node-emoji': `export const get = () => { ${unreachable('node-emoji')} };`,
};

function unreachable(name: string): string {
  return `throw new Error('${name} is left out of the bundle (esbuild.config.ts)');`;
}

function leaveOut(): Plugin {
  const met = new Set<string>();
  return {
    name: 'leave-out',
    setup(run) {
      run.onResolve({ filter: /^[a-z0-9-]+$/ }, ({ path }) => {
        if (!(path in LEFT_OUT)) return null;
        met.add(path);
        return { path, namespace: 'left-out' };
      });
      run.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: LEFT_OUT[path] ?? '' }));
      run.onEnd(({ errors }) => {
        const unmet = Object.keys(LEFT_OUT).filter((name) => !met.has(name));
        if (errors.length > 0 || unmet.length === 0) return null;
        return { errors: [{ text: `Nothing imports ${unmet.join(', ')} any more: do not leave it out.` }] };
      });
    },
  };
}

function bundle(): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    entryPoints: ['src/main.ts'],
    outdir: OUT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    sourcemap: false,
    metafile: true,
    write: false,
    chunkNames: 'chunk-[hash]',
    // React's development build is slow and leaks; deciding here leaves the learner's environment alone.
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    banner: {
      js: "import { createRequire as vmvscontainerRequire } from 'node:module'; const require = vmvscontainerRequire(import.meta.url);",
    },
    plugins: [patches(), leaveOut()],
    logLevel: 'warning',
  });
}

/** The licences of what is bundled, as they ask for, in the order of their names. */
function thirdPartyLicences(inputs: readonly string[]): string {
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
    return `${name} ${version} (${license})${text}\n`;
  });
  return [...new Set(texts)].sort().join(`\n${'-'.repeat(72)}\n\n`);
}

function versionModule(): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return `export const version = ${JSON.stringify(version)};\n`;
}

/** Replaces each file whole, then removes what is left of earlier builds; a program that runs keeps working. */
function write(files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [name, contents] of files) {
    const path = join(OUT, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, contents);
    renameSync(`${path}.new`, path);
  }
  for (const entry of readdirSync(OUT, { recursive: true, encoding: 'utf8' })) {
    const name = entry.split(sep).join('/');
    if (!files.has(name) && statSync(join(OUT, entry)).isFile()) rmSync(join(OUT, entry));
  }
}

checkSimpleCharacters();
const bundled = await bundle();
const files = new Map<string, string | Uint8Array>();
for (const file of bundled.outputFiles) files.set(relative(OUT, relative('.', file.path)), file.contents);
for (const [name, contents] of builtCourse('lessons')) files.set(`course/${name}`, contents);
files.set('version.js', versionModule());
files.set(NOTICE_FILE, thirdPartyLicences(Object.keys(bundled.metafile.inputs)));
write(files);
