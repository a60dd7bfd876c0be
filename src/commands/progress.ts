import { presentHistory } from '../domain/moved-items.ts';
import type { Command } from './command.ts';
import { progressReport } from './progress-report.ts';
import { progressText } from './progress-text.ts';

/** `vmvscontainer progress [--json]`: all that can be said of how far one is. */
export const progress: Command = async ({ io, ports }, { flags }) => {
  const [lessons, log, clock, settings, { lookAtReviews }] = await Promise.all([
    ports.lessons(),
    ports.progress(),
    ports.clock(),
    ports.settings(),
    import('../app/review/look-at-reviews.ts'),
  ]);
  if (log.notice !== null) io.complain(`vmvscontainer: ${log.notice}\n`);
  const course = lessons.list();
  const events = presentHistory(log.events, course);
  const report = progressReport(events, course, {
    now: clock.now(),
    offset: (at) => clock.offsetMinutes?.(at) ?? 0,
    reviews: lookAtReviews({ clock, settings }, events, course),
  });
  io.write(
    flags.has('--json')
      ? `${JSON.stringify(report, null, 2)}\n`
      : progressText(report, io.unicode, lessons.conceptNames?.()),
  );
  return 0;
};
