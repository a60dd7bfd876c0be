/**
 * Models how much memory the engine's own processes hold (RSS in `ps`, proc_pid_status(5)): seen on a real engine (Docker 28.5.2, idle,
 * `ps -o rss`). Invariant: they hold it from their start to their end. Left out: that it grows with the containers, and that shims share pages.
 */
export const DOCKERD_BYTES = 87_760 * 1024;
export const CONTAINERD_BYTES = 48_200 * 1024;
export const SHIM_BYTES = 18_896 * 1024;
