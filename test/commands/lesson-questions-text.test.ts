import { expect, test } from 'vitest';
import { lessonText } from '../../src/commands/lesson-text.ts';
import { painter } from '../../src/commands/paint.ts';
import { questionLesson } from '../app/fakes/question-lesson.ts';

test('questions of every type stand there without their answers', () => {
  const text = lessonText(questionLesson, { columns: 60, paint: painter(false) });
  const questions = text
    .split('Question:\n\n')
    .slice(1)
    .map((part) => (part.split('\n\n\n')[0] ?? '').trimEnd());
  expect(questions.join('\n====\n')).toMatchInlineSnapshot(`
    "Where do containers usually run inside a VM?

    a) Docker Desktop on a Mac
    b) WSL 2
    c) \`runc\` on a physical server

    (Several are right.)
    ====
    A container boots its own kernel.

    a) Its processes call the host’s kernel
    b) The kernel is a layer of the image

    (True or false, and for which of these reasons?)
    ====
    With \`-m 512m\`, how much memory may it use?

    (Answered with a number, in MiB.)
    ====
    What does \`docker stop\` do, in order?

    a) It sends SIGKILL
    b) It waits ten seconds
    c) It sends SIGTERM

    (To be put in order.)
    ====
    What does each exit code say?

    1) 126
    2) 127

    a) the command is not found
    b) killed by SIGKILL
    c) the command cannot be invoked

    (Which letter belongs to which number?)
    ====
    The data must outlive the container. Which line is at fault?

     1  docker volume create vvc-data
     2  docker run -d --name vvc-db mysql
     3  docker rm -f vvc-db

    (Which line has the fault?)"
  `);
});
