/**
 * The values that go in and out of system calls: flags, structures and results of man-pages section 2, and the
 * generators that programs are. Invariant: plain data, nothing of it reaches into the kernel. Read through sys.ts.
 */
import type { NamespacePid } from './ids.ts';
import type { NamespaceKind } from './namespaces.ts';
import type { Signal } from './signals.ts';
import type { Sys } from './sys.ts';

/** A computation that may block. What it yields is the kernel's business alone. */
export type Task<T> = Generator<Block, T, undefined>;
/** A program's whole run; the value returned is its exit code, 0 to 255. */
export type Program = Task<number>;
/** `main` of a program. argv[0] is the name it was called by. */
export type ProgramMain = (sys: Sys, argv: readonly string[]) => Program;

/**
 * Why a process sleeps: until one of the queues is woken, the deadline passes, or a signal arrives. Made and
 * read by the kernel; programs only pass it up with `yield*`.
 */
export interface Block {
  readonly queues: readonly WaitQueueHandle[];
  /** Virtual milliseconds since boot. */
  readonly deadlineMs: number | null;
  /** The kernel symbol ps shows as WCHAN, for people who look: `do_wait`, `hrtimer_nanosleep`. */
  readonly channel: string;
}
export interface WaitQueueHandle {
  readonly waitQueue: true;
}

export type Fd = number;
export const STDIN: Fd = 0;
export const STDOUT: Fd = 1;
export const STDERR: Fd = 2;

export type OpenFlag =
  | 'read'
  | 'write'
  | 'append'
  | 'create'
  | 'excl'
  | 'trunc'
  | 'directory'
  | 'nofollow'
  | 'cloexec'
  | 'nonblock';

/** reboot(2): LINUX_REBOOT_CMD_POWER_OFF, _RESTART, _HALT. */
export type RebootHow = 'off' | 'restart' | 'halt';

export type FileType = 'file' | 'directory' | 'symlink' | 'fifo' | 'socket' | 'char-device' | 'block-device';

/** stat(2). Times are milliseconds since the epoch on the virtual clock. */
export interface Stat {
  readonly dev: number;
  readonly ino: number;
  readonly type: FileType;
  /** Permission bits with set-id and sticky bits, 0o7777 at most. */
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  /** 512-byte units on the disk, where that does not follow from the size: directories in memory take none. */
  readonly blocks?: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  /** Device numbers of a device node. */
  readonly rdev: { readonly major: number; readonly minor: number };
}

export interface DirectoryEntry {
  readonly name: string;
  readonly type: FileType;
  readonly ino: number;
}

/** wait4(2). */
export type WaitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: Signal; readonly coreDumped: boolean }
  | { readonly kind: 'stopped'; readonly signal: Signal }
  | { readonly kind: 'continued' };

export interface Waited {
  /** In the PID namespace of the caller. */
  readonly pid: NamespacePid;
  readonly status: WaitStatus;
}

export interface WaitOptions {
  /** WNOHANG: return null instead of blocking. */
  readonly nohang?: boolean;
  /** WUNTRACED: report stopped children as well. */
  readonly untraced?: boolean;
  /** WCONTINUED: report continued children as well. */
  readonly continued?: boolean;
}

/**
 * A disposition, sigaction(2). A handler runs in the process between two of its steps; it only notes that the
 * signal came. A blocking call it interrupts throws EINTR unless `restart` (SA_RESTART) is set.
 */
export type Disposition =
  | { readonly kind: 'default' }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'handle'; readonly handler: (signal: Signal) => void; readonly restart?: boolean };

export interface CloneOptions {
  /** CLONE_NEW*: namespaces the child gets for itself. The child of a new PID namespace is its PID 1. */
  readonly newNamespaces?: readonly NamespaceKind[];
  /** Namespaces joined before the child starts (setns(2)): those of the process with this PID, as seen by the caller. */
  readonly joinNamespaces?: { readonly of: NamespacePid; readonly kinds: readonly NamespaceKind[] };
  /** The child's cgroup, as a path below /sys/fs/cgroup in the caller's cgroup namespace (CLONE_INTO_CGROUP). */
  readonly cgroup?: string;
  /** CLONE_PARENT: the child becomes a sibling of the caller. */
  readonly siblingOfCaller?: boolean;
  readonly argv?: readonly string[];
}

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

export interface Utsname {
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
}

export interface MountRequest {
  readonly source: string;
  readonly target: string;
  /** `proc`, `sysfs`, `tmpfs`, `overlay`, `cgroup2`, `devpts`, `mqueue`, or `none` with `bind`. */
  readonly type: string;
  readonly flags?: readonly (
    | 'bind'
    | 'rbind'
    | 'ro'
    /** Read-only with all that is mounted below: mount_setattr(2) with AT_RECURSIVE. */
    | 'rro'
    | 'remount'
    | 'nosuid'
    | 'nodev'
    | 'noexec'
    | 'strictatime'
    | 'private'
    | 'slave'
    | 'shared'
  )[];
  /** File system options as mount(8) writes them: `size=64m`, `lowerdir=...,upperdir=...,workdir=...`. */
  readonly data?: string;
}

export interface Winsize {
  readonly columns: number;
  readonly rows: number;
}

/** environ(7). */
export type Environment = Map<string, string>;
