import type { Store } from '../app/store.ts';

/** Something that shows the application, from its first frame to the terminal given back. */
interface Showing {
  begin(failed: (error: unknown) => void): void;
  /** The state has changed, and the session goes on. */
  changed(): void;
  end(): Promise<void>;
}

/**
 * Shows the application until its state says it has ended; rejects when it has `failed`. Either way it is ended. The one owner of the
 * exit: whatever ends a session does so through the state.
 */
export async function untilEnd(
  store: Store,
  interrupted: AbortSignal | undefined,
  showing: Showing,
): Promise<void> {
  const interrupt = (): void => store.dispatch({ kind: 'interrupt' });
  interrupted?.addEventListener('abort', interrupt);
  let failed: (error: unknown) => void = () => undefined;
  let unsubscribe = (): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    failed = reject;
    unsubscribe = store.subscribe(() => {
      if (store.getState().end !== null) resolve();
      else showing.changed();
    }) as () => void;
  });
  showing.begin(failed);
  if (interrupted?.aborted) interrupt();
  try {
    await ended;
  } finally {
    unsubscribe();
    interrupted?.removeEventListener('abort', interrupt);
    await showing.end();
  }
}
