/**
 * What dockerd hands to runc for one process: the runtime bundle's config.json (OCI runtime-spec), reduced to
 * what this kernel has.
 */
import type { Capability } from '../kernel/capabilities.ts';
import type { NamespacePid } from '../kernel/ids.ts';
import type { NamespaceKind } from '../kernel/namespaces.ts';
import type { Rlimit, RlimitName } from '../kernel/rlimits.ts';
import type { Credentials, MountRequest } from '../kernel/sys.ts';

export interface ProcessSpec {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly credentials: Credentials;
  readonly capabilities: ReadonlySet<Capability>;
  readonly noNewPrivs: boolean;
  /** What it may use, beyond what it inherits; setrlimit(2). */
  readonly rlimits: readonly (Rlimit & { readonly name: RlimitName })[];
  /** Docker's default filter. */
  readonly seccomp: boolean;
  /** The image's programs are for another processor: execve(2) gives ENOEXEC. */
  readonly foreign: boolean;
}

export interface Bundle {
  readonly process: ProcessSpec;
  /** The mounted overlay on the host. */
  readonly rootfs: string;
  readonly readonlyRootfs: boolean;
  readonly hostname: string | null;
  readonly newNamespaces: readonly NamespaceKind[];
  /** Namespaces of another container's main process to share instead: its PID as the shim sees it. */
  readonly join: { readonly of: NamespacePid; readonly kinds: readonly NamespaceKind[] } | null;
  /** Below /sys/fs/cgroup. */
  readonly cgroup: string;
  /** Targets are paths inside the container. */
  readonly mounts: readonly MountRequest[];
  readonly readonlyPaths: readonly string[];
  readonly maskedPaths: readonly string[];
  readonly oomScoreAdj: number;
  /** Kernel settings of its own namespaces: net.ipv4.ip_forward -> 0. */
  readonly sysctls: ReadonlyMap<string, string>;
}

/** The fourteen capabilities Docker leaves to root in a container (moby `oci/caps`). */
export const DEFAULT_CAPABILITIES: ReadonlySet<Capability> = new Set<Capability>([
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
]);

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
