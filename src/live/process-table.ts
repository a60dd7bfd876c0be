import type { ProcessFacts } from '../domain/observation.ts';

const states: ReadonlySet<string> = new Set(['R', 'S', 'D', 'T', 'Z']);

/** ps and procfs know more states than we name: idle (I) and sleeping are S, traced (t) is T, dead (X) is Z. */
function stateOf(letter: string): ProcessFacts['state'] {
  if (states.has(letter)) return letter as ProcessFacts['state'];
  if (letter === 't') return 'T';
  return letter === 'X' || letter === 'x' ? 'Z' : 'S';
}

/** The rows of a `ps` that was given `-o`, by heading; the last column may hold spaces. */
function rows(table: string): readonly ReadonlyMap<string, string>[] {
  const [header = '', ...lines] = table.split('\n').filter((line) => line.trim() !== '');
  const titles = header.trim().split(/\s+/);
  return lines.map((line) => {
    const words = line.trim().split(/\s+/);
    const last = titles.length - 1;
    const cells = [...words.slice(0, last), words.slice(last).join(' ')];
    return new Map(titles.map((title, index) => [title, cells[index] ?? '']));
  });
}

/**
 * The host's processes, from `ps -eo pid,ppid,stat,comm` and `ps -eo pid,args`, wherever their columns stand. ps joins
 * arguments by spaces, so `args` are words here. On macOS comm is a path, of which the last part is the name.
 */
export function hostProcesses(named: string, withArguments: string): readonly ProcessFacts[] {
  const argumentsOf = new Map(
    rows(withArguments).map((row) => [row.get('PID'), row.get('ARGS') ?? row.get('COMMAND') ?? '']),
  );
  return rows(named).map((row) => ({
    pid: Number(row.get('PID')),
    ppid: Number(row.get('PPID')),
    state: stateOf((row.get('STAT') ?? row.get('S') ?? 'S').charAt(0)),
    comm: (row.get('COMM') ?? row.get('COMMAND') ?? row.get('UCOMM') ?? '').split('/').at(-1) ?? '',
    args: (argumentsOf.get(row.get('PID')) ?? '').split(/\s+/).filter((word) => word !== ''),
  }));
}

const mark = '\u0001vmvscontainer\u0001';

/**
 * Prints /proc/PID/stat and cmdline of every process the container's PID namespace has, but its own. Its children are
 * not listed, because the shell has read the list before it starts the first.
 */
export const lookAtProcesses = `printf '%s\\n' $$; for p in /proc/[0-9]*; do printf '${mark}'; cat "$p/stat" "$p/cmdline" 2>/dev/null; done; :`;

/** Reads what lookAtProcesses printed; proc(5). Processes that ended while it ran are left out. */
export function containerProcesses(printed: string): readonly ProcessFacts[] {
  const [self = '', ...blocks] = printed.split(mark);
  return blocks.flatMap((block) => {
    const process = processOf(block);
    return process === null || process.pid === Number(self.trim()) ? [] : [process];
  });
}

function processOf(block: string): ProcessFacts | null {
  const end = block.indexOf('\n');
  const stat = block.slice(0, end);
  const [open, close] = [stat.indexOf('('), stat.lastIndexOf(')')];
  if (end < 0 || open < 0 || close < 0) return null;
  const [state = 'S', ppid = '0'] = stat.slice(close + 2).split(' ');
  const words = block.slice(end + 1).split('\0');
  if (words.at(-1) === '') words.pop();
  return {
    pid: Number(stat.slice(0, open)),
    ppid: Number(ppid),
    state: stateOf(state),
    comm: stat.slice(open + 1, close),
    args: words,
  };
}
