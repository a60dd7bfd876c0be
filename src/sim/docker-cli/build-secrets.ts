/** `docker build --secret id=a,src=FILE` and `id=a[,env=NAME]` (docker/buildx `util/buildflags/secrets.go`). Throws CliError. */

import { strerror } from '../kernel/errno.ts';
import { SysError, type Task } from '../kernel/sys.ts';
import { type Cli, CliError } from './cli.ts';
import { readAllBytes } from './input-bytes.ts';

const KEYS = new Set(['type', 'id', 'src', 'source', 'env']);

/** The contents by id; without a source it is the variable or the file of that name. */
export function* secretsOf(cli: Cli, words: readonly string[]): Task<ReadonlyMap<string, Uint8Array>> {
  const secrets = new Map<string, Uint8Array>();
  for (const word of words) {
    const fields = fieldsOf(word);
    const id = fields.get('id') ?? '';
    const name = fields.get('env') ?? (fields.has('src') ? null : id);
    const variable = name === null ? undefined : cli.sys.env.get(name);
    if (variable !== undefined) secrets.set(id, new TextEncoder().encode(variable));
    else if (!fields.has('env')) secrets.set(id, yield* contentOf(cli, fields.get('src') ?? id));
  }
  return secrets;
}

function fieldsOf(word: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const field of word.split(',')) {
    const at = field.indexOf('=');
    if (at < 0) throw new CliError(`ERROR: invalid field '${field}' must be a key=value pair`);
    const key = field.slice(0, at).toLowerCase();
    if (!KEYS.has(key)) throw new CliError(`ERROR: unexpected key '${key}' in '${field}'`);
    fields.set(key === 'source' ? 'src' : key, field.slice(at + 1));
  }
  return fields;
}

function* contentOf(cli: Cli, path: string): Task<Uint8Array> {
  try {
    const fd = yield* cli.sys.open(path, ['read', 'cloexec']);
    const bytes = yield* readAllBytes(cli.sys, fd);
    cli.sys.close(fd);
    return bytes;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const reason = strerror(error.errno).toLowerCase();
    throw new CliError(`ERROR: failed to build: failed to stat ${path}: stat ${path}: ${reason}`);
  }
}
