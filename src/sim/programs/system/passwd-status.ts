/**
 * Models passwd -S of shadow (passwd(1)) over /etc/passwd and /etc/shadow. Invariant: only root asks about others. Left out: setting a
 * password, which asks for it without showing it.
 */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { type Context, Failure } from '../lib/program.ts';

const DAY_MS = 86_400_000;

function* lineOf(context: Context, file: string, name: string): Task<readonly string[] | null> {
  const lines = linesOf(yield* readText(context.sys, file)).map((line) => line.split(':'));
  return lines.find(([first]) => first === name) ?? null;
}

/** L for locked, NP for none, P for one that can be used. */
function stateOf(hash: string): string {
  if (hash === '') return 'NP';
  return /^[!*]/.test(hash) ? 'L' : 'P';
}

/** name, state, day of the last change, and the four ages, -1 where there is none. */
function statusLine(name: string, shadow: readonly string[] | null): string {
  const [, hash = '', changed = '', min = '', max = '', warn = '', inactive = ''] = shadow ?? [];
  const date = changed === '' ? '-1' : new Date(Number(changed) * DAY_MS).toISOString().slice(0, 10);
  return `${[name, stateOf(hash), date, ...[min, max, warn, inactive].map((age) => age || '-1')].join(' ')}\n`;
}

export function* passwd(context: Context): Program {
  const { sys, operands } = context;
  if (!context.has('S'))
    throw new Failure('setting a password is real, but this simulator does not model it', 2);
  const uid = sys.getuid();
  const users = linesOf(yield* readText(sys, '/etc/passwd')).map((line) => line.split(':'));
  const self = users.find(([, , id]) => Number(id) === uid)?.[0] ?? 'root';
  const [name = self] = operands;
  if (!users.some(([one]) => one === name)) throw new Failure(`user '${name}' does not exist`);
  if (uid !== 0 && name !== self)
    throw new Failure(`You may not view or modify password information for ${name}.`);
  try {
    yield* context.out(statusLine(name, yield* lineOf(context, '/etc/shadow', name)));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new Failure('Permission denied.');
  }
  return 0;
}
