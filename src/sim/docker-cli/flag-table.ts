/**
 * The flags each docker verb really has, read from the help texts recorded from Docker 28.5.2 (help-texts.json),
 * plus those the help does not show. Invariant: a flag is known here exactly when the real CLI knows it.
 */
import helpTexts from './help-texts.json' with { type: 'json' };

export interface FlagSpec {
  readonly name: string;
  readonly shorthand: string | null;
  /** Null for a switch; else the type word of the help: `string`, `list`, `int`, `bytes`, ... */
  readonly type: string | null;
}

const TEXTS: Readonly<Record<string, string>> = helpTexts;
const FLAG_LINE = /^ {2}(?:-(\S), | {4})--([\w-]+)(?: ([\w-]+))?(?: {2,}|$)/;

/** Flags for daemons on Windows, which the help of a client of Linux leaves out. */
export const WINDOWS_FLAGS: readonly string[] = ['cpu-count', 'cpu-percent', 'io-maxbandwidth', 'io-maxiops'];

/** Flags that exist but that --help leaves out. */
const HIDDEN: Readonly<Record<string, readonly FlagSpec[]>> = {
  run: [
    { name: 'net', shorthand: null, type: 'network' },
    { name: 'net-alias', shorthand: null, type: 'list' },
    { name: 'dns-opt', shorthand: null, type: 'list' },
    ...WINDOWS_FLAGS.map((name) => ({ name, shorthand: null, type: 'int' })),
  ],
  'volume create': [{ name: 'name', shorthand: null, type: 'string' }],
  stop: [{ name: 'time', shorthand: null, type: 'int' }],
  restart: [{ name: 'time', shorthand: null, type: 'int' }],
};

/** The recorded help of a verb, `run` or `container ls`; null when the CLI has no such verb. */
export const helpText = (path: string): string | null => TEXTS[path] ?? null;

export const helpPaths = (): readonly string[] => Object.keys(TEXTS);

/** `Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`. */
export const usageLine = (path: string): string => (helpText(path) ?? '').split('\n')[0] ?? '';

export function flagsOf(path: string): readonly FlagSpec[] {
  const specs: FlagSpec[] = [];
  for (const line of (helpText(path) ?? '').split('\n')) {
    const match = FLAG_LINE.exec(line);
    if (match?.[2] === undefined) continue;
    specs.push({ name: match[2], shorthand: match[1] ?? null, type: match[3] ?? null });
  }
  const hidden = HIDDEN[path.replace(/^container /, '').replace(/^create$/, 'run')] ?? [];
  return [...specs, ...hidden, { name: 'help', shorthand: null, type: null }];
}
