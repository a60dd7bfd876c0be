/**
 * Models lsmod and modprobe of kmod (lsmod(8), modprobe(8)). Invariant: what is loaded is what /proc/modules says; all that this kernel
 * has is loaded. Left out: loading and removing.
 */
import type { Program } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { type Context, Failure, UsageFailure } from '../lib/program.ts';

export const lsmod = (gnu: boolean) =>
  function* (context: Context): Program {
    const rows = linesOf(yield* readText(context.sys, '/proc/modules')).map((line) => line.split(' '));
    const lines = rows.map(([name = '', size = '', count = '', users = '-']) => {
      const by = users === '-' ? '' : ` ${users.replace(/,$/, '')}`;
      return `${name.padEnd(19)} ${size.padStart(8)}  ${count}${by}\n`;
    });
    yield* context.out(
      `Module                  Size  Used by${gnu ? '' : '    Not tainted'}\n${lines.join('')}`,
    );
    return 0;
  };

export const modprobe = (gnu: boolean) =>
  function* (context: Context): Program {
    const { sys, operands } = context;
    const [name] = operands;
    if (name === undefined) throw new UsageFailure('missing parameters. See -h.');
    const wanted = name.replaceAll('-', '_');
    const loaded = linesOf(yield* readText(sys, '/proc/modules')).some((line) =>
      line.startsWith(`${wanted} `),
    );
    if (!gnu && !sys.access('/lib/modules', 'exists'))
      throw new Failure("can't change directory to '/lib/modules': No such file or directory");
    if (!loaded)
      throw new Failure(`FATAL: Module ${name} not found in directory /lib/modules/${sys.uname().release}`);
    if (sys.geteuid() !== 0) throw new Failure(`ERROR: could not insert '${name}': Operation not permitted`);
    if (context.has('r')) throw new Failure(`FATAL: Module ${name} is in use.`);
    return 0;
  };
