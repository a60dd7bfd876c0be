const SENTENCES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file has reached the size limit set for this session',
  EROFS: 'the file system is read-only',
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  ENOTDIR: 'part of the path is a file, not a directory',
  EISDIR: 'a directory stands where the file should be',
  EIO: 'the disk reports an error',
};

/** Says in one clause why the disk refused; for what is not known, the system's own words. */
export function becauseOf(error: unknown): string {
  const known = SENTENCES[codeOf(error) ?? ''];
  if (known !== undefined) return known;
  return error instanceof Error ? error.message : String(error);
}

/** The errno name, as `ENOENT`. */
export function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** `config.json` of 20 November becomes `config.2026-11-20T18-22-01-123Z.damaged.json`. */
export function setAsideName(name: string, atMs: number): string {
  const dot = name.lastIndexOf('.');
  const stamp = new Date(atMs).toISOString().replaceAll(/[:.]/g, '-');
  return `${name.slice(0, dot)}.${stamp}.damaged${name.slice(dot)}`;
}
