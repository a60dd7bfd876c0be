import type { Ports } from '../app/ports.ts';
import type { CommandIo } from '../terminal/command-io.ts';

/** What a command needs of the process it runs in; tests hand in their own. */
export interface CommandContext {
  readonly io: CommandIo;
  /** Opened on demand: a command pays only for the ports it asks for. */
  readonly ports: PortOpeners;
}

export type PortOpeners = {
  readonly [Name in keyof Ports]: () => Promise<Ports[Name]>;
};

export interface Arguments {
  readonly operand: string | null;
  /** All of them, where the command takes several. */
  readonly operands?: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** What was given with the flags that take a value. */
  readonly values?: ReadonlyMap<string, string>;
}

/** Returns the exit code: 0 done, 1 failed, 2 not understood. */
export type Command = (context: CommandContext, args: Arguments) => Promise<number>;
