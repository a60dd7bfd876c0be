/** What ps is asked for (ps(1)), and why arguments are refused. Invariant: lists of numbers hold numbers. */
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
  /** Users by number. */
  numeric: boolean;
}

/** What ps writes to standard error in front of its usage. */
export class PsError extends Error {}
/** Real, and not modelled here. */
export class PsNotModelled extends Error {}

export const USAGE_ERRORS = {
  sysv: 'error: unsupported SysV option',
  bsd: 'error: unsupported option (BSD syntax)',
  gnu: 'error: unknown gnu long option',
  list: 'error: process ID list syntax error',
  garbage: 'error: garbage option',
};

export function list(text: string): string[] {
  return text.split(/[,\s]+/).filter((item) => item !== '');
}

export function numbers(text: string): number[] {
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
