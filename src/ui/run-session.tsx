import { render } from 'ink';
import type { Ports } from '../app/ports.ts';
import { createRuntime, type Runtime, type Timer } from '../app/runtime.ts';
import { start } from '../app/start.ts';
import type { SessionEnd, Size } from '../app/state.ts';
import { createStore, type Store } from '../app/store.ts';
import type { LessonId } from '../domain/ids.ts';
import { App } from './app.tsx';
import { createTypesetter } from './markdown/create-typesetter.ts';
import { ThemeContext, themeFor } from './theme.ts';

/** The terminal as a session needs it. `stdout` tells its size and when that changes. */
export interface SessionIo {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

export interface SessionOptions {
  readonly startLesson?: LessonId;
  /** Names this learner's shuffles; any text that stays the same for a learner. */
  readonly seed?: string;
  readonly screenReader?: boolean;
  readonly ascii?: boolean;
  readonly noColor?: boolean;
  /** Aborted when the session must end at once, as on SIGTERM. */
  readonly interrupted?: AbortSignal;
}

/**
 * Shows the course until the learner leaves, and gives the terminal back. Settles once the machine has ended
 * too; rejects only if drawing itself fails, with the terminal given back.
 */
export async function runSession(
  ports: Ports,
  io: SessionIo,
  options: SessionOptions = {},
): Promise<SessionEnd> {
  const looks = { colour: options.noColor !== true, ascii: options.ascii === true };
  const runtime = createRuntime({ ports, typesetter: createTypesetter(looks), timer });
  const begin = start(ports, {
    size: sizeOf(io),
    seed: options.seed ?? 'vmvscontainer',
    startLesson: options.startLesson ?? null,
  });
  const store = createStore(begin, runtime.runEffect);
  return show(store, runtime, io, options, looks);
}

async function show(
  store: Store,
  runtime: Runtime,
  io: SessionIo,
  options: SessionOptions,
  looks: { readonly colour: boolean; readonly ascii: boolean },
): Promise<SessionEnd> {
  const app = render(
    <ThemeContext.Provider value={themeFor(looks)}>
      <App store={store} />
    </ThemeContext.Provider>,
    {
      stdin: io.stdin,
      stdout: io.stdout,
      stderr: io.stderr,
      alternateScreen: true,
      interactive: true,
      exitOnCtrlC: false,
      maxFps: 60,
      incrementalRendering: true,
      isScreenReaderEnabled: options.screenReader === true,
    },
  );
  // A resize that races a key leaves ghosts otherwise (stack.md: 0 of 60 damaged with it, 16 to 25 without).
  const wipe = (): void => {
    app.clear();
    io.stdout.write('\u001b[2J\u001b[H');
  };
  io.stdout.prependListener('resize', wipe);
  const resized = (): void => store.dispatch({ kind: 'resized', size: sizeOf(io) });
  io.stdout.on('resize', resized);
  const interrupt = (): void => store.dispatch({ kind: 'interrupt' });
  options.interrupted?.addEventListener('abort', interrupt);
  // The one owner of the exit: whatever ends the session does so through the state.
  const unsubscribe = store.subscribe(() => {
    if (store.getState().end !== null) app.unmount();
  });
  if (options.interrupted?.aborted) interrupt();
  try {
    await app.waitUntilExit();
  } finally {
    unsubscribe();
    options.interrupted?.removeEventListener('abort', interrupt);
    io.stdout.removeListener('resize', resized);
    io.stdout.removeListener('resize', wipe);
    app.unmount();
    await runtime.close();
  }
  return store.getState().end ?? { kind: 'interrupted', summary: [] };
}

/** 80x24 when the terminal does not say. */
const sizeOf = ({ stdout }: SessionIo): Size => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });

const timer: Timer = {
  after: (ms, then) => {
    const handle = setTimeout(then, ms);
    return () => clearTimeout(handle);
  },
};
