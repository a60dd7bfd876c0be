/**
 * What one simulated machine may use of the learner's real one. Models what finite hardware and
 * getrlimit(2), /proc/sys/fs and /proc/sys/kernel do on a real host: each limit answers with an errno.
 */
export interface Limits {
  /** Processes and zombies: EAGAIN from clone. */
  readonly processes: number;
  /** Open descriptors of one process, however high its RLIMIT_NOFILE: ENFILE. */
  readonly openFiles: number;
  /** Bytes really stored in files, all file systems together: ENOSPC. Zeros that were never stored cost nothing. */
  readonly storedBytes: number;
  /** Capacity of one pipe, pipe(7). */
  readonly pipeBytes: number;
  /** Bytes that all programs together really keep in memory: beyond it, the OOM killer, whatever memory the machine claims. */
  readonly heldBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  processes: 4096,
  openFiles: 4096,
  storedBytes: 256 * 1024 * 1024,
  pipeBytes: 65536,
  heldBytes: 128 * 1024 * 1024,
};
