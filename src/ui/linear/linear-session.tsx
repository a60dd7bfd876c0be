import { render } from 'ink';
import type { Size } from '../../app/state.ts';
import type { Store } from '../../app/store.ts';
import { textWidth, wordWrap } from '../../app/text-width.ts';
import { useKeys } from '../input/use-keys.ts';
import type { SessionIo } from '../run-session.tsx';
import { untilEnd } from '../until-end.ts';
import { linearNews } from './linear-news.ts';
import { type LinearScreen, linearScreen, type TypedLine } from './linear-screen.ts';
import { silentStream } from './silent-stream.ts';

type InkApp = ReturnType<typeof render>;

/**
 * The application for who hears the terminal: text goes on below what was said, nothing is drawn over and no box is
 * drawn. Only the line being typed is written anew, as a shell does.
 */
export class LinearSession {
  readonly #store: Store;
  readonly #io: SessionIo;
  #keys: InkApp | null = null;
  #said: LinearScreen | null = null;
  /** A line stands open at the end of what was written. */
  #lineOpen = false;

  constructor(store: Store, io: SessionIo) {
    this.#store = store;
    this.#io = io;
  }

  untilEnd(interrupted?: AbortSignal): Promise<void> {
    return untilEnd(this.#store, interrupted, {
      begin: () => this.comeBack(),
      changed: () => {
        if (this.#keys !== null) this.#say();
      },
      end: async () => {
        const keys = this.#keys;
        this.leave();
        await keys?.waitUntilExit().catch(() => undefined);
      },
    });
  }

  leave(): void {
    const keys = this.#keys;
    this.#keys = null;
    this.#io.stdout.removeListener('resize', this.#resized);
    if (keys === null) return;
    this.#io.stdout.write(`${this.#lineOpen ? '\r\n' : ''}\u001b[?2004l`);
    this.#lineOpen = false;
    keys.unmount();
  }

  comeBack(): void {
    const { stdin, stdout } = this.#io;
    if (this.#keys !== null || this.#store.getState().end !== null) return;
    const silent = silentStream();
    this.#keys = render(<Keys store={this.#store} />, {
      stdin,
      stdout: silent,
      stderr: silent,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
    });
    stdout.write('\u001b[?2004h');
    stdout.on('resize', this.#resized);
    this.#resized();
    this.#say();
  }

  #say(): void {
    const now = linearScreen(this.#store.getState());
    const news = linearNews(this.#said, now);
    const typed = sameLine(this.#said?.line ?? null, now.line);
    this.#said = now;
    if (news.length === 0 && typed) return;
    const start = this.#lineOpen ? '\r\u001b[K' : '';
    const text = news
      .flatMap((line) => inRows(line, this.#columns() - 1))
      .map((row) => `${row}\r\n`)
      .join('');
    this.#lineOpen = now.line !== null;
    this.#io.stdout.write(start + text + (now.line === null ? '' : lineText(now.line, this.#columns())));
  }

  readonly #columns = (): number => this.#io.stdout.columns || 80;

  readonly #resized = (): void => {
    const size = linearSize(this.#io);
    const known = this.#store.getState().size;
    if (size.columns !== known.columns || size.rows !== known.rows) {
      this.#store.dispatch({ kind: 'resized', size });
    }
  };
}

function Keys({ store }: { readonly store: Store }) {
  useKeys(store);
  return null;
}

/** Nothing is below an edge where there is none: what goes on never has to page first. */
const withoutEdge = 100_000;

export const linearSize = ({ stdout }: SessionIo): Size => ({
  columns: Math.max(40, stdout.columns || 80),
  rows: withoutEdge,
});

const sameLine = (a: TypedLine | null, b: TypedLine | null): boolean =>
  a === b ||
  (a !== null && b !== null && a.prompt === b.prompt && a.text === b.text && a.cursor === b.cursor);

/** Broken between words, where the terminal would break it anywhere. */
const inRows = (line: string, width: number): readonly string[] =>
  textWidth(line) <= width ? [line] : wordWrap(line, width);

/** The line up to its end, cut at its beginning where it is too long for a row, and the cursor where it belongs. */
function lineText({ prompt, text, cursor }: TypedLine, columns: number): string {
  const points = [...text];
  const room = columns - textWidth(prompt) - 1;
  let from = 0;
  while (textWidth(points.slice(from, cursor).join('')) > room) from += 1;
  let to = points.length;
  while (textWidth(points.slice(from, to).join('')) > room) to -= 1;
  const behind = textWidth(points.slice(cursor, to).join(''));
  const back = behind === 0 ? '' : `\u001b[${behind}D`;
  return `${prompt}${points.slice(from, to).join('')}${back}`;
}
