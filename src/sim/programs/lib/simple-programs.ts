/** Models the smallest programs, alike in both families but for words: echo, true, false, sleep, yes, env, cat. See their man pages. */

import { strerror } from '../../kernel/errno.ts';
import { type Program, type ProgramMain, STDOUT, type Sys, SysError } from '../../kernel/sys.ts';
import { echoText } from './echo-text.ts';
import { execvp } from './execvp.ts';
import { closeInput, err, openInput, out } from './io.ts';
import { baseName, type Context, Failure, UsageFailure, words } from './program.ts';

export const echo: ProgramMain = function* (sys, argv) {
  yield* out(sys, echoText(argv.slice(1), false));
  return 0;
};

export const succeed: ProgramMain = function* (sys): Program {
  yield* sys.compute(0);
  return 0;
};

export const fail: ProgramMain = function* (sys): Program {
  yield* sys.compute(0);
  return 1;
};

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** Milliseconds of `5`, `0.5`, `2m`, `infinity`; null when it is no interval. */
export function durationMs(text: string): number | null {
  if (/^inf(inity)?$/i.test(text)) return Number.MAX_SAFE_INTEGER;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  return match === null ? null : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1) * 1000;
}

export const sleepFor =
  (badInterval: (text: string) => Error, missing: string) =>
  (context: Context): Program =>
    sleepRun(context, badInterval, missing);

function* sleepRun(
  { sys, operands }: Context,
  badInterval: (text: string) => Error,
  missing: string,
): Program {
  if (operands.length === 0) throw new UsageFailure(missing);
  let total = 0;
  for (const text of operands) {
    const ms = durationMs(text);
    if (ms === null) throw badInterval(text);
    total += ms;
  }
  yield* sys.sleep(Math.min(total, Number.MAX_SAFE_INTEGER));
  return 0;
}

export const yes: ProgramMain = function* (sys, argv): Program {
  const line = `${argv.length > 1 ? argv.slice(1).join(' ') : 'y'}\n`;
  const block = line.repeat(Math.max(1, Math.floor(8192 / line.length)));
  for (;;) {
    yield* sys.write(STDOUT, block);
    yield* sys.compute(0.01);
  }
};

/** cat: `cannotOpen` words a file that cannot be read. */
export function* catFiles(context: Context, cannotOpen: (path: string, reason: string) => string): Program {
  const { sys } = context;
  const number = context.has('n') || context.has('b');
  let status = 0;
  let line = 0;
  for (const path of context.operands.length === 0 ? ['-'] : context.operands) {
    try {
      const fd = yield* openInput(sys, path);
      try {
        line = number
          ? yield* numbered(sys, fd, line, context.has('b'))
          : yield* copyAll(sys, fd, line, context);
      } finally {
        closeInput(sys, fd);
      }
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  return status;
}

function* copyAll(sys: Sys, fd: number, line: number, context: Context) {
  for (;;) {
    const chunk = yield* sys.read(fd, 65536);
    if (chunk.length === 0) return line;
    yield* sys.write(STDOUT, visible(chunk, context));
  }
}

function visible(chunk: Uint8Array, context: Context): Uint8Array | string {
  const ends = context.has('E') || context.has('A') || context.has('e');
  const tabs = context.has('T') || context.has('A') || context.has('t');
  if (!ends && !tabs) return chunk;
  let text = new TextDecoder().decode(chunk);
  if (tabs) text = text.replaceAll('\t', '^I');
  return ends ? text.replaceAll('\n', '$\n') : text;
}

function* numbered(sys: Sys, fd: number, start: number, skipBlank: boolean) {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const chunk = yield* sys.read(fd, 65536);
    if (chunk.length === 0) break;
    text += decoder.decode(chunk, { stream: true });
  }
  let line = start;
  const result = text.replace(/[^\n]*\n|[^\n]+$/g, (whole) =>
    skipBlank && whole === '\n' ? whole : `${String(++line).padStart(6)}\t${whole}`,
  );
  yield* out(sys, result);
  return line;
}

/** env: `notFound` words a command that cannot be started. */
export function* runEnv(context: Context, notFound: (name: string, reason: string) => string): Program {
  const { sys, options } = context;
  const env = new Map(context.has('i') ? [] : sys.env);
  for (const name of options.values('u')) env.delete(name);
  let at = 0;
  for (; context.operands[at]?.includes('='); at++) {
    const [name = '', value = ''] = (context.operands[at] ?? '').split(/=(.*)/s);
    env.set(name, value);
  }
  const command = context.operands.slice(at);
  if (command[0] === '-') throw new Failure('', 1);
  if (command.length === 0) {
    const end = context.has('0') ? '\0' : '\n';
    yield* out(sys, [...env].map(([name, value]) => `${name}=${value}${end}`).join(''));
    return 0;
  }
  try {
    return yield* execvp(sys, command, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    yield* err(sys, `${context.name}: ${notFound(command[0] ?? '', strerror(error.errno))}\n`);
    return error.errno === 'ENOENT' ? 127 : 126;
  }
}

export const nameOf = (argv: readonly string[]): string => baseName(argv[0] ?? '');
