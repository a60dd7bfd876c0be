/**
 * Models setsid, nohup and usleep (their man pages): how a command is started. Invariant: they become the command. Left out: setsid -c.
 */
import { type Program, STDERR, STDIN, STDOUT } from '../../kernel/sys.ts';
import { execvp } from '../lib/execvp.ts';
import { type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';
import { exitCode } from '../namespaces/kinds.ts';

const codeOf = (error: unknown): number => (errnoOf(error) === 'ENOENT' ? 127 : 126);

export const setsid = (gnu: boolean) =>
  function* (context: Context): Program {
    const { sys, operands } = context;
    const [name] = operands;
    if (name === undefined) throw new UsageFailure('no command specified');
    const start = function* (child: typeof sys): Program {
      child.setsid();
      try {
        return yield* execvp(child, operands);
      } catch (error) {
        yield* context.complain(
          gnu ? `failed to execute ${name}: ${words(error)}` : `can't execute '${name}': ${words(error)}`,
        );
        return codeOf(error);
      }
    };
    if (sys.getpgid() !== sys.getpid()) return yield* start(sys);
    const pid = sys.clone({}, start);
    return context.has('w') ? exitCode((yield* sys.wait4(pid))?.status) : 0;
  };

export function* nohup(context: Context): Program {
  const { sys, operands } = context;
  const [name] = operands;
  if (name === undefined) throw new UsageFailure('missing operand');
  sys.sigaction('HUP', { kind: 'ignore' });
  if (sys.isatty(STDIN)) sys.dup2(yield* sys.open('/dev/null', ['read']), STDIN);
  if (sys.isatty(STDOUT)) {
    const fd = yield* sys.open('nohup.out', ['write', 'create', 'append'], 0o600);
    sys.dup2(fd, STDOUT);
    yield* context.complain("ignoring input and appending output to 'nohup.out'");
    if (sys.isatty(STDERR)) sys.dup2(fd, STDERR);
  }
  try {
    return yield* execvp(sys, operands);
  } catch (error) {
    throw new Failure(`failed to run command ‘${name}’: ${words(error)}`, codeOf(error));
  }
}

export function* usleep(context: Context): Program {
  const [text] = context.operands;
  if (text === undefined) throw new UsageFailure('');
  if (!/^\d+$/.test(text)) throw new Failure(`invalid number '${text}'`);
  yield* context.sys.sleep(Number(text) / 1000);
  return 0;
}

/** A program that exists and is not modelled says so, whatever it is given. */
export function* refuse(context: Context): Program {
  yield* context.complain('this program is real, but this simulator does not model it');
  return 2;
}
