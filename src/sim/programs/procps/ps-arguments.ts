/**
 * Models how procps' ps reads its arguments (ps(1)): UNIX options with a dash, BSD letters without, GNU long options, mixed as people
 * do. Invariant: what is not an option at all is an error with ps' usage. Left out: options no lesson or habit touches, which refuse.
 */
import { gnuOption } from './ps-gnu-options.ts';
import {
  addColumns,
  list,
  numbers,
  PsError,
  PsNotModelled,
  type PsRequest,
  USAGE_ERRORS,
} from './ps-request.ts';

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
    numeric: false,
  };
  const queue = [...args];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word.startsWith('--')) gnuOption(request, word.slice(2), queue);
    else if (word.startsWith('-')) sysvCluster(request, word.slice(1), queue);
    else bsdCluster(request, word, queue);
  }
  return request;
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
    case 'n':
      request.numeric = true;
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
    case 'L':
    case 'H':
      throw new PsNotModelled(letter);
    default:
      throw new PsError(USAGE_ERRORS.bsd);
  }
}
