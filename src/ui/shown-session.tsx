import { render } from 'ink';
import type { Size } from '../app/state.ts';
import type { Store } from '../app/store.ts';
import { App } from './app.tsx';
import type { SessionIo } from './run-session.tsx';
import { ThemeContext, themeFor } from './theme.ts';
import { untilEnd } from './until-end.ts';

export interface ShownOptions {
  readonly looks: { readonly colour: boolean; readonly ascii: boolean };
}

type InkApp = ReturnType<typeof render>;

/**
 * The application on the screen. To give the terminal away it is left as at the end, and to have it back it begins
 * again: everything it shows is in the store, which stays.
 */
export class ShownSession {
  readonly #store: Store;
  readonly #io: SessionIo;
  readonly #options: ShownOptions;
  #app: InkApp | null = null;
  #failed: (error: unknown) => void = () => undefined;

  constructor(store: Store, io: SessionIo, options: ShownOptions) {
    this.#store = store;
    this.#io = io;
    this.#options = options;
  }

  /** Shows the application until its state says it has ended; rejects if drawing fails. The screen is left then. */
  untilEnd(interrupted?: AbortSignal): Promise<void> {
    return untilEnd(this.#store, interrupted, {
      begin: (failed) => {
        this.#failed = failed;
        this.comeBack();
      },
      changed: () => undefined,
      end: async () => {
        const app = this.#app;
        this.leave();
        await app?.waitUntilExit().catch(() => undefined);
      },
    });
  }

  leave(): void {
    const app = this.#app;
    this.#app = null;
    this.#io.stdout.removeListener('resize', this.#resized);
    this.#io.stdout.removeListener('resize', this.#wipe);
    app?.unmount();
  }

  comeBack(): void {
    const { stdin, stdout, stderr } = this.#io;
    if (this.#app !== null || this.#store.getState().end !== null) return;
    this.#io.enterScreen?.();
    this.#resized();
    this.#app = render(
      <ThemeContext.Provider value={themeFor(this.#options.looks)}>
        <App store={this.#store} />
      </ThemeContext.Provider>,
      {
        stdin,
        stdout,
        stderr,
        alternateScreen: true,
        interactive: true,
        exitOnCtrlC: false,
        maxFps: 60,
        incrementalRendering: true,
        isScreenReaderEnabled: false,
      },
    );
    this.#app.waitUntilExit().catch(this.#failed);
    stdout.prependListener('resize', this.#wipe);
    stdout.on('resize', this.#resized);
  }

  // A resize that races a key leaves ghosts otherwise (stack.md: 0 of 60 damaged with it, 16 to 25 without).
  readonly #wipe = (): void => {
    this.#app?.clear();
    this.#io.stdout.write('\u001b[2J\u001b[H');
  };

  readonly #resized = (): void => {
    const size = sizeOf(this.#io);
    const known = this.#store.getState().size;
    if (size.columns !== known.columns || size.rows !== known.rows) {
      this.#store.dispatch({ kind: 'resized', size });
    }
  };
}

/** 80x24 when the terminal does not say. */
export const sizeOf = ({ stdout }: SessionIo): Size => ({
  columns: stdout.columns || 80,
  rows: stdout.rows || 24,
});
