/** Apache's error and access logs, mod_log_config. */
import { type Fd, STDERR, STDOUT, type Sys, type Task } from '../../../kernel/sys.ts';
import { momentOf } from '../server.ts';
import { type Asked, quotedHeader } from '../static-files.ts';
import type { Flavour } from './flavour.ts';

/** Where the lines go; opened by the parent, as root, and inherited. */
export interface Logs {
  readonly error: Fd;
  readonly access: Fd;
}

export function* openLogs(sys: Sys, { logs }: Flavour): Task<Logs> {
  if (logs === null) return { error: STDERR, access: STDOUT };
  const open = (name: string): Task<Fd> => sys.open(`${logs}/${name}`, ['write', 'create', 'append'], 0o640);
  return { error: yield* open('error.log'), access: yield* open('access.log') };
}

/** `[Fri Nov 20 21:53:22.097535 2026] [module:level] [pid 10:tid 10] words`. */
export function* errorLog(sys: Sys, { error }: Logs, where: string, words: string): Task<void> {
  const { weekday, monthName, day, time, millis, year } = momentOf(sys.realtimeMs());
  const micros = String(Math.floor(sys.random() * 1000)).padStart(3, '0');
  const pid = sys.getpid();
  const line = `[${weekday} ${monthName} ${day} ${time}.${millis}${micros} ${year}] [${where}] [pid ${pid}:tid ${pid}] ${words}\n`;
  yield* sys.write(error, line);
}

export interface Served {
  readonly asked: Asked;
  readonly status: number;
  readonly bytes: number;
}

export function* accessLog(
  sys: Sys,
  { access }: Logs,
  { combined }: Flavour,
  { asked, status, bytes }: Served,
): Task<void> {
  const { day, monthName, year, time } = momentOf(sys.realtimeMs());
  const tail = combined ? ` "${quotedHeader(asked, 'Referer')}" "${quotedHeader(asked, 'User-Agent')}"` : '';
  const size = bytes === 0 ? '-' : String(bytes);
  yield* sys.write(
    access,
    `${asked.client} - - [${day}/${monthName}/${year}:${time} +0000] "${asked.requestLine}" ${status} ${size}${tail}\n`,
  );
}
