/** The tables of Debian's cron, crontab(5): /etc/crontab and /etc/cron.d with a user's name, those of crontab(1) without. */
import { type CronLine, parseCronLine } from '../../busybox/cron-lines.ts';

export interface CronJob {
  readonly user: string;
  /** Null: once, when cron starts. */
  readonly line: CronLine | null;
  readonly command: string;
  /** What is given to the command after the first `%`; null for none. */
  readonly input: string | null;
  readonly environment: ReadonlyMap<string, string>;
}

const NAMES: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

const FIELDS = ['minute', 'hour', 'day-of-month', 'month', 'day-of-week'];

export type Table =
  | { readonly ok: true; readonly jobs: readonly CronJob[] }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** `user` null where the lines name theirs. */
export function parseTable(text: string, user: string | null): Table {
  const environment = new Map<string, string>();
  const jobs: CronJob[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const set = /^([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
    if (set !== null) {
      environment.set(set[1] ?? '', (set[2] ?? '').replace(/^(["'])(.*)\1$/, '$2'));
      continue;
    }
    const job = parseJob(line, user, new Map(environment));
    if (typeof job === 'string') return { ok: false, line: index, problem: job };
    jobs.push(job);
  }
  return { ok: true, jobs };
}

function parseJob(
  line: string,
  owner: string | null,
  environment: ReadonlyMap<string, string>,
): CronJob | string {
  const [name = '', ...others] = line.split(/\s+/);
  const count = name.startsWith('@') ? 1 : 5;
  const rest = new RegExp(`^(?:\\S+\\s+){${count}}`).exec(line)?.[0];
  const times = name.startsWith('@') ? NAMES[name.toLowerCase()] : [name, ...others].slice(0, 5).join(' ');
  if (times === undefined && name.toLowerCase() !== '@reboot') return 'bad time specifier';
  if (rest === undefined) return badField(line);
  let command = line.slice(rest.length);
  let user = owner;
  if (user === null) {
    const named = /^(\S+)\s+/.exec(command);
    if (named === null) return 'bad command';
    user = named[1] ?? '';
    command = command.slice(named[0].length);
  }
  const parsed = times === undefined ? null : parseCronLine(`${times} x`);
  if (parsed !== null && 'parseErrorAt' in parsed) return badField(times ?? '');
  return { user, line: parsed, environment, ...splitInput(command) };
}

/** Which of the five fields is the first that cannot be read. */
function badField(line: string): string {
  const words = line.split(/\s+/);
  const at = FIELDS.findIndex((_name, index) => {
    const fields = FIELDS.map((_one, place) => (place === index ? (words[index] ?? '') : '*'));
    const parsed = parseCronLine(`${fields.join(' ')} x`);
    return parsed === null || 'parseErrorAt' in parsed;
  });
  return `bad ${FIELDS[at] ?? 'command'}`;
}

/** An unescaped `%` is a newline, and what follows the first is the command's input. */
function splitInput(text: string): { command: string; input: string | null } {
  const parts = text.split(/(?<!\\)%/).map((part) => part.replaceAll('\\%', '%'));
  const [command = '', ...input] = parts;
  return { command, input: input.length === 0 ? null : `${input.join('\n')}\n` };
}
