/** How GNU tar 1.35 and busybox word what they list and what goes wrong. Models tar(1). Invariant: pure. Times are UTC. */
import type { TarEntry, TarMember } from '../../engine/tar/tar-format.ts';
import { fullDate, modeLetters } from '../lib/files.ts';

export interface TarWords {
  readonly gnu: boolean;
  readonly cannotOpen: (path: string, reason: string) => string;
  readonly cannotEnter: (path: string, reason: string) => string;
  readonly cannotStat: (path: string, reason: string) => string;
  readonly cannotMake: (path: string, reason: string, entry: TarEntry) => string;
  readonly notFound: (name: string) => string;
  readonly noArchive: (short: boolean) => string;
  /** After errors that were passed over. */
  readonly afterErrors: string;
  /** After one that ends the run. */
  readonly fatal: string;
  readonly status: number;
  readonly leadingSlash: string;
  readonly emptyArchive: string;
}

function cannotMakeGnu(path: string, reason: string, { kind, target }: TarEntry): string {
  switch (kind) {
    case 'symlink':
      return `${path}: Cannot create symlink to ‘${target}’: ${reason}`;
    case 'hardlink':
      return `${path}: Cannot hard link to ‘${target}’: ${reason}`;
    case 'directory':
      return `${path}: Cannot mkdir: ${reason}`;
    case 'fifo':
      return `${path}: Cannot mkfifo: ${reason}`;
    case 'char-device':
    case 'block-device':
      return `${path}: Cannot mknod: ${reason}`;
    default:
      return `${path}: Cannot open: ${reason}`;
  }
}

const AFTER = 'Exiting with failure status due to previous errors';

export const GNU_TAR: TarWords = {
  gnu: true,
  cannotOpen: (path, reason) => `${path}: Cannot open: ${reason}`,
  cannotEnter: (path, reason) => `${path}: Cannot open: ${reason}`,
  cannotStat: (path, reason) => `${path}: Cannot stat: ${reason}`,
  cannotMake: cannotMakeGnu,
  notFound: (name) => `${name}: Not found in archive`,
  noArchive: () => 'This does not look like a tar archive',
  afterErrors: AFTER,
  fatal: 'Error is not recoverable: exiting now',
  status: 2,
  leadingSlash: "Removing leading `/' from member names",
  emptyArchive: 'Cowardly refusing to create an empty archive',
};

export const BUSYBOX_TAR: TarWords = {
  gnu: false,
  cannotOpen: (path, reason) => `can't open '${path}': ${reason}`,
  cannotEnter: (path, reason) => `can't change directory to '${path}': ${reason}`,
  cannotStat: (path, reason) => `${path}: ${reason}`,
  cannotMake: (path, reason, { kind, target }) => {
    if (kind === 'symlink') return `can't create symlink '${path}' to '${target}': ${reason}`;
    if (kind === 'hardlink') return `can't create hardlink '${path}' to '${target}': ${reason}`;
    return kind === 'directory' ? `can't make dir ${path}: ${reason}` : `can't create '${path}': ${reason}`;
  },
  notFound: (name) => `${name}: not found in archive`,
  noArchive: (short) => (short ? 'short read' : 'invalid tar magic'),
  afterErrors: 'error exit delayed from previous errors',
  fatal: '',
  status: 1,
  leadingSlash: "removing leading '/' from member names",
  emptyArchive: 'empty archive',
};

/** The name as the archive has it: `./`, `a/`, `a/f`. */
export const nameOf = ({ entry, written }: TarMember): string => written?.name ?? entry.name;

function letters(entry: TarEntry, gnu: boolean): string {
  if (entry.kind !== 'hardlink') return modeLetters(entry.kind, entry.mode);
  return `${gnu ? 'h' : '-'}${modeLetters('file', entry.mode).slice(1)}`;
}

/** A line of `tar tv`. GNU widens owner and size together to 19, and tells minutes; busybox the size to 9, and seconds. */
export function longLine(member: TarMember, gnu: boolean): string {
  const { entry, written } = member;
  const owner = `${written?.user || entry.uid}/${written?.group || entry.gid}`;
  const size = String(entry.sizeBytes);
  const padded = gnu ? size.padStart(Math.max(18 - owner.length, size.length)) : size.padStart(9);
  const date = fullDate(entry.mtimeMs).slice(0, gnu ? 16 : 19);
  const hard = gnu ? ' link to ' : ' -> ';
  const link = entry.kind === 'symlink' ? ' -> ' : entry.kind === 'hardlink' ? hard : '';
  return `${letters(entry, gnu)} ${owner} ${padded} ${date} ${nameOf(member)}${link === '' ? '' : link + entry.target}\n`;
}
