import { constants } from 'node:os';

/** Why a session has to end though the learner did not ask it to. */
export type EarlyEnd =
  | { readonly kind: 'signal'; readonly signal: EndingSignal; readonly exitCode: number }
  | { readonly kind: 'crash'; readonly error: unknown; readonly exitCode: 1 };

type EndingSignal = (typeof SIGNALS)[number];

/** Ctrl-C comes as a key in raw mode; SIGINT is what `kill -INT` and a parent send. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A session that has not ended by then is stuck; leaving restores the terminal all the same. The screen is given
 * back at once; what takes time is ending a command on a real engine and removing its container.
 */
const PATIENCE_MS = 15_000;

export interface EarlyEndWatch {
  /** Aborted, with an EarlyEnd as its reason, when the session has to end. */
  readonly signal: AbortSignal;
  /** What has happened, or null. */
  happened(): EarlyEnd | null;
  /** The terminal has gone away without a signal. */
  hangUp(): void;
  release(): void;
}

/** What the program ends with: 0, or 128 and the signal. Throws the error that ended it. */
export function exitCodeAfter(watch: EarlyEndWatch): number {
  const end = watch.happened();
  if (end?.kind === 'crash') throw end.error;
  return end?.exitCode ?? 0;
}

/**
 * Turns signals and errors nobody caught into a request to end: the screen is then left the ordinary way, and
 * what is to be said is said after it. Ink's own signal handling (signal-exit 3) steps back when others
 * listen, and on `process.exit` it restores the screen; that is what the impatient way out relies on.
 */
export function watchForEarlyEnd(): EarlyEndWatch {
  const controller = new AbortController();
  let end: EarlyEnd | null = null;
  const request = (wanted: EarlyEnd): void => {
    // Asked twice, it goes at once: the first asking may be what got stuck.
    if (end !== null) process.exit(end.exitCode);
    end = wanted;
    setTimeout(() => process.exit(wanted.exitCode), PATIENCE_MS).unref();
    controller.abort(wanted);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    const ending = SIGNALS.find((known) => known === signal) ?? 'SIGTERM';
    request({ kind: 'signal', signal: ending, exitCode: 128 + constants.signals[ending] });
  };
  const onError = (error: unknown): void => request({ kind: 'crash', error, exitCode: 1 });
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  return {
    signal: controller.signal,
    happened: () => end,
    hangUp: () => onSignal('SIGHUP'),
    release: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      process.off('uncaughtException', onError);
      process.off('unhandledRejection', onError);
    },
  };
}
