/**
 * `--tmpfs PATH:OPTIONS` (moby/sys `mount/tmpfs_linux.go`, MergeTmpfsOptions): nosuid, nodev and noexec unless said otherwise;
 * flags apart from what the file system itself reads. Left out: propagation and the times of access.
 */
import type { MountRequest } from '../kernel/sys.ts';
import { EngineError } from './errors.ts';

type Flag = NonNullable<MountRequest['flags']>[number];

/** What each word sets and what it takes away. */
const FLAGS: Readonly<Record<string, { readonly set?: Flag; readonly unset?: Flag }>> = {
  ro: { set: 'ro' },
  rw: { unset: 'ro' },
  nosuid: { set: 'nosuid' },
  suid: { unset: 'nosuid' },
  nodev: { set: 'nodev' },
  dev: { unset: 'nodev' },
  noexec: { set: 'noexec' },
  exec: { unset: 'noexec' },
  strictatime: { set: 'strictatime' },
  relatime: { unset: 'strictatime' },
  defaults: {},
};
const DATA = /^(mode|uid|gid|size|nr_blocks|nr_inodes|mpol)=/;

/** Throws EngineError for a word that is no option of tmpfs. */
export function tmpfsRequest(target: string, options: string): MountRequest {
  const flags = new Set<Flag>(['nosuid', 'nodev', 'noexec']);
  const data: string[] = [];
  for (const word of options.split(',').filter((one) => one !== '')) {
    const known = FLAGS[word];
    if (known?.set !== undefined) flags.add(known.set);
    else if (known?.unset !== undefined) flags.delete(known.unset);
    else if (known === undefined && DATA.test(word)) data.push(word);
    else if (known === undefined)
      throw new EngineError('invalid', `invalid tmpfs option ${JSON.stringify(word)}`);
  }
  const request = { source: 'tmpfs', target, type: 'tmpfs', flags: [...flags] };
  return data.length === 0 ? request : { ...request, data: data.join(',') };
}
