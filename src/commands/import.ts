import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { becauseOf, codeOf } from '../store/disk-fault.ts';
import { type Imported, importLog } from '../store/import-log.ts';
import type { Command, CommandContext } from './command.ts';
import { printable } from './printable.ts';
import { progressFolder } from './progress-folder.ts';

/**
 * `vmvscontainer import FILE`: adds another machine's progress. What was forgotten here stays so, also when FILE is an
 * export from before; with --forgotten-too an event is appended that brings all of it back.
 */
export const importProgress: Command = async (context, { operand, flags }) => {
  const { io, ports } = context;
  const file = operand ?? '-';
  const folder = progressFolder(io);
  if (folder === null) return 1;
  const { notice } = await ports.progress();
  if (notice !== null) io.complain(`vmvscontainer: ${notice}\n`);
  const imported = await importFile(file, folder, io);
  if (imported.kind !== 'imported') {
    io.complain(`vmvscontainer: nothing was imported from ${nameOf(file)}: ${imported.because}.\n`);
    return imported.kind === 'refused' ? 2 : 1;
  }
  io.write(`${sentence(file, imported)}\n`);
  return flags.has('--forgotten-too') ? bringBack(context) : 0;
};

const nameOf = (file: string): string => (file === '-' ? 'stdin' : printable(file));

async function importFile(file: string, folder: string, io: CommandContext['io']): Promise<Imported> {
  if (file === '-') return importLog(folder, io.stdin as AsyncIterable<Buffer | string>);
  try {
    if ((await stat(file)).isDirectory()) return { kind: 'refused', because: 'it is a folder' };
  } catch (error) {
    const isMissing = codeOf(error) === 'ENOENT';
    return { kind: 'failed', because: isMissing ? 'there is no such file' : becauseOf(error) };
  }
  return importLog(folder, createReadStream(file));
}

function sentence(
  file: string,
  { added, known, unreadable }: Extract<Imported, { kind: 'imported' }>,
): string {
  const parts = [
    `Imported ${counted(added, 'event')} from ${nameOf(file)}`,
    ...(known > 0 ? [`${known} ${known === 1 ? 'was' : 'were'} here already`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'line')} could not be read`] : []),
  ];
  return `${parts.join('; ')}.`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

async function bringBack({ io, ports }: CommandContext): Promise<number> {
  const first = (await ports.lessons()).list()[0];
  if (first === undefined) return 0;
  const { written } = (await ports.progress()).append({ kind: 'remembered', lesson: first.id });
  const saved = await written;
  if (saved.saved) io.write('What was forgotten before counts again.\n');
  else io.complain(`vmvscontainer: what was forgotten stays so: ${saved.because}.\n`);
  return saved.saved ? 0 : 1;
}
