/** What the process's own terminal can do, decided once, before anything is drawn. */
export interface TerminalTraits {
  /** A person types and reads here, and the screen can be drawn on. CI variables do not count: people set them too. */
  readonly interactive: boolean;
  /** In character cells; 80 by 24 where nobody knows. */
  readonly columns: number;
  readonly rows: number;
  /** Whether stdout takes colours: a terminal that is not dumb, and NO_COLOR (no-color.org) unset or empty. */
  readonly colour: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function terminalTraits(stdin: Stream, stdout: Stream, env: Environment): TerminalTraits {
  const isTerminal = stdout.isTTY === true;
  const dumb = env.TERM === 'dumb';
  return {
    interactive: stdin.isTTY === true && isTerminal && !dumb,
    columns: (isTerminal && stdout.columns) || 80,
    rows: (isTerminal && stdout.rows) || 24,
    colour: isTerminal && !dumb && (env.NO_COLOR ?? '') === '',
  };
}
