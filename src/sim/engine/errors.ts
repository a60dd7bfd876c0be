/**
 * Errors as the daemon words them. The API answers them with an HTTP status; the CLI prints
 * `Error response from daemon: ` before the message. Source: moby/moby errdefs and the reference engine.
 */
export type EngineErrorKind = 'not-found' | 'conflict' | 'invalid' | 'not-modified' | 'system' | 'forbidden';

export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  /** What `docker run` exits with when starting failed this way: 125, or 126 and 127 as a shell would. */
  readonly runExitCode: number;
  constructor(kind: EngineErrorKind, message: string, runExitCode = 125) {
    super(message);
    this.name = 'EngineError';
    this.kind = kind;
    this.runExitCode = runExitCode;
  }
}

export const noSuchContainer = (name: string): EngineError =>
  new EngineError('not-found', `No such container: ${name}`);
export const noSuchImage = (name: string): EngineError =>
  new EngineError('not-found', `No such image: ${name}`);
export const notRunning = (id: string): EngineError =>
  new EngineError('conflict', `container ${id} is not running`);
