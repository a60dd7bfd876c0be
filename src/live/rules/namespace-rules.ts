import { asTyped, type FlagVerdict } from './flag-verdict.ts';
import { type Marks, refusedName } from './marks.ts';

/** Values that leave the container its own namespace. */
const own: Readonly<Record<string, ReadonlySet<string>>> = {
  '--network': new Set(['bridge', 'none', 'default']),
  '--pid': new Set(['', 'private']),
  '--ipc': new Set(['none', 'private', 'shareable', '']),
  '--uts': new Set(['', 'private']),
  '--userns': new Set(['']),
  '--cgroupns': new Set(['private', '']),
};

/** Host namespaces that a lesson is about, and that a user without rights can do nothing to but look. */
const mayLook: ReadonlySet<string> = new Set(['--pid host', '--uts host']);

/** A flag that chooses a namespace: the container's own, one of ours, or, to look only, the host's. */
export function namespaceFlag(name: string, value: string, marks: Marks): FlagVerdict {
  const flag = name === '--net' ? '--network' : name;
  if (own[flag]?.has(value) === true) return asTyped;
  const joined = /^container:(.+)$/.exec(value)?.[1];
  if (joined !== undefined) {
    const needs = flag === '--pid' ? ([{ kind: 'own-pids', container: joined }] as const) : [];
    return { kind: 'kept', words: null, needs, targets: [joined] };
  }
  if (mayLook.has(`${flag} ${value}`)) return { ...asTyped, onlyLooks: true };
  if (flag === '--network' && value !== 'host') return namedNetwork(value, marks);
  return {
    kind: 'refused',
    sentence: `\`${name} ${value}\` would leave the container's own namespace; on your own machine it is not allowed in this exercise.`,
  };
}

function namedNetwork(value: string, marks: Marks): FlagVerdict {
  const named = [...value.matchAll(/(?:^|,)name=([^,"]*)/g)];
  const network = named.length === 1 && !value.includes('"') ? (named[0]?.[1] ?? value) : value;
  const fault = refusedName('a network', network, marks);
  if (fault !== null) return { kind: 'refused', sentence: fault };
  return { kind: 'kept', words: null, needs: [{ kind: 'ours', of: 'network', name: network }] };
}
