import { terminalTraits } from './terminal-traits.ts';

/** The process's streams as a command sees them; tests hand in their own. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream;
  write(text: string): void;
  complain(text: string): void;
  /** A person types and reads here: stdin and stdout are terminals and TERM is not dumb. */
  readonly interactive: boolean;
  /** Width to wrap at, in columns. */
  readonly columns: number;
  /** Whether stdout takes colours: a terminal, and NO_COLOR is not set. */
  readonly colour: boolean;
  /** Whether box drawing may be used on it. */
  readonly unicode: boolean;
}

/**
 * The process's streams as commands see them. A reader that goes away (`| head`) ends the program quietly,
 * as SIGPIPE ends other programs; Node turns that signal into an EPIPE error on the stream.
 */
export function processIo(): CommandIo {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  const { interactive, columns, colour, unicode } = terminalTraits(
    process.stdin,
    process.stdout,
    process.env,
  );
  return {
    get stdin() {
      return process.stdin;
    },
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    interactive,
    columns,
    colour,
    unicode,
  };
}
