import type { CommandIo } from '../terminal/command-io.ts';

/** What the terminal can do, as far as the tutorial's screens depend on it. */
export interface TerminalFacts {
  /** The screens can be drawn: a person types and reads here. */
  readonly interactive: boolean;
  readonly columns: number;
  /** null: stdout is no terminal. */
  readonly rows: number | null;
  readonly colours: number;
  readonly utf8: boolean;
  readonly term: string | null;
}

interface OutputStream {
  readonly isTTY?: boolean;
  readonly rows?: number;
  getColorDepth?(): number;
}

export function terminalFacts(
  io: CommandIo,
  stdout: OutputStream = process.stdout,
  term: string | undefined = process.env.TERM,
): TerminalFacts {
  const depth = stdout.getColorDepth?.() ?? 1;
  return {
    interactive: io.interactive,
    columns: io.columns,
    rows: stdout.isTTY === true ? (stdout.rows ?? null) : null,
    colours: io.colour ? 2 ** depth : 0,
    utf8: io.unicode,
    term: term ?? null,
  };
}

/** The least the screens are drawn for. */
export const SMALLEST = { columns: 40, rows: 15 } as const;
