/**
 * Models diff(1): normal form (diffutils) or unified (-u, and always in busybox), -q, -r. Invariant: 0 the same, 1 different, 2 trouble.
 * Left out: -y, -c, -w, -b, -i, colours.
 */
import type { Program, Stat, Task } from '../../kernel/sys.ts';
import { fullDate } from '../lib/files.ts';
import { readText } from '../lib/io.ts';
import { isDirectoryAt, joinPath, lastPart, statOrNull } from '../lib/paths.ts';
import { type Context, UsageFailure, words } from '../lib/program.ts';
import { normalDiff, unifiedDiff } from './diff-formats.ts';
import { editsBetween } from './diff-lines.ts';

const linesKeeping = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

export const diff = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const [left, right] = context.operands;
  if (left === undefined || right === undefined)
    throw new UsageFailure(`missing operand after ‘${left ?? context.name}’`);
  const missing = missingOf(context, gnu, [left, right]);
  if (missing.length > 0) {
    for (const message of gnu ? missing : missing.slice(0, 1)) yield* context.complain(message);
    return 2;
  }
  const { sys } = context;
  const [leftIsDirectory, rightIsDirectory] = [isDirectoryAt(sys, left), isDirectoryAt(sys, right)];
  if (leftIsDirectory && rightIsDirectory) return yield* directories(context, gnu, left, right);
  const from = leftIsDirectory ? joinPath(left, lastPart(right)) : left;
  const to = rightIsDirectory ? joinPath(right, lastPart(left)) : right;
  return yield* files(context, gnu, from, to, null);
}

function missingOf({ sys }: Context, gnu: boolean, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    try {
      if (path !== '-') sys.stat(path);
      return [];
    } catch (error) {
      return [gnu ? `${path}: ${words(error)}` : `can't stat '${path}': ${words(error)}`];
    }
  });
}

function* files(
  context: Context,
  gnu: boolean,
  left: string,
  right: string,
  heading: string | null,
): Task<number> {
  let texts: readonly [string, string];
  try {
    texts = [yield* readText(context.sys, left), yield* readText(context.sys, right)];
  } catch (error) {
    yield* context.complain(`${left}: ${words(error)}`);
    return 2;
  }
  if (texts[0] === texts[1]) return 0;
  if (context.has('q')) {
    yield* context.out(`Files ${left} and ${right} differ\n`);
    return 1;
  }
  const edits = editsBetween(linesKeeping(texts[0]), linesKeeping(texts[1]));
  if (heading !== null) yield* context.out(heading);
  const around = context.value('U');
  if (gnu && !context.has('u') && around === null) yield* context.out(normalDiff(edits));
  else yield* context.out(`${labels(context, gnu, left, right)}${unifiedDiff(edits, Number(around ?? '3'))}`);
  return 1;
}

function labels(context: Context, gnu: boolean, left: string, right: string): string {
  const stamp = (path: string): string => {
    const stat: Stat | null = statOrNull(context.sys, path, true);
    return gnu ? `\t${fullDate(stat?.mtimeMs ?? context.sys.realtimeMs())}` : '';
  };
  return `--- ${left}${stamp(left)}\n+++ ${right}${stamp(right)}\n`;
}

function* directories(context: Context, gnu: boolean, left: string, right: string): Task<number> {
  const { sys } = context;
  const names = (path: string): string[] => sys.readdir(path).map(({ name }) => name);
  const [ours, theirs] = [new Set(names(left)), new Set(names(right))];
  let status = 0;
  for (const name of [...new Set([...ours, ...theirs])].sort()) {
    const [from, to] = [joinPath(left, name), joinPath(right, name)];
    if (!ours.has(name) || !theirs.has(name)) {
      yield* context.out(`Only in ${ours.has(name) ? left : right}: ${name}\n`);
      status = Math.max(status, 1);
    } else if (isDirectoryAt(sys, from) && isDirectoryAt(sys, to)) {
      if (context.has('r')) status = Math.max(status, yield* directories(context, gnu, from, to));
      else yield* context.out(`Common subdirectories: ${from} and ${to}\n`);
    } else {
      const command = ['diff', ...context.options.order.map((key) => `-${key}`), from, to].join(' ');
      status = Math.max(status, yield* files(context, gnu, from, to, gnu ? `${command}\n` : null));
    }
  }
  return status;
}
