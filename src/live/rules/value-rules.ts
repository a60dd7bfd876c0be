import type { FlagVerdict } from './flag-verdict.ts';
import { ownLabels } from './marks.ts';

/** Flags that are harmless with some values only: which, and what another one would do. */
const values: Readonly<Record<string, readonly [RegExp, string]>> = {
  '--security-opt': [/^no-new-privileges(?:[:=]true)?$/, 'loosens the walls of the container'],
  '--log-driver': [/^(?:json-file|local|none)$/, 'sends the logs elsewhere'],
  '--log-opt': [/^max-(?:size|file)=/, 'may send the logs elsewhere'],
  '--sysctl': [/^net\./, 'changes settings of the kernel'],
  '--pids-limit': [/^[1-9]/, 'lets the container fill your computer with processes'],
  '--oom-score-adj': [/^\+?\d/, 'lets other programs be ended before the container'],
};

/** What Docker gives a container anyway (moby, oci/caps/defaults.go): asking for one of these gives no more. */
const usual = new Set(
  (
    'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL ' +
    'AUDIT_WRITE'
  ).split(' '),
);

const notAllowed = 'on your own machine it is not allowed in this exercise.';

export function valueFlag(name: string, value: string): FlagVerdict | null {
  const rule = values[name];
  if (rule !== undefined && !rule[0].test(value))
    return { kind: 'refused', sentence: `\`${name} ${value}\` ${rule[1]}; ${notAllowed}` };
  if ((name === '-l' || name === '--label') && value.startsWith(ownLabels))
    return {
      kind: 'refused',
      sentence:
        'Labels that begin with `vmvscontainer.` are how this course knows its own containers; choose another.',
    };
  return null;
}

/**
 * `--cap-add`: what a container has anyway, and NET_ADMIN on a network of ours, where it rules over nothing but the
 * container's own cards.
 */
export function capabilityFlag(value: string, onOurNetwork: boolean): FlagVerdict | null {
  const capability = value.toUpperCase().replace(/^CAP_/, '');
  if (usual.has(capability)) return null;
  if (capability === 'NET_ADMIN') {
    if (onOurNetwork) return null;
    return {
      kind: 'refused',
      sentence:
        '`--cap-add NET_ADMIN` is allowed only together with `--network` and a network that you made here, because there it rules over the container’s own cards alone.',
    };
  }
  return {
    kind: 'refused',
    sentence: `\`--cap-add\` gives the container powers over your computer; ${notAllowed}`,
  };
}
