/**
 * Models how a shell leaves commands early: break, continue, return, exit and errors that end the shell (POSIX
 * XCU 2.8.1). Invariant: these are thrown and caught by the shell alone; a SysError never takes this way.
 * Left out: nothing. See bash(1), dash(1).
 */

/** `break n` and `continue n`: loops still to be left. */
export class LoopJump extends Error {
  readonly kind: 'break' | 'continue';
  levels: number;
  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind);
    this.kind = kind;
    this.levels = levels;
  }
}

/** `return n` from a function or a sourced script. */
export class FunctionReturn extends Error {
  readonly status: number;
  constructor(status: number) {
    super('return');
    this.status = status;
  }
}

/** The shell ends with this status, after its EXIT trap. */
export class ShellExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}

/**
 * An error already reported that ends a non-interactive shell, and an interactive one's current line
 * (bash: expansion errors; dash and ash: errors of special builtins as well).
 */
export class FatalShellError extends Error {
  readonly status: number;
  constructor(status: number) {
    super('fatal');
    this.status = status;
  }
}

/** An error not yet reported: the words without the shell's prefix. Becomes a report and a FatalShellError. */
export class ExpansionError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Functions called each other too deeply. dash and ash report it; bash dies of it. */
export class StackOverflow extends Error {}
