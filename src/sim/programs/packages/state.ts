/** /var/lib/dpkg/status and /var/lib/apt/lists: what is installed, and what the mirror was last said to have (deb822(5)). */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { imageVersion, type PackageData, type Release, releaseNamed } from './archive.ts';

const STATUS = '/var/lib/dpkg/status';
export const LISTS = '/var/lib/apt/lists';

export interface Installed extends PackageData {
  readonly name: string;
}

/** The file an image begins with. */
export function baseStatus(release: string): string {
  const found = releaseNamed(release);
  if (found === null) return '';
  return Object.entries(found.base)
    .map(([name, data]) => stanza(name, { ...data, v: imageVersion(found, name, data.v) }))
    .join('\n');
}

function stanza(name: string, { v, a, k, d, c, m }: PackageData): string {
  const multi = m === 1 ? 'Multi-Arch: same\n' : '';
  return `Package: ${name}\nStatus: install ok installed\nPriority: optional\nSection: ${c}\nInstalled-Size: ${k}\nMaintainer: Debian Developers <debian-devel@lists.debian.org>\nArchitecture: ${a}\n${multi}Version: ${v}\nDescription: ${d}\n`;
}

export function* readInstalled(sys: Sys): Task<Map<string, Installed>> {
  let content = '';
  try {
    content = yield* readText(sys, STATUS);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  const found = new Map<string, Installed>();
  for (const block of content.split(/\n\n+/)) {
    const fields = new Map(
      linesOf(block).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const name = fields.get('Package');
    if (name === undefined) continue;
    found.set(name, {
      name,
      v: fields.get('Version') ?? '',
      a: fields.get('Architecture') ?? 'all',
      k: Number(fields.get('Installed-Size') ?? 0),
      d: fields.get('Description') ?? '',
      c: fields.get('Section') ?? 'misc',
      ...(fields.get('Multi-Arch') === 'same' ? { m: 1 } : {}),
    });
  }
  return found;
}

export function* writeInstalled(sys: Sys, installed: ReadonlyMap<string, PackageData>): Task<void> {
  const blocks = [...installed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, data]) => stanza(name, data));
  const fd = yield* sys.open(STATUS, ['write', 'create', 'trunc'], 0o644);
  yield* sys.write(fd, blocks.join('\n'));
  sys.close(fd);
}

/** Which release this system is, from /etc/os-release; null for one the mirror does not serve. */
export function* releaseHere(sys: Sys): Task<Release | null> {
  try {
    const text = yield* readText(sys, '/etc/os-release');
    return releaseNamed(/^VERSION_CODENAME=(\w+)/m.exec(text)?.[1] ?? '');
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}

/** Whether `apt-get update` has brought a list. */
export const hasLists = (sys: Sys): boolean => {
  try {
    return sys.readdir(LISTS).some(({ name }) => name.endsWith('_Packages'));
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
};
