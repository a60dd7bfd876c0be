import type { LabFolder } from './lab-folder.ts';
import type { VmRules } from './vm-rules.ts';

/** What is put on every container we make: whose it is, and limits where the learner gave none. */
export interface Marks {
  /** `vmvscontainer.session=ID`. */
  readonly label: string;
  readonly memory: string;
  readonly cpus: string;
  readonly pidsLimit: string;
  readonly guest?: GuestRules;
}

/** What else a guest keeps to, on an engine that is somebody's. */
export interface GuestRules {
  readonly engine: 'docker' | 'podman';
  /** Names of what is made begin with one of these; the first is recommended. */
  readonly namePrefixes: readonly [string, ...string[]];
  /** What a container is called that was given no name. */
  readonly autoName: string;
  /** The one folder of this computer that containers and commands may use. */
  readonly folder: LabFolder;
  /** The port of this computer that is published instead: the same while it is free or ours. */
  readonly placePort: (port: number) => number;
  /** The port that was published instead of this one, if it was. */
  readonly movedPort: (port: number) => number;
  /** Addresses of this computer's own networks, as `192.168.1.10/24`. */
  readonly networks: readonly string[];
  /** Left out: no virtual machine is booted. */
  readonly vm?: VmRules;
}

/**
 * Images carry a label of their own: a container that somebody makes of one inherits its labels, and must not look like
 * one of ours.
 */
export const imageLabel = (label: string): string => label.replace(/^[^=]*/, 'vmvscontainer.image');

export const ownLabels = 'vmvscontainer.';

/** A sentence that refuses the name; null: it is one of ours. */
export function refusedName(what: string, name: string, marks: Marks): string | null {
  const prefixes = marks.guest?.namePrefixes;
  if (prefixes === undefined || prefixes.some((prefix) => name.startsWith(prefix))) return null;
  return `Names of what this course makes on your own machine begin with \`${prefixes[0]}\`, so that you know ${what} when you see it: call it \`${prefixes[0]}${name}\`.`;
}
