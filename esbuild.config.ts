/**
 * Builds dist/: one code-split ESM bundle without runtime dependencies, the course as JSON, the version.
 * Everything is made in memory first and written at the end, so that a failed build leaves the last one.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type BuildResult, build, type Plugin } from 'esbuild';
import { builtCourse } from './src/content/built-course.ts';

const OUT = 'dist';
const NOTICE_FILE = 'THIRD-PARTY-LICENSES.txt';

/** A change to a library, made while bundling. Each names what it costs at start; a library that no longer fits stops the build. */
interface Patch {
  readonly file: RegExp;
  readonly replace: readonly (readonly [from: string, to: string, times: number])[];
}

const BMP_EMOJI =
  '\\u231a\\u231b\\u23e9-\\u23ec\\u23f0\\u23f3\\u25fd\\u25fe\\u2614\\u2615\\u2648-\\u2653\\u267f\\u2693\\u26a1\\u26aa\\u26ab' +
  '\\u26bd\\u26be\\u26c4\\u26c5\\u26ce\\u26d4\\u26ea\\u26f2\\u26f3\\u26f5\\u26fa\\u26fd\\u2705\\u270a\\u270b\\u2728\\u274c' +
  '\\u274e\\u2753-\\u2755\\u2757\\u2795-\\u2797\\u27b0\\u27bf\\u2b1b\\u2b1c\\u2b50\\u2b55';
const MAY_HOLD_EMOJI = `/[${BMP_EMOJI}\\ufe0f\\u20e3\\ud800-\\udfff]/`;

const PATCHES: readonly Patch[] = [
  {
    // Asking whether fetch exists makes Node load undici: 0.3 of a bare start. The WebAssembly is inline anyway.
    file: /yoga-layout[\\/]dist[\\/]binaries[\\/]yoga-wasm-base64-esm\.js$/,
    replace: [['"function"!=typeof fetch', 'true', 2]],
  },
  {
    // Building the RGI_Emoji expression costs 0.5 of a bare start, and our screens hold no emoji.
    file: /string-width[\\/]index\.js$/,
    replace: [
      ['const rgiEmojiRegex =', `const mayHoldEmoji = ${MAY_HOLD_EMOJI};\nconst rgiEmojiRegex =`, 1],
      [
        'if (rgiEmojiRegex.test(segment) ||',
        'if ((mayHoldEmoji.test(segment) && rgiEmojiRegex.test(segment)) ||',
        1,
      ],
    ],
  },
  {
    // ajv takes as long to load as Node itself, and our settings have no schema: valibot checks them.
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

const RGI_EMOJI = '^\\p{RGI_Emoji}$';
/** Node 20 knows this flag; TypeScript lets it stand only where a literal would break older targets. */
const SETS = 'v';

/** Every character that alone is an emoji must pass the guard put into string-width. */
function checkEmojiGuard(): void {
  const emoji = new RegExp(RGI_EMOJI, SETS);
  const guard = new RegExp(MAY_HOLD_EMOJI.slice(1, -1));
  for (let code = 0; code <= 0xffff; code++) {
    const text = String.fromCharCode(code);
    if (emoji.test(text) && !guard.test(text))
      throw new Error(`The emoji guard misses U+${code.toString(16)}.`);
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

checkEmojiGuard();
const bundled = await bundle();
const files = new Map<string, string | Uint8Array>();
for (const file of bundled.outputFiles) files.set(relative(OUT, relative('.', file.path)), file.contents);
for (const [name, contents] of builtCourse('lessons')) files.set(`course/${name}`, contents);
files.set('version.js', versionModule());
files.set(NOTICE_FILE, thirdPartyLicences(Object.keys(bundled.metafile.inputs)));
write(files);
