import { EventEmitter } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink';
import { vi } from 'vitest';
import type { Ports } from '../../../src/app/ports.ts';
import type { QuizWish } from '../../../src/app/quiz/quiz-state.ts';
import { createRuntime } from '../../../src/app/runtime.ts';
import { start } from '../../../src/app/start.ts';
import type { Size } from '../../../src/app/state.ts';
import { createStore, type Store } from '../../../src/app/store.ts';
import type { LessonId } from '../../../src/domain/ids.ts';
import { App } from '../../../src/ui/app.tsx';
import { createTypesetter } from '../../../src/ui/markdown/create-typesetter.ts';
import { ThemeContext, themeFor } from '../../../src/ui/theme.ts';

export interface OpenApp {
  readonly store: Store;
  /** The frame on the screen, without colours, a string a row. */
  frame(): readonly string[];
  /** Writes keys in one chunk. */
  press(keys: string): void;
  /** Writes keys in one chunk and settles once they have changed something. */
  pressed(keys: string): Promise<void>;
  /** Settles once the frame holds the text; throws the frame when it does not come. */
  shows(text: string): Promise<void>;
  /** Settles once the frame is another one than `before`. */
  changes(before: string): Promise<void>;
  resize(size: Size): void;
  close(): Promise<void>;
}

export interface AppOptions {
  readonly size: Size;
  readonly startLesson?: LessonId;
  readonly quiz?: QuizWish;
  readonly ascii?: boolean;
}

/** The whole application on a screen in memory, markdown and runtime included. */
export function openApp(ports: Ports, options: AppOptions): OpenApp {
  const looks = { colour: false, ascii: options.ascii === true };
  const timer = {
    after: (ms: number, then: () => void) => {
      const handle = setTimeout(then, ms);
      return () => clearTimeout(handle);
    },
  };
  const runtime = createRuntime({ ports, typesetter: createTypesetter(looks), timer });
  const begin = start(ports, {
    size: options.size,
    seed: 'test',
    startLesson: options.startLesson ?? null,
    ...(options.quiz === undefined ? {} : { quiz: options.quiz }),
  });
  const store = createStore(begin, runtime.runEffect);
  const screen = new MemoryScreen(options.size);
  const keys = new MemoryKeys();
  const app = render(
    <ThemeContext.Provider value={themeFor(looks)}>
      <App store={store} />
    </ThemeContext.Provider>,
    { stdout: screen as never, stdin: keys as never, debug: true, exitOnCtrlC: false, patchConsole: false },
  );
  const frame = (): readonly string[] => stripVTControlCharacters(screen.last).split('\n');
  return {
    store,
    frame,
    press: (text) => keys.type(text),
    pressed: async (text) => {
      const before = store.getState();
      keys.type(text);
      await vi.waitFor(() => {
        if (store.getState() === before) throw new Error(`${JSON.stringify(text)} changed nothing`);
      });
    },
    shows: (text) =>
      vi.waitFor(
        () => {
          if (!frame().join('\n').includes(text)) throw new Error(`no “${text}” in\n${frame().join('\n')}`);
        },
        { timeout: 60_000, interval: 5 },
      ),
    changes: (before) =>
      vi.waitFor(() => {
        if (frame().join('\n') === before) throw new Error(`nothing changed in\n${before}`);
      }),
    resize: (size) => {
      screen.columns = size.columns;
      screen.rows = size.rows;
      screen.emit('resize');
      store.dispatch({ kind: 'resized', size });
    },
    close: async () => {
      app.unmount();
      await runtime.close();
    },
  };
}

class MemoryScreen extends EventEmitter {
  last = '';
  columns: number;
  rows: number;
  readonly isTTY = true;

  constructor(size: Size) {
    super();
    this.columns = size.columns;
    this.rows = size.rows;
  }

  write(text: string, done?: () => void): boolean {
    const plain = stripVTControlCharacters(text);
    if (plain.trim() !== '') this.last = text;
    done?.();
    return true;
  }
}

class MemoryKeys extends EventEmitter {
  readonly isTTY = true;
  private waiting: string | null = null;

  type(text: string): void {
    this.waiting = text;
    this.emit('readable');
  }

  read(): string | null {
    const text = this.waiting;
    this.waiting = null;
    return text;
  }

  setEncoding(): void {}
  setRawMode(): void {}
  resume(): void {}
  pause(): void {}
  ref(): void {}
  unref(): void {}
}
