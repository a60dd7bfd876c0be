import type { Command } from './command.ts';
import { progressReport } from './progress-report.ts';
import { progressText } from './progress-text.ts';

/** The share of answers that are to be known still when they come again, as `review` has it. */
const RETENTION = 0.9;

/** `vmvscontainer progress [--json]`: all that can be said of how far one is. */
export const progress: Command = async ({ io, ports }, { flags }) => {
  const [lessons, log, clock] = await Promise.all([ports.lessons(), ports.progress(), ports.clock()]);
  if (log.notice !== null) io.complain(`vmvscontainer: ${log.notice}\n`);
  const { fsrsScheduler } = await import('../app/review/fsrs-scheduler.ts');
  const report = progressReport(log.events, lessons.list(), {
    now: clock.now(),
    offset: (at) => -new Date(at).getTimezoneOffset(),
    scheduler: fsrsScheduler(RETENTION),
  });
  io.write(
    flags.has('--json')
      ? `${JSON.stringify(report, null, 2)}\n`
      : progressText(report, io.unicode, lessons.conceptNames?.()),
  );
  return 0;
};
