/** Models date(1) of coreutils and busybox on the virtual clock. Left out: setting the clock, which nobody may here, and -D, --debug. */
import type { Program } from '../../kernel/sys.ts';
import { formatDate, parseDate } from './dates.ts';
import { type Context, Failure, UsageFailure, words } from './program.ts';

export interface DateWords {
  readonly extra: (operand: string) => string;
  readonly invalid: (text: string) => string;
  readonly cannotSet: string;
  /** The date that could not be set is still written. */
  readonly shownAllTheSame: boolean;
}

export const GNU_DATE: DateWords = {
  extra: (operand) => `extra operand ‘${operand}’`,
  invalid: (text) => `invalid date ‘${text}’`,
  cannotSet: 'cannot set date: Operation not permitted',
  shownAllTheSame: true,
};
export const BUSYBOX_DATE: DateWords = {
  extra: () => '',
  invalid: (text) => `invalid date '${text}'`,
  cannotSet: "can't set date: Operation not permitted",
  shownAllTheSame: false,
};

const ISO: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H+00:00',
  minutes: '%Y-%m-%dT%H:%M+00:00',
  seconds: '%Y-%m-%dT%H:%M:%S+00:00',
};

export const date = (wording: DateWords) => (context: Context) => run(context, wording);

function* run(context: Context, wording: DateWords): Program {
  const { sys, operands } = context;
  const [format, extra] = operands;
  if (extra !== undefined) throw new UsageFailure(wording.extra(extra));
  const set = context.value('s') ?? (format !== undefined && !format.startsWith('+') ? format : null);
  let ms = sys.realtimeMs();
  const given = context.value('d') ?? set;
  if (given !== null) {
    const parsed = parseDate(given, ms);
    if (parsed === null) throw new Failure(wording.invalid(given));
    ms = parsed;
  }
  if (set !== null) {
    if (sys.getCapabilities().has('SYS_TIME'))
      throw new Failure('setting the clock is real, but this simulator does not model it', 2);
    yield* context.complain(wording.cannotSet);
    if (!wording.shownAllTheSame) return 1;
  }
  const file = context.value('r');
  if (file !== null) ms = mtime(context, file);
  yield* context.out(`${formatDate(formatOf(context, format), ms)}\n`);
  return set === null ? 0 : 1;
}

function mtime({ sys }: Context, file: string): number {
  try {
    return sys.stat(file).mtimeMs;
  } catch (error) {
    throw new Failure(`${file}: ${words(error)}`);
  }
}

function formatOf(context: Context, operand: string | undefined): string {
  if (operand?.startsWith('+')) return operand.slice(1);
  if (context.has('R')) return '%a, %d %b %Y %H:%M:%S +0000';
  const iso = context.value('I');
  if (iso === null) return '%a %b %e %H:%M:%S %Z %Y';
  const layout = ISO[iso];
  if (layout === undefined) throw new UsageFailure(`invalid argument ‘${iso}’ for ‘--iso-8601’`);
  return layout;
}
