import type { LessonSummary } from '../app/ports.ts';
import { asciiProse } from '../domain/diagram.ts';
import type { CommandIo } from '../terminal/command-io.ts';
import type { Arguments, CommandContext } from './command.ts';
import { lessonText } from './lesson-text.ts';
import type { TextLayout } from './markdown-text.ts';
import { painter } from './paint.ts';
import { suggestion } from './suggestion.ts';

/** `vmvscontainer show LESSON`: prints one lesson to stdout. An unknown name is exit code 2. */
export async function show({ io, ports }: CommandContext, { operand }: Arguments): Promise<number> {
  const lessons = await ports.lessons();
  const name = operand ?? '';
  const found = findLesson(lessons.list(), name);
  if (found === null) {
    const near = suggestion(name, namesOf(lessons.list()));
    const onward = near === null ? 'vmvscontainer lessons lists them.' : `did you mean "${near}"?`;
    io.complain(`vmvscontainer: there is no lesson "${name}"; ${onward}\n`);
    return 2;
  }
  const lesson = await lessons.open(found.id);
  if (lesson.untranslated !== undefined) io.complain(`vmvscontainer: ${lesson.untranslated}\n`);
  const text = lessonText(lesson, textLayout(io));
  io.write(io.unicode ? text : asciiProse(text));
  return 0;
}

/** How text is set for where it goes: pictures are drawn for a person at a terminal and told in words in a pipe. */
export function textLayout({ columns, colour, interactive, unicode }: CommandIo): TextLayout {
  const pictures = !interactive ? 'words' : unicode ? 'drawn' : 'ascii';
  return { columns, paint: painter(colour), pictures };
}

/** By its name (`pid1`), its number (`30`) or its folder (`30-pid1`). */
export function findLesson(list: readonly LessonSummary[], name: string): LessonSummary | null {
  const wanted = name.toLowerCase();
  const fits = (lesson: LessonSummary) =>
    lesson.id === wanted ||
    lesson.folder === wanted ||
    (/^\d+$/.test(wanted) && lesson.order === Number(wanted));
  return list.find(fits) ?? null;
}

function namesOf(list: readonly LessonSummary[]): string[] {
  return list.flatMap((lesson) => [lesson.id as string, lesson.folder]);
}
