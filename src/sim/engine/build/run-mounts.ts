/**
 * `RUN --mount` (buildkit `dockerfile2llb/convert_runmount.go`): files of the context, of a stage or of an image, a directory kept between
 * builds, a tmpfs. Invariant: nothing of a mount is in the layer, not even the place it was at. Left out: ssh and secrets as variables,
 * which refuse.
 */
import { SysError, type Task } from '../../kernel/sys.ts';
import { exists, mkdirAll, removeAll } from '../host-files.ts';
import { randomHex } from '../ids.ts';
import type { Container, Mount } from '../model.ts';
import { mergedDirectory, OVERLAY_ROOT } from '../paths.ts';
import { extractMembers } from '../tar/tar-extract.ts';
import type { TarMember } from '../tar/tar-format.ts';
import { resolved } from './config-instructions.ts';
import { pick } from './copy-files.ts';
import { type CopySite, pickSources } from './copy-sources.ts';
import { BuildError } from './definition.ts';
import type { Instruction } from './dockerfile.ts';
import { executeRun, type RunRequest } from './execute-run.ts';
import { bindsContext, mountFlags, parseMount } from './mount-words.ts';
import { digestOf } from './place-sources.ts';

const CACHES = '/var/lib/docker/buildkit/caches';

interface RunMounts {
  readonly mounts: readonly Mount[];
  /** Takes away what was there for the mounts alone. */
  readonly end: () => void;
}

/** RUN carried out with its mounts. Throws BuildError. */
export function* runWithMounts(
  site: CopySite,
  container: Container,
  request: Omit<RunRequest, 'mounts'> & { readonly words: string; readonly workingDir: string },
): Task<void> {
  const { one, words, workingDir } = request;
  const { mounts, end } = yield* prepareMounts(site, one, words, container, workingDir);
  try {
    yield* executeRun(site.work.engine, container, { ...request, mounts });
  } finally {
    end();
  }
}

/** The mounts of a RUN, ready to be bound. Throws BuildError. */
function* prepareMounts(
  site: CopySite,
  one: Instruction,
  words: string,
  container: Container,
  workingDir: string,
): Task<RunMounts> {
  const { sys } = site.work.engine;
  const temporary: string[] = [];
  const mounts: Mount[] = [];
  for (const text of mountFlags(one)) {
    const { type, fields, rw } = parseMount(text, one);
    if (type === 'secret') {
      const secret = yield* secretMount(site, one, fields, temporary);
      if (secret !== null) mounts.push(secret);
      continue;
    }
    const target = resolved(workingDir, fields.get('target') ?? '');
    if (target === '/') throw new BuildError('invalid mount target "/"', one);
    if (type === 'tmpfs' || type === 'cache') {
      mounts.push(type === 'tmpfs' ? tmpfsMount(target, fields) : cacheMount(site, target, fields, rw));
      continue;
    }
    const directory = `${OVERLAY_ROOT}/${randomHex(sys, 64)}`;
    temporary.push(directory);
    const source = yield* unpacked(site, one, fields, directory, words);
    mounts.push({ name: '', destination: target, mode: '', type: 'bind', source, rw });
  }
  const end = cleanerOf(site, container, mounts, temporary);
  return { mounts, end };
}

type Fields = ReadonlyMap<string, string>;

function tmpfsMount(destination: string, fields: Fields): Mount {
  const size = fields.get('size');
  const data = size === undefined ? {} : { data: `size=${size}` };
  return { name: '', destination, mode: '', type: 'tmpfs', source: '', rw: true, ...data };
}

/** Kept from build to build; `--no-cache` begins with an empty one. */
function cacheMount({ work }: CopySite, destination: string, fields: Fields, rw: boolean): Mount {
  const { sys } = work.engine;
  const source = `${CACHES}/${encodeURIComponent(fields.get('id') ?? destination)}`;
  if (work.request.noCache) removeAll(sys, source);
  if (!exists(sys, source)) mkdirAll(sys, source);
  return { name: '', destination, mode: '', type: 'bind', source, rw };
}

/** A file that only root reads, at /run/secrets unless it says otherwise; null for one that nobody handed over. */
function* secretMount(
  site: CopySite,
  one: Instruction,
  fields: ReadonlyMap<string, string>,
  temporary: string[],
): Task<Mount | null> {
  const { sys } = site.work.engine;
  const id = fields.get('id') ?? baseName(fields.get('target') ?? '');
  const data = site.work.request.secrets.get(id);
  if (data === undefined) {
    if (fields.get('required') === 'true') throw new BuildError(`secret ${id}: not found`, one);
    return null;
  }
  const directory = `${OVERLAY_ROOT}/${randomHex(sys, 64)}`;
  temporary.push(directory);
  mkdirAll(sys, directory);
  const source = `${directory}/secret`;
  const fd = yield* sys.open(source, ['write', 'create'], 0o400);
  yield* sys.write(fd, data);
  sys.close(fd);
  const destination = fields.get('target') ?? `/run/secrets/${id}`;
  return { type: 'bind', name: '', source, destination, mode: '', rw: false };
}

const baseName = (path: string): string => path.split('/').at(-1) ?? path;

/** What the files of the context that are bound are like: others are another step to the cache. */
export function boundDigest(context: readonly TarMember[], one: Instruction): string {
  const sources = mountFlags(one)
    .filter(bindsContext)
    .map((text) => parseMount(text, one).fields.get('source') ?? '/');
  return sources.map((source) => digestOf(pick(context, source) ?? [])).join(' ');
}

/** The files a bind shows, in a directory of the host; the path of the file or directory that is bound. */
function* unpacked(
  site: CopySite,
  one: Instruction,
  fields: ReadonlyMap<string, string>,
  directory: string,
  words: string,
): Task<string> {
  const { sys } = site.work.engine;
  const from = fields.get('from');
  const flags = new Map(from === undefined ? [] : [['from', from]]);
  const source = fields.get('source') ?? '/';
  const picked = yield* pickSources(site, { ...one, name: 'COPY', flags, heredoc: null }, [source], words);
  mkdirAll(sys, directory);
  for (const { root, members } of picked) {
    if (root !== null && root.entry.kind !== 'directory') {
      yield* extractMembers(sys, directory, [{ ...root, entry: { ...root.entry, name: 'file' } }]);
      return `${directory}/file`;
    }
    yield* extractMembers(sys, directory, members);
  }
  return directory;
}

function cleanerOf(
  site: CopySite,
  container: Container,
  mounts: readonly Mount[],
  temporary: readonly string[],
): () => void {
  const { sys } = site.work.engine;
  const root = mergedDirectory(container.layer);
  const made = mounts.flatMap(({ destination }) => missing(sys, root, destination));
  return () => {
    for (const path of made.reverse()) {
      try {
        if (sys.lstat(path).type === 'directory') sys.rmdir(path);
        else if (sys.lstat(path).sizeBytes === 0) sys.unlink(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    for (const directory of temporary) removeAll(sys, directory);
  };
}

/** The parts of a path that are not there yet, from the outermost. */
function missing(sys: CopySite['work']['engine']['sys'], root: string, path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts
    .map((_, at) => `${root}/${parts.slice(0, at + 1).join('/')}`)
    .filter((one) => !exists(sys, one));
}
