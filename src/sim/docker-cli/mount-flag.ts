/** `--mount type=volume,src=a,dst=/b,readonly` (docker/cli `opts/mount.go`). Throws FlagError with the CLI's words. */
import type { MountSpec } from '../engine/model.ts';
import { parseBytes } from './units.ts';

const BOOLEAN = /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const TRUE = /^(1|t|T|TRUE|true|True)$/;
/** Known, and without an effect on a local volume or bind. */
const IGNORED = new Set([
  'bind-nonrecursive',
  'bind-recursive',
  'bind-create-src',
  'consistency',
  'volume-driver',
  'volume-subpath',
]);

type Draft = { -readonly [Key in keyof MountSpec]: MountSpec[Key] };
export type MountFlag =
  | { readonly ok: true; readonly spec: MountSpec }
  | { readonly ok: false; readonly words: string };

const bad = (words: string): MountFlag => ({ ok: false, words });

export function parseMount(word: string): MountFlag {
  const draft: Draft = {
    type: 'volume',
    source: '',
    target: '',
    readOnly: false,
    noCopy: false,
    labels: null,
    driverOptions: null,
    tmpfsSizeBytes: null,
    tmpfsMode: null,
    propagation: null,
  };
  if (word === '') return bad('EOF');
  for (const field of word.split(',')) {
    const problem = setField(draft, field);
    if (problem !== null) return bad(problem);
  }
  if (draft.type === '') return bad('type is required');
  if (draft.target === '') return bad('target is required');
  if (draft.type !== 'volume' && (draft.noCopy || draft.labels !== null || draft.driverOptions !== null)) {
    return bad(`cannot mix 'volume-*' options with mount type '${draft.type}'`);
  }
  if (draft.type !== 'bind' && draft.propagation != null) {
    return bad(`cannot mix 'bind-*' options with mount type '${draft.type}'`);
  }
  if (draft.type !== 'tmpfs' && (draft.tmpfsSizeBytes !== null || draft.tmpfsMode !== null)) {
    return bad(`cannot mix 'tmpfs-*' options with mount type '${draft.type}'`);
  }
  return { ok: true, spec: draft };
}

function setField(draft: Draft, field: string): string | null {
  const at = field.indexOf('=');
  const key = (at < 0 ? field : field.slice(0, at)).trim().toLowerCase();
  const value = at < 0 ? null : field.slice(at + 1);
  if (key === 'readonly' || key === 'ro')
    return setSwitch(value, key, (on) => Object.assign(draft, { readOnly: on }));
  if (key === 'volume-nocopy') return setSwitch(value, key, (on) => Object.assign(draft, { noCopy: on }));
  if (value === null) return `invalid field '${field}' must be a key=value pair`;
  return setValue(draft, key, value, field);
}

function setSwitch(value: string | null, key: string, set: (on: boolean) => void): string | null {
  if (value !== null && !BOOLEAN.test(value)) return `invalid value for ${key}: ${value}`;
  set(value === null || TRUE.test(value));
  return null;
}

function pairOf(value: string): [string, string] {
  const at = value.indexOf('=');
  return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
}

function setValue(draft: Draft, key: string, value: string, field: string): string | null {
  switch (key) {
    case 'type':
      draft.type = value.toLowerCase();
      return null;
    case 'source':
    case 'src':
      draft.source = value;
      return null;
    case 'target':
    case 'dst':
    case 'destination':
      draft.target = value;
      return null;
    case 'bind-propagation':
      draft.propagation = value.toLowerCase();
      return null;
    case 'volume-label':
      draft.labels = new Map([...(draft.labels ?? []), pairOf(value)]);
      return null;
    case 'volume-opt':
      draft.driverOptions = new Map([...(draft.driverOptions ?? []), pairOf(value)]);
      return null;
    case 'tmpfs-size':
      draft.tmpfsSizeBytes = parseBytes(value);
      return draft.tmpfsSizeBytes === null ? `invalid value for ${key}: ${value}` : null;
    case 'tmpfs-mode':
      draft.tmpfsMode = /^[0-7]+$/.test(value) ? Number.parseInt(value, 8) : null;
      return draft.tmpfsMode === null ? `invalid value for ${key}: ${value}` : null;
    default:
      return IGNORED.has(key) ? null : `unexpected key '${key}' in '${field}'`;
  }
}
