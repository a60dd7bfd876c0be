/** Models uptime(1) and the first line of top and w over /proc/uptime and /proc/loadavg. Invariant: nobody is logged in. Left out: -p, -s. */
import type { Program, Sys, Task } from '../../kernel/sys.ts';
import { formatDate } from '../lib/dates.ts';
import { readText } from '../lib/io.ts';
import type { Context } from '../lib/program.ts';

export function* uptimeLine(sys: Sys): Task<string> {
  const seconds = Math.floor(Number((yield* readText(sys, '/proc/uptime')).split(' ')[0]));
  const load = (yield* readText(sys, '/proc/loadavg')).split(' ').slice(0, 3).join(', ');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const since =
    hours === 0 ? `${minutes} min` : `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}`;
  const dayText = days === 0 ? '' : `${days} day${days === 1 ? '' : 's'}, `;
  return `${formatDate('%H:%M:%S', sys.realtimeMs())} up ${dayText}${since},  0 users,  load average: ${load}`;
}

export function* uptime(context: Context): Program {
  yield* context.out(` ${yield* uptimeLine(context.sys)}\n`);
  return 0;
}

export function* w(context: Context): Program {
  yield* context.out(` ${yield* uptimeLine(context.sys)}\n`);
  yield* context.out('USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU  WHAT\n');
  return 0;
}
