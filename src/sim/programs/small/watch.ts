/**
 * Models watch of procps and of busybox (watch(1)): a command again and again, each time from the top of the screen. Invariant: the
 * command is run by sh unless -x. Left out: differences, colours, endings by what the command gives.
 */
import { type Program, STDOUT, type Sys, type Task } from '../../kernel/sys.ts';
import { formatDate } from '../lib/dates.ts';
import { execvp } from '../lib/execvp.ts';
import { readAll } from '../lib/io.ts';
import { type Context, Failure, UsageFailure } from '../lib/program.ts';

const CLEAR = '\u001b[H\u001b[J';
const DEFAULT_SECONDS = 2;
const USUAL = { rows: 24, columns: 80 };

export const watch = (gnu: boolean) =>
  function* (context: Context): Program {
    const { sys, operands } = context;
    if (operands.length === 0) throw new UsageFailure('');
    const given = context.value('n') ?? String(DEFAULT_SECONDS);
    if (!/^\d+([.,]\d+)?$/.test(given))
      throw new Failure(`failed to parse argument: '${given}'${gnu ? ': Invalid argument' : ''}`);
    const seconds = Math.max(0.1, Number(given.replace(',', '.')));
    for (;;) {
      const size = sys.isatty(STDOUT) ? sys.getWinsize(STDOUT) : USUAL;
      const head = context.has('t') ? '' : `${header(context, gnu, seconds, size.columns)}\n\n`;
      const room = Math.max(1, size.rows - (head === '' ? 1 : 3));
      const text = yield* outputOf(sys, operands, context.has('x'));
      yield* context.out(`${CLEAR}${head}${text.split('\n').slice(0, room).join('\n')}`);
      yield* sys.sleep(seconds * 1000);
    }
  };

function header(context: Context, gnu: boolean, seconds: number, columns: number): string {
  const left = `Every ${seconds.toFixed(1)}s: ${context.operands.join(' ')}`;
  const date = formatDate('%a %b %e %H:%M:%S %Y', context.sys.realtimeMs());
  const right = gnu
    ? `${context.sys.uname().nodename}: ${date}`
    : formatDate('%Y-%m-%d %H:%M:%S', context.sys.realtimeMs());
  const room = columns - right.length - 1;
  return `${left.slice(0, Math.max(0, room)).padEnd(Math.max(0, room))} ${right}`;
}

/** Its standard output and error together. */
function* outputOf(sys: Sys, words: readonly string[], plain: boolean): Task<string> {
  const [read, write] = sys.pipe();
  const argv = plain ? words : ['sh', '-c', words.join(' ')];
  const pid = sys.clone({}, function* (child) {
    child.dup2(write, 1);
    child.dup2(write, 2);
    child.close(read);
    child.close(write);
    return yield* execvp(child, argv);
  });
  sys.close(write);
  const text = new TextDecoder().decode(yield* readAll(sys, read));
  sys.close(read);
  yield* sys.wait4(pid);
  return text;
}
