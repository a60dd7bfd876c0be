/** The words of `RUN --mount=type=bind,source=a,target=/b` (buildkit `instructions/commands_runmount.go`). Throws BuildError. */
import { BuildError } from './definition.ts';
import type { Instruction } from './dockerfile.ts';

export interface MountWords {
  readonly type: 'bind' | 'cache' | 'tmpfs' | 'secret';
  readonly fields: ReadonlyMap<string, string>;
  readonly rw: boolean;
}

const ALIASES: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};
const KNOWN = new Set([
  ...['type', 'from', 'source', 'target', 'readonly', 'readwrite', 'id', 'sharing', 'required'],
  ...['mode', 'uid', 'gid', 'size', 'env'],
]);

export const mountFlags = (one: Instruction): readonly string[] =>
  (one.flags.get('mount') ?? '').split('\n').filter((text) => text !== '');

export const bindsContext = (text: string): boolean => !/(^|,)(from=|type=(?!bind))/.test(text);

export function parseMount(text: string, one: Instruction): MountWords {
  const fields = new Map<string, string>();
  for (const field of text.split(',')) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    const name = ALIASES[key] ?? key;
    if (!KNOWN.has(name)) throw new BuildError(`unexpected key '${key}' in '${field}'`, one);
    fields.set(name, at < 0 ? 'true' : field.slice(at + 1));
  }
  const type = fields.get('type') ?? 'bind';
  if (type === 'ssh' || (type === 'secret' && fields.has('env'))) {
    throw new BuildError(
      `vmvscontainer: --mount=${text} is real, but this simulator does not model it; bind, cache, tmpfs and secret (as a file) it does`,
      one,
    );
  }
  if (type !== 'bind' && type !== 'cache' && type !== 'tmpfs' && type !== 'secret')
    throw new BuildError(`unsupported mount type ${JSON.stringify(type)}`, one);
  if (type !== 'bind' && type !== 'secret' && !fields.has('target'))
    throw new BuildError('target is required', one);
  const rw = type === 'cache' ? fields.get('readonly') !== 'true' : fields.get('readwrite') === 'true';
  return { type, fields, rw };
}
