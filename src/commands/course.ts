import type { CommandContext } from './command.ts';
import { lessonTable, withStates } from './lessons.ts';

/** What `vmvscontainer` prints where there is no terminal for the tutorial: the course, and how to go on. */
export async function course({ io, ports }: CommandContext): Promise<number> {
  const list = (await ports.lessons()).list();
  const listed = withStates(list, await ports.progress());
  const name = list[0]?.id ?? 'LESSON';
  io.write(
    [
      'vmvscontainer: what a container is, what a virtual machine is, and why one is not the other.',
      '',
      lessonTable(listed),
      'This is not a terminal the tutorial can draw on. To go on:',
      '  vmvscontainer                open the tutorial, in a terminal',
      `  vmvscontainer show ${name.padEnd(9)} print a lesson to read`,
      '  vmvscontainer sandbox        a prompt on the machine; --json for scripts',
      '  vmvscontainer --help         all commands',
      '',
    ].join('\n'),
  );
  return 0;
}
