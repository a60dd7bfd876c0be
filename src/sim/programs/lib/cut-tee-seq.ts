/** Models cut, tee and seq of coreutils and busybox (their man pages). Invariant: tee writes on when one of its files cannot be opened. */
import { type Program, STDIN, STDOUT } from '../../kernel/sys.ts';
import { allLines, type CannotOpen } from './filter-input.ts';
import { type Context, UsageFailure, words } from './program.ts';

/** `1,3-5,7-` as a test of 1-based positions. */
function ranges(text: string): (position: number) => boolean {
  const parts = text.split(',').map((part) => {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null || (match[1] === '' && match[3] === '')) throw new UsageFailure('invalid field value');
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    return { from, to };
  });
  return (position) => parts.some(({ from, to }) => position >= from && position <= to);
}

export function* cut(context: Context, cannotOpen: CannotOpen, nothing: string): Program {
  const fields = context.value('f');
  const characters = context.value('c') ?? context.value('b');
  const list = fields ?? characters;
  if (list === null) throw new UsageFailure(nothing);
  const chosen = ranges(list);
  const delimiter = context.value('d') ?? '\t';
  const { lines, status } = yield* allLines(context, cannotOpen);
  for (const line of lines) {
    if (fields === null)
      yield* context.out(`${[...line].filter((_, index) => chosen(index + 1)).join('')}\n`);
    else if (line.includes(delimiter)) {
      const parts = line.split(delimiter).filter((_, index) => chosen(index + 1));
      yield* context.out(`${parts.join(delimiter)}\n`);
    } else if (!context.has('s')) yield* context.out(`${line}\n`);
  }
  return status;
}

export function* tee(context: Context, cannotOpen: CannotOpen): Program {
  const { sys } = context;
  const fds: number[] = [STDOUT];
  let status = 0;
  for (const path of context.operands) {
    try {
      fds.push(yield* sys.open(path, ['write', 'create', context.has('a') ? 'append' : 'trunc'], 0o666));
    } catch (error) {
      yield* context.complain(cannotOpen(path, words(error)));
      status = 1;
    }
  }
  for (;;) {
    const chunk = yield* sys.read(STDIN, 65536);
    if (chunk.length === 0) return status;
    for (const fd of fds) yield* sys.write(fd, chunk);
  }
}

export function* seq(context: Context): Program {
  const numbers = context.operands.map(Number);
  if (numbers.length === 0) throw new UsageFailure('missing operand');
  if (numbers.length > 3) throw new UsageFailure(`extra operand ‘${context.operands[3] ?? ''}’`);
  const bad = context.operands.find((_, index) => Number.isNaN(numbers[index]));
  if (bad !== undefined) throw new UsageFailure(`invalid floating point argument: ‘${bad}’`);
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length === 3 ? (numbers[1] ?? 1) : 1;
  const last = numbers.at(-1) ?? 0;
  const places = Math.max(0, ...context.operands.map((text) => text.split('.')[1]?.length ?? 0));
  const items: string[] = [];
  const size = Math.floor((last - first) / step + 1e-9);
  for (let index = 0; index <= size && index < 1_000_000; index++)
    items.push((first + step * index).toFixed(places));
  const width = context.has('w') ? Math.max(...items.map((item) => item.length)) : 0;
  if (items.length > 0)
    yield* context.out(
      `${items.map((item) => item.padStart(width, '0')).join(context.value('s') ?? '\n')}\n`,
    );
  return 0;
}
