/** Commands about virsh itself (libvirt tools/vsh.c). */

import { escapeXml } from '../../../../hypervisor/xml.ts';
import type { Task } from '../../../../kernel/sys.ts';
import { STDERR } from '../../../../kernel/sys.ts';
import { commandHelp, groupHelp, overview } from '../help.ts';
import type { Command } from '../parse.ts';
import { type CommandRun, print, VirshFailure, type Vsh } from '../vsh.ts';

function* help(vsh: Vsh, command: Command): Task<void> {
  const topic = command.text('command');
  const text = topic === null ? overview() : (commandHelp(topic) ?? groupHelp(topic));
  if (text === null) throw new VirshFailure(`command or command group '${topic}' doesn't exist`);
  yield* print(vsh, text);
}

const shellQuoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function* echo(vsh: Vsh, command: Command): Task<void> {
  const words = command
    .rest('string')
    .flatMap((word) =>
      command.has('split') ? word.split(/(?<!,),(?!,)/).map((one) => one.replaceAll(',,', ',')) : [word],
    )
    .map((word) => (command.has('xml') ? escapeXml(word) : word))
    .map((word) => (command.has('shell') ? shellQuoted(word) : word));
  const text = words.join(command.has('split') ? '\n' : ' ');
  if (command.has('err')) yield* vsh.sys.write(STDERR, `error: ${text}\n`);
  else yield* print(vsh, text);
}

function* pwd(vsh: Vsh): Task<void> {
  yield* print(vsh, `${vsh.sys.getcwd()}\n`);
}

function* cd(vsh: Vsh, command: Command): Task<void> {
  yield* [];
  if (!vsh.interactive) throw new VirshFailure('cd: command valid only in interactive mode');
  vsh.sys.chdir(command.text('dir') ?? vsh.sys.env.get('HOME') ?? '/');
}

function* connect(vsh: Vsh): Task<void> {
  yield* [];
  vsh.connection();
}

export const ITSELF: Readonly<Record<string, CommandRun>> = { help, echo, pwd, cd, connect };
