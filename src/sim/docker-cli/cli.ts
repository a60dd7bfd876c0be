/** What a verb has in its hands: its process, the daemon, and where it writes. */
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import { connectDocker, type DockerService } from '../engine/service.ts';
import { STDERR, STDOUT, type Sys, type Task } from '../kernel/sys.ts';
import type { Flags } from './flags.ts';

/** Ends the verb: `message` goes to stderr as it is. */
export class CliError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A format that could not be filled in: an empty line on standard output, the message on standard error. */
export class FormatFailure extends Error {}

export interface Invocation {
  readonly flags: Flags;
  readonly args: readonly string[];
  /** How the verb was called: `ps`, `container ls`. */
  readonly path: string;
}

export interface Verb {
  /** How many arguments; `most` null is any number. */
  readonly args: { readonly least: number; readonly most: number | null };
  /** False where the first argument ends the flags. */
  readonly interspersed?: boolean;
  /** The flags this simulator carries out; others that are real are refused in one sentence. */
  readonly modelled: readonly string[];
  readonly run: (cli: Cli, call: Invocation) => Task<number>;
}

export class Cli {
  readonly sys: Sys;
  readonly #host: string | null;

  /** `host`: where the daemon is, as --host or DOCKER_HOST say, in full. */
  constructor(sys: Sys, host: string | null) {
    this.sys = sys;
    this.#host = host;
  }

  *out(text: string): Task<void> {
    if (text !== '') yield* this.sys.write(STDOUT, text);
  }

  *err(text: string): Task<void> {
    if (text !== '') yield* this.sys.write(STDERR, text);
  }

  /** Writes what `fill` makes, as version and info do: the line ends also where filling in fails. */
  *formatted(fill: () => string): Task<number> {
    try {
      yield* this.out(`${fill()}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof FormatFailure)) throw error;
      yield* this.out('\n');
      throw new CliError(error.message);
    }
  }

  get endpoint(): string {
    return this.#host ?? 'unix:///var/run/docker.sock';
  }

  /** Whether a daemon answers there. */
  reaches(): boolean {
    return this.#connect() !== null;
  }

  #connect(): DockerService | null {
    return connectDocker(this.sys, this.endpoint.replace(/^unix:\/\//, ''));
  }

  /** Throws CliError with the CLI's sentence when nobody answers. */
  daemon(): DockerService {
    const service = this.#connect();
    if (service !== null) return service;
    throw new CliError(
      `Cannot connect to the Docker daemon at ${this.endpoint}. Is the docker daemon running?`,
    );
  }

  /** A request; EngineError is thrown as the daemon said it. */
  *call<T>(work: (engine: Engine) => Task<T>): Task<T> {
    return yield* this.daemon().call(this.sys, work);
  }

  /** A request that needs no waiting in the daemon. */
  *ask<T>(question: (engine: Engine) => T): Task<T> {
    // biome-ignore lint/correctness/useYield: a question is answered at once, but comes as a request like any other.
    return yield* this.call(function* (engine) {
      return question(engine);
    });
  }

  /** Does `action` for each name as stop, rm and others do: prints the name, or the error and goes on. */
  *forEach(names: readonly string[], action: (name: string) => Task<void>): Task<number> {
    let failed = false;
    for (const name of names) {
      try {
        yield* action(name);
        yield* this.out(`${name}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        yield* this.err(`${daemonWords(error)}\n`);
        failed = true;
      }
    }
    return failed ? 1 : 0;
  }
}

export const daemonWords = (error: EngineError): string => `Error response from daemon: ${error.message}`;
