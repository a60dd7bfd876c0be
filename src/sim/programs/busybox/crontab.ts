/** Models crontab of busybox 1.38 (crontab.c): lists, replaces and deletes a user's table and leaves a note for crond. Left out: -e. */
import { type Program, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { readUsers } from '../lib/users.ts';

const DEFAULT_DIRECTORY = '/var/spool/cron/crontabs';
const UPDATE_FILE = 'cron.update';

export const crontab = busybox({ short: 'lrc:u:', real: 'e', run });

function* run(context: Context): Program {
  const { sys, operands } = context;
  const [file] = operands;
  const lists = context.has('l');
  const removes = context.has('r');
  if (file === undefined && !lists && !removes) throw new UsageFailure('');
  const user = yield* userOf(context);
  const content = lists || removes ? null : yield* contentOf(sys, file ?? '-');
  const directory = context.value('c') ?? DEFAULT_DIRECTORY;
  try {
    sys.chdir(directory);
  } catch (error) {
    yield* context.complain(`can't change directory to '${directory}': ${words(error)}`);
    return 1;
  }
  if (lists) return yield* list(context, user);
  if (removes) removeTable(sys, user);
  else yield* write(sys, user, content ?? new Uint8Array(0));
  yield* noteUpdate(sys, user);
  return 0;
}

function* userOf(context: Context): Task<string> {
  const users = yield* readUsers(context.sys);
  const wanted = context.value('u');
  if (wanted === null) return users.name(context.sys.getuid()) ?? 'root';
  if (users.id(wanted) === null) throw new Failure(`unknown user ${wanted}`);
  return wanted;
}

function* contentOf(sys: Sys, file: string): Task<Uint8Array> {
  try {
    return yield* readFile(sys, file);
  } catch (error) {
    throw new Failure(`can't open '${file}': ${words(error)}`);
  }
}

function* list(context: Context, user: string): Program {
  try {
    yield* context.out(new TextDecoder().decode(yield* readFile(context.sys, user)));
    return 0;
  } catch (error) {
    throw new Failure(`can't open '${user}': ${words(error)}`);
  }
}

function removeTable(sys: Sys, user: string): void {
  try {
    sys.unlink(user);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
  }
}

function* write(sys: Sys, user: string, content: Uint8Array): Task<void> {
  const fresh = `${user}.new`;
  const fd = yield* sys.open(fresh, ['write', 'create', 'trunc'], 0o600);
  yield* sys.write(fd, content);
  sys.close(fd);
  sys.rename(fresh, user);
}

/** For a crond that runs: whose table is to be read again. */
function* noteUpdate(sys: Sys, user: string): Task<void> {
  const fd = yield* sys.open(UPDATE_FILE, ['write', 'create', 'append'], 0o600);
  yield* sys.write(fd, `${user}\n`);
  sys.close(fd);
}
