import type { Ports } from '../app/ports.ts';

/** What a command needs of the process it runs in; tests hand in their own. */
export interface CommandContext {
  readonly io: CommandIo;
  /** Opened on demand: a command pays only for the ports it asks for. */
  readonly ports: PortOpeners;
}

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
}

export type PortOpeners = {
  readonly [Name in keyof Ports]: () => Promise<Ports[Name]>;
};

export interface Arguments {
  readonly operand: string | null;
  readonly flags: ReadonlySet<string>;
}

/** Returns the exit code: 0 done, 1 failed, 2 not understood. */
export type Command = (context: CommandContext, args: Arguments) => Promise<number>;
