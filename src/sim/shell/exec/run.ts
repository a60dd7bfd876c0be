/** How a command is run. Models EV_EXIT of ash and CMD_NO_FORK of bash. See tail-call rules in tail.ts. */
export interface Run {
  /** Nothing comes after: the process may become the command (exec without fork). */
  readonly tail: boolean;
  /** In a process of a subshell's own. */
  readonly subshell?: boolean;
}

export const PLAIN: Run = { tail: false };
