import type { Cleaning } from '../live/clean.ts';

export const isEmpty = ({ objects, folders, machines }: Cleaning): boolean =>
  objects.length + folders.length + machines.length === 0;

/** What there is, before anything is removed. `engine`: what it is called; null with `unknown`: why there is none to ask. */
export function cleaningText(cleaning: Cleaning, engine: string | null, unknown: string | null): string {
  const { objects, folders, machines, inUse, elsewhere, running } = cleaning;
  const rows = [
    ...objects.map(({ kind, name }) => row(kind, name)),
    ...folders.map(({ path }) => row('folder', path)),
    ...machines.map(({ pid }) => row('machine', `process ${pid}`)),
  ];
  const lines = [
    ...(unknown === null ? [] : [`What an engine may have of ours could not be looked at: ${unknown}.`]),
    ...(rows.length > 0 ? [`Made by vmvscontainer${engine === null ? '' : ` on ${engine}`}:`, ...rows] : []),
    ...(rows.length === 0 && unknown === null
      ? [`There is nothing of ours${engine === null ? '' : ` on ${engine}`}.`]
      : []),
    ...(inUse.length === 0
      ? []
      : [
          `A session that runs now (process ${running.join(', ')}) has these, so they stay:`,
          ...inUse.map(({ kind, name }) => row(kind, name)),
        ]),
    ...(elsewhere.length === 0
      ? []
      : [
          'Made by sessions of another user or folder, so they stay too (--all removes them):',
          ...elsewhere.map(({ kind, name }) => row(kind, name)),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

const row = (kind: string, name: string): string => `  ${kind.padEnd(9)}  ${name}`;

export function cleanedText(fault: string | null): string {
  return fault === null ? 'Removed.\n' : `Not all could be removed: ${fault.replace(/\.$/, '')}.\n`;
}
