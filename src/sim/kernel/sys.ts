/**
 * The syscall surface: all that a simulated program can ask of its kernel, and the only way it can touch
 * anything outside itself. Models the system calls of Linux (man-pages section 2) that containers are made
 * of. Every call is made by one process and seen through that process's namespaces, credentials and root.
 *
 * Programs are generator functions. A call that may block is a Task and is called with `yield*`; all others
 * return at once. A call that fails throws SysError with an errno; only programs turn an errno into words.
 *
 *     function* cat(sys: Sys, argv: readonly string[]): Program {
 *       const data = yield* sys.read(STDIN, 65536);
 *       yield* sys.write(STDOUT, data);
 *       return 0;
 *     }
 *
 * Left out: threads, shared memory, ptrace, io_uring, and all that no lesson or habit touches.
 */
import type { Capability } from './capabilities.ts';
import type { HostPid, NamespacePid } from './ids.ts';
import type { NamespaceKind } from './namespaces.ts';
import type { Datagram, IcmpMessage, NetControl, SocketAddress, SocketType } from './net.ts';
import type { Rlimit, RlimitName } from './rlimits.ts';
import type { Signal } from './signals.ts';
import type {
  CloneOptions,
  Credentials,
  DirectoryEntry,
  Disposition,
  Environment,
  Fd,
  FileType,
  MountRequest,
  OpenFlag,
  Program,
  RebootHow,
  Stat,
  Task,
  Utsname,
  Waited,
  WaitOptions,
  Winsize,
} from './sys-types.ts';
import type { TreeSpec } from './tree-spec.ts';

export { SysError } from './sys-error.ts';
export * from './sys-types.ts';

export interface Sys {
  // --- process identity: getpid(2), credentials(7)
  getpid(): NamespacePid;
  getppid(): NamespacePid;
  getpgid(pid?: NamespacePid): NamespacePid;
  getsid(pid?: NamespacePid): NamespacePid;
  setpgid(pid: NamespacePid, pgid: NamespacePid): void;
  setsid(): NamespacePid;
  getuid(): number;
  /** The id that permission checks go by. */
  geteuid(): number;
  getgid(): number;
  getgroups(): readonly number[];
  setCredentials(credentials: Credentials): void;
  getCapabilities(): ReadonlySet<Capability>;
  setCapabilities(capabilities: ReadonlySet<Capability>): void;
  setNoNewPrivs(): void;
  /** seccomp(2), SECCOMP_SET_MODE_FILTER: that a filter is on is shown in /proc/PID/status and inherited. Of what Docker's refuses, new user namespaces. */
  setSeccomp(): void;

  /** getrlimit(2); Infinity is RLIM_INFINITY. */
  getrlimit(name: RlimitName): Rlimit;
  /** EINVAL (soft above hard), EPERM (raising hard without CAP_SYS_RESOURCE). */
  setrlimit(name: RlimitName, limit: Rlimit): void;
  /** sched_getaffinity(2): the processors it may use, in order. ESRCH. */
  getaffinity(pid?: NamespacePid): readonly number[];
  /** ESRCH, EPERM, EINVAL (none of them is there for it). */
  setaffinity(pid: NamespacePid, cpus: readonly number[]): void;

  /** getpriority(2), PRIO_PROCESS: -20 to 19. ESRCH. */
  getpriority(pid?: NamespacePid): number;
  /** Kept within -20 and 19. ESRCH, EPERM (another's process), EACCES (lower without CAP_SYS_NICE). */
  setpriority(pid: NamespacePid, nice: number): void;

  // --- process life: clone(2), execve(2), wait4(2), exit via `return`
  /** Starts a child that shares nothing but copies: descriptors, working directory, environment, dispositions (handlers reset). */
  clone(options: CloneOptions, child: (sys: Sys) => Program): NamespacePid;
  /**
   * Replaces the program; does not return. Throws ENOENT, EACCES, ENOEXEC, ENOTDIR and leaves the caller as it
   * was. `path` is not searched in PATH (execvp is a library's work, see programs/lib).
   */
  execve(path: string, argv: readonly string[], env: Environment): Task<never>;
  /** Children only; throws ECHILD where there are none, EINTR after a handled signal. */
  wait4(pid: NamespacePid | 'any', options?: WaitOptions): Task<Waited | null>;
  /** clone(2) with CLONE_THREAD, for runtimes that start threads: only their numbers are modelled, taken from every PID namespace. */
  startThreads(count: number): void;
  /** Ends the process at once with this exit code. */
  exit(code: number): Task<never>;
  /** The environment is the process's own copy. */
  readonly env: Environment;
  setArgv(argv: readonly string[]): void;
  /** PR_SET_NAME: the name ps shows without arguments, cut to 15 characters. */
  setComm(name: string): void;

  // --- signals: signal(7), kill(2)
  /** pid as in kill(2): >0 a process, 0 the caller's group, -1 all but PID 1 and the caller, <-1 a group. Signal 0 only asks. */
  kill(pid: number, signal: Signal | 0): void;
  sigaction(signal: Signal, disposition: Disposition): void;
  getDisposition(signal: Signal): Disposition['kind'];
  /** Sleeps until a signal is handled, then throws EINTR. */
  pause(): Task<never>;
  /**
   * reboot(2): ends the machine, or in a PID namespace of its own that namespace. EPERM; ENOSYS where the machine has no
   * switch of its own.
   */
  reboot(how: RebootHow): Task<never>;

  // --- time: clock_gettime(2), nanosleep(2)
  /** Milliseconds since the epoch. */
  realtimeMs(): number;
  /** Milliseconds since boot. */
  monotonicMs(): number;
  /** Throws EINTR when a handled signal cuts it short. */
  sleep(ms: number): Task<void>;
  /** Lets other processes run; a loop that does not block must call it. Costs `cpuMs` of virtual CPU time. */
  compute(cpuMs: number): Task<void>;
  /** brk(2), mmap(2): the process now holds this many bytes in all. The OOM killer may end it here. */
  setMemory(bytes: number): void;
  /** sbrk(2): this many bytes more, or fewer, than before, and really kept by the program. As above; counts against Limits.heldBytes. */
  growMemory(bytes: number): void;
  /** A number in [0, 1) from the machine's seed. */
  random(): number;

  // --- files: open(2), read(2), ...
  open(path: string, flags: readonly OpenFlag[], mode?: number): Task<Fd>;
  /** At most `max` bytes; an empty array is end of file. */
  read(fd: Fd, max: number): Task<Uint8Array>;
  /** All of it, blocking as a pipe needs. EPIPE (after SIGPIPE), ENOSPC, EBADF, EIO. */
  write(fd: Fd, data: Uint8Array | string): Task<number>;
  lseek(fd: Fd, offset: number, whence: 'set' | 'current' | 'end'): number;
  ftruncate(fd: Fd, sizeBytes: number): void;
  close(fd: Fd): void;
  dup2(from: Fd, to: Fd): Fd;
  /** The lowest free descriptor, or the lowest from `atLeast` (fcntl F_DUPFD). */
  dup(fd: Fd, atLeast?: Fd): Fd;
  setCloexec(fd: Fd, on: boolean): void;
  pipe(): readonly [read: Fd, write: Fd];
  /** Blocks until one of them can be read (or is at its end), or the time is over; the ready ones. */
  poll(fds: readonly Fd[], timeoutMs: number | null): Task<readonly Fd[]>;
  fstat(fd: Fd): Stat;
  stat(path: string): Stat;
  lstat(path: string): Stat;
  access(path: string, mode: 'exists' | 'read' | 'write' | 'execute'): boolean;
  readdir(path: string): readonly DirectoryEntry[];
  readlink(path: string): string;
  mkdir(path: string, mode?: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  symlink(target: string, path: string): void;
  mknod(
    path: string,
    type: FileType,
    mode: number,
    device?: { readonly major: number; readonly minor: number },
  ): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number, options?: { readonly nofollow?: boolean }): void;
  utimes(path: string, atimeMs: number, mtimeMs: number): void;
  statfs(path: string): {
    readonly type: string;
    readonly source: string;
    readonly sizeBytes: number;
    readonly usedBytes: number;
  };
  /** Unpacks a tree below a directory, as tar does; replaces what has the same name. EROFS, ENOSPC, ENOTDIR. */
  extractTree(path: string, tree: TreeSpec): void;
  umask(mask: number): number;
  chdir(path: string): void;
  getcwd(): string;

  // --- mounts and roots: mount(2), chroot(2), pivot_root(2)
  mount(request: MountRequest): void;
  umount(target: string, options?: { readonly lazy?: boolean }): void;
  chroot(path: string): void;
  pivotRoot(newRoot: string, putOld: string): void;

  // --- namespaces: unshare(2), setns(2), uname(2)
  unshare(kinds: readonly NamespaceKind[]): void;
  setns(of: NamespacePid, kinds: readonly NamespaceKind[]): void;
  /** pidfd_getfd(2): a duplicate, here, of another process's descriptor. ESRCH, EPERM, EBADF. */
  pidfdGetfd(pid: NamespacePid, fd: Fd): Fd;
  /** syslog(2), SYSLOG_ACTION_READ_ALL: the kernel's messages, oldest first. EPERM without CAP_SYSLOG (dmesg_restrict is 1). */
  readKernelLog(): readonly { readonly atMs: number; readonly text: string }[];
  /** A line written to /dev/kmsg. EPERM without CAP_SYSLOG. */
  logKernel(text: string): void;
  uname(): Utsname;
  sethostname(name: string): void;

  // --- terminals: tty_ioctl(4), termios(3)
  isatty(fd: Fd): boolean;
  getWinsize(fd: Fd): Winsize;
  /** TIOCSWINSZ: sends SIGWINCH to the foreground group when it changes. */
  setWinsize(fd: Fd, size: Winsize): void;
  /** The terminal's foreground process group. */
  tcgetpgrp(fd: Fd): NamespacePid;
  tcsetpgrp(fd: Fd, pgid: NamespacePid): void;
  /** Raw: no echo, no line editing, no signals from keys; newlines go out as they are unless `keepsOutput` (OPOST stays on). */
  setRawMode(fd: Fd, raw: boolean, keepsOutput?: boolean): void;
  /** Makes a pseudo-terminal pair, pty(7): what is written to the master arrives at the slave as typed. */
  openPty(size: Winsize): { readonly master: Fd; readonly slave: Fd; readonly name: string };
  /** TIOCSCTTY: the session leader's controlling terminal. */
  setControllingTty(fd: Fd): void;

  // --- network: socket(2), rtnetlink(7); read, write, close, dup and poll work on sockets as on files
  /** In the caller's network namespace, or in that of a process (as setns on a thread: SYS_ADMIN). `icmp` needs NET_RAW (EPERM). */
  socket(type: SocketType, options?: { readonly netnsOf?: NamespacePid }): Fd;
  /** EADDRINUSE, EADDRNOTAVAIL, EACCES. Port 0 takes a free one. SO_REUSEADDR is always on. */
  bind(fd: Fd, at: SocketAddress): void;
  listen(fd: Fd, backlog: number): void;
  accept(fd: Fd): Task<Fd>;
  /** ECONNREFUSED, ENETUNREACH, EHOSTUNREACH (after 3 s), ETIMEDOUT (after 127 s); EINPROGRESS after `timeoutMs` (SO_SNDTIMEO). */
  connect(fd: Fd, to: SocketAddress, timeoutMs?: number | null): Task<void>;
  /** A datagram or an ICMP message. ENETUNREACH, EHOSTUNREACH and ECONNREFUSED from earlier ones. */
  sendTo(
    fd: Fd,
    data: Uint8Array | string,
    to: SocketAddress,
    options?: { readonly ttl?: number; readonly icmp?: IcmpMessage },
  ): number;
  /** Null once `timeoutMs` is over. */
  receiveFrom(fd: Fd, max: number, timeoutMs?: number | null): Task<Datagram | null>;
  shutdown(fd: Fd, how: 'read' | 'write' | 'both'): void;
  getsockname(fd: Fd): SocketAddress;
  /** ENOTCONN. */
  getpeername(fd: Fd): SocketAddress;
  /** Devices, addresses, routes, neighbours, sockets and filters of the caller's network namespace, or of a process's (SYS_ADMIN). */
  netlink(netnsOf?: NamespacePid): NetControl;

  // --- local services: unix(7)
  /** Binds a service object to a socket file; the file disappears with the process. */
  serveUnix(path: string, service: unknown): void;
  /** The service behind a socket file. ENOENT, EACCES, ECONNREFUSED when its process has ended. */
  connectUnix(path: string): unknown;

  // --- for tools that look at other processes the way procfs(5) lets them
  /** The PID on the machine, which only the first PID namespace sees as it is. For tests and diagrams, not for programs. */
  readonly hostPid: HostPid;
}
