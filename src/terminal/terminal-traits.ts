/** What the process's own terminal can do, decided once, before anything is drawn. */
export interface TerminalTraits {
  /** A person types and reads here, and the screen can be drawn on. CI variables do not count: people set them too. */
  readonly interactive: boolean;
  /** In character cells; 80 by 24 where nobody knows. */
  readonly columns: number;
  readonly rows: number;
  /** Whether stdout takes colours: a terminal that is not dumb, and NO_COLOR (no-color.org) unset or empty. */
  readonly colour: boolean;
  /** Whether box drawing may be used: not on the Linux console, nor where the locale names another encoding. */
  readonly unicode: boolean;
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
    unicode: env.TERM !== 'linux' && speaksUnicode(env),
  };
}

/** POSIX: the first of these that is not empty counts. Unset says nothing, and most terminals are UTF-8 today. */
function speaksUnicode(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}
