import { type IPty, spawn } from '@lydell/node-pty';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';
import { LAUNCHER } from './isolated-home.ts';

export interface SessionOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  /** The program's own arguments. */
  readonly args?: readonly string[];
  /** Runs this instead of the launcher under node. */
  readonly command?: readonly [file: string, ...args: string[]];
  readonly cwd?: string;
  /** A shell stays when the program has gone, so that nothing it wrote at its end is lost with the terminal; see `left`. */
  readonly stays?: boolean;
}

const STAYING = ['sh', '-c', '"$@"; echo "left with $?"; read -r _', 'sh'] as const;

export interface Exit {
  readonly exitCode: number;
  readonly signal: number | undefined;
}

// A bound for what hangs, not a measure: CI plays lessons and records beside these tests.
const PATIENCE_MS = 60_000;

/** The program in a real pseudo-terminal, its output read back through a terminal model as a person would see it. */
export class TerminalSession {
  readonly exited: Promise<Exit>;
  /** Every byte the program wrote. */
  raw = '';
  readonly #pty: IPty;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #watchers = new Set<() => void>();
  readonly #cast: [atMs: number, data: string][] = [];

  constructor({ env, columns = 80, rows = 24, args = [], command, cwd, stays = false }: SessionOptions) {
    const program = command ?? [process.execPath, LAUNCHER, ...args];
    const [file, ...words] = stays ? [...STAYING, ...program] : program;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = '11';
    this.#pty = spawn(file ?? '', words, {
      name: env.TERM ?? 'xterm-256color',
      cols: columns,
      rows,
      cwd: cwd ?? process.cwd(),
      env: { ...env },
    });
    this.#pty.onData((data) => {
      this.raw += data;
      this.#cast.push([performance.now(), data]);
      this.#terminal.write(data, () => this.#changed());
    });
    // A terminal answers some questions (cursor position, device attributes); so does this one.
    this.#terminal.onData((answer) => this.#pty.write(answer));
    this.exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#terminal.write('', () => {
          this.#changed();
          resolve({ exitCode, signal });
        });
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get onAlternateScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  get bracketedPaste(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  /** By the last word the program said about it. */
  get cursorVisible(): boolean {
    return this.raw.lastIndexOf('\x1b[?25h') >= this.raw.lastIndexOf('\x1b[?25l');
  }

  /** The rows that can be seen, without trailing spaces. */
  get screen(): readonly string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from({ length: this.#terminal.rows }, (_, row) => {
      return buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '';
    });
  }

  get text(): string {
    return this.screen.join('\n').trimEnd();
  }

  get terminal(): InstanceType<typeof xterm.Terminal> {
    return this.#terminal;
  }

  /** When each piece of output came, by performance.now(). */
  get cast(): readonly (readonly [atMs: number, data: string])[] {
    return this.#cast;
  }

  write(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(signal: string): void {
    this.#pty.kill(signal);
  }

  /** Settles as soon as the screen satisfies `predicate`; fails with what stands on it instead. */
  waitFor(what: string, predicate: (session: this) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!predicate(this)) return;
        done();
        resolve();
      };
      const giveUp = setTimeout(() => {
        done();
        reject(new Error(`Waited in vain for ${what}. On the screen:\n${this.text}`));
      }, PATIENCE_MS);
      const done = () => {
        clearTimeout(giveUp);
        this.#watchers.delete(look);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** The exit code of a program whose shell stays, once all it wrote has been read. */
  async left(): Promise<number> {
    const code = /left with (\d+)\r?\n/;
    await this.waitFor('the program to leave', ({ raw }) => code.test(raw));
    return Number(code.exec(this.raw)?.[1]);
  }

  waitForText(text: string): Promise<void> {
    return this.waitFor(JSON.stringify(text), (session) => session.text.includes(text));
  }

  /** Ends the program if it still runs. */
  end(): void {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has gone already.
    }
  }

  /** Called on every change of the screen; returns how to stop. */
  watch(look: () => void): () => void {
    this.#watchers.add(look);
    return () => this.#watchers.delete(look);
  }

  /** A terminal shows a frame whole: what stands between ?2026h and ?2026l is not seen before it has ended. */
  #changed(): void {
    if (this.raw.lastIndexOf('\x1b[?2026h') > this.raw.lastIndexOf('\x1b[?2026l')) return;
    for (const look of [...this.#watchers]) look();
  }
}
