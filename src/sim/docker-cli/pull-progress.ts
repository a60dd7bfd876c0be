/** The lines of a pull as they come (docker/cli `image/pull.go`, jsonmessage without a terminal). */
import { Inbox } from '../engine/inbox.ts';
import { pullImage } from '../engine/pull.ts';
import type { Task } from '../kernel/sys.ts';
import type { Cli } from './cli.ts';

export interface PullOptions {
  readonly platform: string | null;
  /** Null: nothing is shown. */
  readonly write: ((text: string) => Task<void>) | null;
}

type Heard =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Throws what the daemon throws, after the lines that came before. */
export function* pullWithProgress(cli: Cli, image: string, { platform, write }: PullOptions): Task<void> {
  const heard = new Inbox<Heard>(cli.sys);
  const { engine } = cli.daemon();
  engine.runtime.go(
    (function* (): Task<void> {
      try {
        yield* pullImage(engine, image, (text) => heard.push({ kind: 'line', text }), platform);
        heard.push({ kind: 'done' });
      } catch (error) {
        heard.push({ kind: 'failed', error });
      }
    })(),
  );
  for (;;) {
    const event = yield* heard.take();
    if (event.kind === 'line' && write !== null) yield* write(`${event.text}\n`);
    if (event.kind === 'line') continue;
    heard.close();
    if (event.kind === 'failed') throw event.error;
    return;
  }
}
