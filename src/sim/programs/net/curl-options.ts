/** curl's options as far as they are modelled, curl(1). Invariant: an option that is real but not here says so; one that is not is unknown. */
export interface CurlOptions {
  readonly urls: string[];
  silent: boolean;
  showError: boolean;
  include: boolean;
  headOnly: boolean;
  verbose: boolean;
  fail: boolean;
  follow: boolean;
  remoteName: boolean;
  output: string | null;
  writeOut: string | null;
  method: string | null;
  data: string | null;
  userAgent: string | null;
  maxTimeMs: number | null;
  connectTimeoutMs: number | null;
  readonly headers: string[];
}

/** What ends a transfer, with curl's exit code. */
export class CurlError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const LONG: Readonly<Record<string, string>> = {
  silent: 's',
  'show-error': 'S',
  include: 'i',
  'show-headers': 'i',
  head: 'I',
  verbose: 'v',
  fail: 'f',
  location: 'L',
  'remote-name': 'O',
  output: 'o',
  'write-out': 'w',
  request: 'X',
  data: 'd',
  header: 'H',
  'user-agent': 'A',
  'max-time': 'm',
  'connect-timeout': 'T',
  url: 'U',
  'no-progress-meter': 'N',
  ipv4: '4',
};
const WITH_VALUE = 'owXdHAmTU';
const PLAIN = 'sSiIvfLON4';
const REAL = 'abBcCDeEFGhjJkKlMnpPqQrRtTuUVxyYzZ#0123:';

/** Throws CurlError with code 2. */
export function readCurlOptions(args: readonly string[]): CurlOptions {
  const options: CurlOptions = {
    urls: [],
    silent: false,
    showError: false,
    include: false,
    headOnly: false,
    verbose: false,
    fail: false,
    follow: false,
    remoteName: false,
    output: null,
    writeOut: null,
    method: null,
    data: null,
    userAgent: null,
    maxTimeMs: null,
    connectTimeoutMs: null,
    headers: [],
  };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word.startsWith('--') && word.length > 2) at += readLong(options, word, args[at + 1]);
    else if (word.startsWith('-') && word.length > 1) at += readLetters(options, word, args[at + 1]);
    else options.urls.push(word);
  }
  return options;
}

function readLong(options: CurlOptions, word: string, next: string | undefined): number {
  const key = LONG[word.slice(2)];
  if (key === undefined) throw new CurlError(2, `option ${word}: is unknown`);
  return apply(options, key, word, next);
}

/** How many of the following words it took. */
function readLetters(options: CurlOptions, word: string, next: string | undefined): number {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? '';
    const modelled = 'owXdHAm'.includes(letter) || 'sSiIvfLO4N'.includes(letter);
    if (!modelled) {
      const real = REAL.includes(letter);
      throw new CurlError(
        2,
        `option ${word}: ${real ? 'is real, but this simulator does not model it' : 'is unknown'}`,
      );
    }
    if (!WITH_VALUE.includes(letter)) apply(options, letter, word, undefined);
    else {
      const attached = word.slice(at + 1);
      return attached === ''
        ? apply(options, letter, word, next)
        : Math.min(0, apply(options, letter, word, attached) - 1);
    }
  }
  return 0;
}

function apply(options: CurlOptions, key: string, word: string, value: string | undefined): number {
  if (PLAIN.includes(key)) {
    applyFlag(options, key);
    return 0;
  }
  if (value === undefined) throw new CurlError(2, `option ${word}: requires parameter`);
  applyValue(options, key, word, value);
  return 1;
}

function applyFlag(options: CurlOptions, key: string): void {
  const flags = {
    s: 'silent',
    S: 'showError',
    i: 'include',
    I: 'headOnly',
    v: 'verbose',
    f: 'fail',
    L: 'follow',
    O: 'remoteName',
  } as const;
  const field = flags[key as keyof typeof flags];
  if (field !== undefined) options[field] = true;
}

function applyValue(options: CurlOptions, key: string, word: string, value: string): void {
  const texts = { o: 'output', w: 'writeOut', X: 'method', d: 'data', A: 'userAgent' } as const;
  const field = texts[key as keyof typeof texts];
  if (field !== undefined) options[field] = value;
  else if (key === 'H') options.headers.push(value);
  else if (key === 'U') options.urls.push(value);
  else options[key === 'm' ? 'maxTimeMs' : 'connectTimeoutMs'] = milliseconds(word, value);
}

function milliseconds(word: string, value: string): number {
  if (!/^\d+(\.\d+)?$/.test(value))
    throw new CurlError(2, `option ${word}: expected a proper numerical parameter`);
  return Number(value) * 1000;
}

/** -w: the variables that are modelled. */
export function writeOut(
  format: string,
  facts: { readonly code: number; readonly bytes: number; readonly totalMs: number; readonly url: string },
): string {
  const values: Readonly<Record<string, string>> = {
    http_code: String(facts.code).padStart(3, '0'),
    response_code: String(facts.code).padStart(3, '0'),
    size_download: String(facts.bytes),
    time_total: (facts.totalMs / 1000).toFixed(6),
    url: facts.url,
    url_effective: facts.url,
  };
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return format
    .replace(/\\([ntr])/g, (_all, letter: string) => escapes[letter] ?? '')
    .replace(/%\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')
    .replace(/%%/g, '%');
}
