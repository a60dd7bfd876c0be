import { counted } from '../domain/wording.ts';
import type { Arguments, Command, CommandContext } from './command.ts';

/** `vmvscontainer review`: what is due, on the screen; `--json` lists it; `--per-day` and `--retention` are remembered. */
export const review: Command = async (context, args) => {
  const read = readWish(args);
  if (typeof read === 'string') return complained(context, read);
  if (read.perDay !== null || read.retention !== null) return remember(context, read);
  if (args.flags.has('--json')) return printDue(context, read.limit);
  if (!context.io.interactive)
    return complained(context, 'a review needs a terminal; vmvscontainer review --json lists what is due.');
  const { tutorial } = await import('./tutorial.ts');
  return tutorial(context, { screenReader: null, review: { limit: read.limit } });
};

interface Wish {
  readonly limit: number | null;
  readonly perDay: number | null;
  /** A share, 0 to 1. */
  readonly retention: number | null;
}

/** What the values mean; a sentence when they mean nothing. */
function readWish({ values }: Arguments): Wish | string {
  const limit = numberOf(values, '--limit', 1, 9999);
  const perDay = numberOf(values, '--per-day', 1, 9999);
  const percent = numberOf(values, '--retention', 70, 97);
  if (typeof limit === 'string') return limit;
  if (typeof perDay === 'string') return perDay;
  if (typeof percent === 'string') return percent;
  return { limit, perDay, retention: percent === null ? null : percent / 100 };
}

function numberOf(
  values: Arguments['values'],
  name: string,
  low: number,
  high: number,
): number | string | null {
  const given = values?.get(name);
  if (given === undefined) return null;
  const number = /^\d{1,4}%?$/.test(given) ? Number.parseInt(given, 10) : Number.NaN;
  const isPercent = name === '--retention';
  if (number >= low && number <= high && (isPercent || !given.endsWith('%'))) return number;
  return `${name} takes a ${isPercent ? 'percentage' : 'number'} from ${low} to ${high}, not "${given}".`;
}

/** Kept for every review from now on. A setting that cannot be kept is exit code 1. */
async function remember({ io, ports }: CommandContext, { perDay, retention }: Wish): Promise<number> {
  const settings = await ports.settings();
  const saved = await settings.set({
    ...(perDay === null ? {} : { reviewsPerDay: perDay }),
    ...(retention === null ? {} : { retention }),
  });
  if (!saved.saved) {
    io.complain(`vmvscontainer: not remembered: ${saved.because}.\n`);
    return 1;
  }
  if (perDay !== null) io.write(`From now on at most ${counted(perDay, 'review')} a day.\n`);
  if (retention !== null)
    io.write(
      `From now on an item comes again while about ${Math.round(retention * 100)} in 100 such answers are still known.\n`,
    );
  return 0;
}

async function printDue({ io, ports }: CommandContext, limit: number | null): Promise<number> {
  const [log, lessons, settings, clock, { lookAtReviews }, { reviewReport }] = await Promise.all([
    ports.progress(),
    ports.lessons(),
    ports.settings(),
    ports.clock(),
    import('../app/review/look-at-reviews.ts'),
    import('./review-report.ts'),
  ]);
  if (log.notice !== null) io.complain(`vmvscontainer: ${log.notice}\n`);
  const looked = lookAtReviews(
    { clock, settings },
    log.events,
    lessons.list(),
    limit === null ? null : { limit },
  );
  io.write(`${JSON.stringify(reviewReport(looked), null, 2)}\n`);
  return 0;
}

function complained({ io }: CommandContext, sentence: string): number {
  io.complain(`vmvscontainer: ${sentence}\n`);
  return 2;
}
