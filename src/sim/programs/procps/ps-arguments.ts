/**
 * Models how procps' ps reads its arguments (ps(1)): UNIX options with a dash, BSD letters without, GNU long options, mixed as people
 * do. Invariant: what is not an option at all is an error with ps' usage. Left out: options no lesson or habit touches, which refuse.
 */
export interface PsRequest {
  /** null: the caller's terminal and user. */
  selectAll: 'all' | 'not-leaders' | 'bsd-a' | 'bsd-x' | 'bsd-ax' | null;
  readonly pids: number[];
  readonly ppids: number[];
  readonly sids: number[];
  readonly users: string[];
  readonly commands: string[];
  readonly ttys: string[];
  negate: boolean;
  running: boolean;
  format: 'default' | 'full' | 'long' | 'jobs' | 'user' | 'bsd' | 'bsd-jobs';
  readonly columns: { readonly name: string; readonly header: string | null }[];
  readonly sort: string[];
  forest: boolean;
  wide: boolean;
  noHeaders: boolean;
}

/** What ps writes to standard error in front of its usage. */
export class PsError extends Error {}
/** Real, and not modelled here. */
export class PsNotModelled extends Error {}

const USAGE_ERRORS = {
  sysv: 'error: unsupported SysV option',
  bsd: 'error: unsupported option (BSD syntax)',
  gnu: 'error: unknown gnu long option',
  list: 'error: process ID list syntax error',
  garbage: 'error: garbage option',
};

export function parsePs(args: readonly string[]): PsRequest {
  const request: PsRequest = {
    selectAll: null,
    pids: [],
    ppids: [],
    sids: [],
    users: [],
    commands: [],
    ttys: [],
    negate: false,
    running: false,
    format: 'default',
    columns: [],
    sort: [],
    forest: false,
    wide: false,
    noHeaders: false,
  };
  const queue = [...args];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.startsWith('--')) gnuOption(request, word.slice(2), queue);
    else if (word.startsWith('-')) sysvCluster(request, word.slice(1), queue);
    else bsdCluster(request, word, queue);
  }
  return request;
}

function list(text: string): string[] {
  return text.split(/[,\s]+/).filter((item) => item !== '');
}

function numbers(text: string): number[] {
  const items = list(text);
  if (items.length === 0 || items.some((item) => !/^\d+$/.test(item))) throw new PsError(USAGE_ERRORS.list);
  return items.map(Number);
}

export function addColumns(request: PsRequest, text: string): void {
  const parts = text.split(',');
  for (const [index, part] of parts.entries()) {
    const equals = part.indexOf('=');
    if (equals === -1) {
      for (const name of list(part)) request.columns.push({ name: name.toLowerCase(), header: null });
      continue;
    }
    // A header runs to the end of the argument, commas included.
    const header = [part.slice(equals + 1), ...parts.slice(index + 1)].join(',');
    const name = part.slice(0, equals).toLowerCase();
    if (part.slice(equals + 1) === '' && index < parts.length - 1) {
      request.columns.push({ name, header: '' });
      continue;
    }
    request.columns.push({ name, header });
    return;
  }
}

const SYSV_FLAGS: Readonly<Record<string, (request: PsRequest) => void>> = {
  e: (request) => {
    request.selectAll = 'all';
  },
  A: (request) => {
    request.selectAll = 'all';
  },
  a: (request) => {
    request.selectAll = 'not-leaders';
  },
  d: () => {
    throw new PsNotModelled('-d');
  },
  f: (request) => {
    request.format = 'full';
  },
  l: (request) => {
    request.format = 'long';
  },
  j: (request) => {
    request.format = 'jobs';
  },
  H: (request) => {
    request.forest = true;
  },
  w: (request) => {
    request.wide = true;
  },
  N: (request) => {
    request.negate = true;
  },
  y: () => {},
};

const SYSV_VALUES: Readonly<Record<string, (request: PsRequest, value: string) => void>> = {
  p: (request, value) => request.pids.push(...numbers(value)),
  q: (request, value) => request.pids.push(...numbers(value)),
  o: addColumns,
  C: (request, value) => request.commands.push(...list(value)),
  u: (request, value) => request.users.push(...list(value)),
  U: (request, value) => request.users.push(...list(value)),
  t: (request, value) => request.ttys.push(...list(value)),
  s: (request, value) => request.sids.push(...numbers(value)),
  g: (request, value) => request.sids.push(...numbers(value)),
};

function sysvCluster(request: PsRequest, letters: string, queue: string[]): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    const flag = SYSV_FLAGS[letter];
    const value = SYSV_VALUES[letter];
    if (flag !== undefined) flag(request);
    else if (value !== undefined) {
      const text = letters.slice(at + 1) || queue.shift();
      if (text === undefined) throw new PsError(USAGE_ERRORS.list);
      value(request, text);
      return;
    } else if ('FLTcmMPVGOnZ'.includes(letter)) throw new PsNotModelled(`-${letter}`);
    else if (letter === 'x' || letter === 'r') {
      bsdCluster(request, letters.slice(at), queue);
      return;
    } else throw new PsError(USAGE_ERRORS.sysv);
  }
}

function bsdCluster(request: PsRequest, letters: string, queue: string[]): void {
  if (/^\d/.test(letters)) {
    request.pids.push(...numbers(letters));
    return;
  }
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (letter === 'o' || letter === 'p' || letter === 'U' || letter === 't') {
      const text = letters.slice(at + 1) || queue.shift();
      if (text === undefined) throw new PsError(USAGE_ERRORS.list);
      SYSV_VALUES[letter]?.(request, text);
      return;
    }
    bsdFlag(request, letter);
  }
}

function bsdFlag(request: PsRequest, letter: string): void {
  if (request.format === 'default') request.format = 'bsd';
  switch (letter) {
    case 'a':
      request.selectAll = request.selectAll === 'bsd-x' ? 'bsd-ax' : 'bsd-a';
      break;
    case 'x':
      request.selectAll = request.selectAll === 'bsd-a' ? 'bsd-ax' : 'bsd-x';
      break;
    case 'u':
      request.format = 'user';
      break;
    case 'j':
      request.format = 'bsd-jobs';
      break;
    case 'f':
      request.forest = true;
      break;
    case 'w':
      request.wide = true;
      break;
    case 'h':
      request.noHeaders = true;
      break;
    case 'r':
      request.running = true;
      break;
    case 'e':
    case 'l':
    case 'v':
    case 's':
    case 'm':
    case 'k':
    case 'T':
    case 'c':
    case 'n':
    case 'L':
    case 'H':
      throw new PsNotModelled(letter);
    default:
      throw new PsError(USAGE_ERRORS.bsd);
  }
}

function gnuOption(request: PsRequest, word: string, queue: string[]): void {
  const [name = '', given] = word.split(/=(.*)/s);
  const value = (): string => {
    const text = given ?? queue.shift();
    if (text === undefined) throw new PsError(USAGE_ERRORS.list);
    return text;
  };
  switch (name) {
    case 'forest':
      request.forest = true;
      break;
    case 'no-headers':
    case 'no-heading':
      request.noHeaders = true;
      break;
    case 'deselect':
      request.negate = true;
      break;
    case 'pid':
      request.pids.push(...numbers(value()));
      break;
    case 'ppid':
      request.ppids.push(...numbers(value()));
      break;
    case 'sid':
      request.sids.push(...numbers(value()));
      break;
    case 'user':
    case 'User':
      request.users.push(...list(value()));
      break;
    case 'sort':
      request.sort.push(...list(value()));
      break;
    case 'format':
      addColumns(request, value());
      break;
    case 'help':
    case 'info':
    case 'cols':
    case 'columns':
    case 'width':
    case 'rows':
    case 'tty':
    case 'group':
    case 'headers':
      throw new PsNotModelled(`--${name}`);
    default:
      throw new PsError(USAGE_ERRORS.gnu);
  }
}
