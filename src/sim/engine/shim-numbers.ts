/**
 * PIDs that the runtime's own processes and threads take beside a container's process, counted on a real engine (Docker 28.5.2).
 * Left out: that Go starts a thread more or less now and then.
 */

/** Threads of the shim. */
export const SHIM_THREADS = 10;
/** `runc create`, with two stages of `runc init`. */
export const RUNC_CREATE_IDS = 15;
/** `runc exec`, the same. */
export const RUNC_EXEC_IDS = 14;
/** `runc start`. */
export const RUNC_START_IDS = 9;
export const RUNC_KILL_IDS = 9;
/** `runc delete` and `containerd-shim-runc-v2 delete`. */
export const DELETE_IDS = 20;
/** `containerd-shim-runc-v2 start`. */
export const SHIM_START_IDS = 9;
