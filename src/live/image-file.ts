import { closeSync, openSync, readSync } from 'node:fs';

const block = 512;
const longestManifest = 1024 * 1024;

/**
 * The names of the images in a file that `docker save` wrote (its manifest.json; docker-save(1), image-spec). null: the file
 * cannot be read as one.
 */
export function imageNamesIn(path: string): readonly string[] | null {
  try {
    const file = openSync(path, 'r');
    try {
      const text = member(file, 'manifest.json');
      if (text === null) return null;
      const manifest = JSON.parse(text) as readonly { readonly RepoTags?: readonly string[] | null }[];
      return manifest.flatMap(({ RepoTags }) => RepoTags ?? []);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/** One file of a ustar archive, POSIX pax(1). */
function member(file: number, wanted: string): string | null {
  const header = Buffer.alloc(block);
  for (let at = 0; readSync(file, header, 0, block, at) === block && header[0] !== 0; ) {
    const name = field(header, 0, 100);
    const size = Number.parseInt(field(header, 124, 12), 8);
    if (!Number.isInteger(size) || size < 0) return null;
    if (name === wanted) {
      const content = Buffer.alloc(Math.min(size, longestManifest));
      readSync(file, content, 0, content.length, at + block);
      return content.toString('utf8');
    }
    at += block + Math.ceil(size / block) * block;
  }
  return null;
}

const field = (header: Buffer, from: number, length: number): string =>
  header
    .subarray(from, from + length)
    .toString('latin1')
    .replace(/\0.*$/s, '')
    .trim();
