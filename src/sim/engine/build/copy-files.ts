/** COPY and ADD: which files a pattern names, and where they go (buildkit `solver/llbsolver/file`, `dockerfile2llb/convert_copy`). */
import type { Sys, Task } from '../../kernel/sys.ts';
import { extractMembers } from '../tar/tar-extract.ts';
import { readTar, TarError, type TarMember } from '../tar/tar-format.ts';
import { resolved } from './config-instructions.ts';

export interface CopyPlan {
  readonly sources: readonly string[];
  readonly target: string;
  readonly workingDir: string;
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly mode: number | null;
  /** ADD: archives of the context are unpacked. */
  readonly unpacks: boolean;
}

export interface Picked {
  readonly root: TarMember | null;
  readonly members: readonly TarMember[];
  readonly name: string;
}

const clean = (path: string): string => resolved('/', path).slice(1);

/** What a source names in a tree of members; null when there is nothing. */
export function pick(tree: readonly TarMember[], source: string): readonly Picked[] | null {
  const pattern = clean(source);
  if (pattern === '') return [{ root: null, members: tree, name: '' }];
  const expression = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '[^/]*')
      .replace(/\?/g, '[^/]')}$`,
  );
  const roots = tree.filter(({ entry }) => expression.test(entry.name));
  if (roots.length === 0) return null;
  return roots.map((root) => ({
    root,
    name: root.entry.name,
    members: tree
      .filter(({ entry }) => entry.name.startsWith(`${root.entry.name}/`))
      .map((member) => renamed(member, member.entry.name.slice(root.entry.name.length + 1))),
  }));
}

const renamed = (member: TarMember, name: string): TarMember => ({
  ...member,
  entry: { ...member.entry, name },
});

/** Puts what was picked into the file system of `sys`. */
export function* place(sys: Sys, picked: readonly Picked[], plan: CopyPlan): Task<void> {
  const target = resolved(plan.workingDir, plan.target);
  const intoDirectory =
    plan.target.endsWith('/') || plan.target === '.' || picked.length > 1 || isDirectory(sys, target);
  const options = { owner: plan.owner, ...(plan.mode === null ? {} : { mode: plan.mode }) };
  for (const { root, members } of picked) {
    if (root === null || root.entry.kind === 'directory') {
      yield* extractMembers(sys, '/', parents(target), { owner: plan.owner });
      yield* extractMembers(sys, target, members, options);
      continue;
    }
    const archive = plan.unpacks ? archiveIn(root) : null;
    if (archive !== null) {
      yield* extractMembers(sys, '/', parents(target), { owner: plan.owner });
      yield* extractMembers(sys, target, archive);
      continue;
    }
    const name = root.entry.name.split('/').at(-1) ?? '';
    const path = intoDirectory ? `${target === '/' ? '' : target}/${name}` : target;
    yield* extractMembers(sys, '/', [renamed(root, path.slice(1))], options);
  }
}

function isDirectory(sys: Sys, path: string): boolean {
  return sys.access(path, 'exists') && sys.stat(path).type === 'directory';
}

/** The target directory itself, which is made when it is missing. */
const parents = (target: string): readonly TarMember[] =>
  target === '/'
    ? []
    : [
        {
          entry: {
            name: target.slice(1),
            kind: 'directory',
            mode: 0o755,
            uid: 0,
            gid: 0,
            sizeBytes: 0,
            mtimeMs: 0,
            target: '',
            rdev: { major: 0, minor: 0 },
          },
          data: new Uint8Array(0),
        },
      ];

function archiveIn(member: TarMember): readonly TarMember[] | null {
  const magic = new TextDecoder().decode(member.data.subarray(257, 262));
  if (magic !== 'ustar') return null;
  try {
    return readTar(member.data);
  } catch (error) {
    if (error instanceof TarError) return null;
    throw error;
  }
}
