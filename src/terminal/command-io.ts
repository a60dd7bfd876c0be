import type { CommandIo } from '../commands/command.ts';
import { terminalTraits } from './terminal-traits.ts';

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
  const { interactive, columns, colour } = terminalTraits(process.stdin, process.stdout, process.env);
  return {
    get stdin() {
      return process.stdin;
    },
    write: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(text),
    interactive,
    columns,
    colour,
  };
}
