import { join } from 'node:path';
import type { LessonSummary } from '../app/ports.ts';
import { LOG_NAME } from '../store/progress-log.ts';
import { askYes } from './ask-yes.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { printable } from './printable.ts';
import { progressFolder } from './progress-folder.ts';
import { findLesson } from './show.ts';
import { suggestion } from './suggestion.ts';

/**
 * `vmvscontainer forget [LESSON]`: starts over, in one lesson or in all. The log only grows, so this appends one event
 * `forgotten`: all that happened before it in that lesson counts no more, here, on every machine it is imported to, and
 * when an old export is imported here (see domain/forgotten.ts). The answers stay in the file until it is deleted, and
 * `import --forgotten-too` brings them back. 0 forgotten, or there was nothing; 1 not saved; 2 no such lesson, or nobody
 * said yes.
 */
export const forget: Command = async (context, args) => {
  const { io, ports } = context;
  const folder = progressFolder(io);
  if (folder === null) return 1;
  const list = (await ports.lessons()).list();
  const lesson = args.operand === null ? null : findLesson(list, args.operand);
  if (args.operand !== null && lesson === null) return unknownLesson(context, args.operand, list);
  const log = await ports.progress();
  if (log.notice !== null) io.complain(`vmvscontainer: ${log.notice}\n`);
  const count = log.events.filter((event) => lesson === null || event.lesson === lesson.id).length;
  const what = lesson === null ? 'the whole course' : `"${lesson.title}"`;
  if (count === 0) {
    io.write(`There is no progress in ${what} to forget.\n`);
    return 0;
  }
  if (!(await agreed(context, args, `Forget your progress in ${what} (${count} events)?`))) return 2;
  const first = lesson ?? list[0];
  if (first === undefined) return 0;
  const event = { kind: 'forgotten', lesson: first.id, everything: lesson === null } as const;
  const saved = await log.append(event).written;
  if (!saved.saved) {
    io.complain(`vmvscontainer: nothing was forgotten: ${saved.because}.\n`);
    return 1;
  }
  io.write(
    `Forgotten: ${what} begins anew.\nThe old answers count no more; they stay, until you delete it, in\n${join(folder, LOG_NAME)}\n`,
  );
  return 0;
};

async function agreed({ io }: CommandContext, { flags }: Arguments, question: string): Promise<boolean> {
  if (flags.has('--yes')) return true;
  if (!io.interactive) {
    io.complain('vmvscontainer: forget asks before it forgets; say --yes.\n');
    return false;
  }
  const yes = await askYes(io, question);
  if (!yes) io.write('Nothing was forgotten.\n');
  return yes;
}

function unknownLesson({ io }: CommandContext, name: string, list: readonly LessonSummary[]): number {
  const near = suggestion(
    name,
    list.flatMap(({ id, folder }) => [id as string, folder]),
  );
  const onward = near === null ? 'vmvscontainer lessons lists them.' : `did you mean "${near}"?`;
  io.complain(`vmvscontainer: there is no lesson "${printable(name)}"; ${onward}\n`);
  return 2;
}
