import type { Session } from './sessions.ts';
import { removeWhole, type SweepSettings, sweepAbandoned } from './sweep.ts';

/**
 * What a session has made, and its removal. Nothing is asked of the engine before a line was let run that does more than look:
 * until then nothing is ours, and the learner has agreed to nothing that removes.
 */
export class OwnRemains {
  readonly #sweep: SweepSettings;
  readonly #session: Session;
  /** The removal of what killed sessions left, under way or done; null: nobody has agreed to it yet. */
  #acting: Promise<void> | null = null;

  constructor(sweep: SweepSettings, session: Session) {
    this.#sweep = sweep;
    this.#session = session;
  }

  /** The learner has agreed that something is made or changed: what killed sessions left goes first, as it may be in the way. */
  beginToAct(): Promise<void> {
    // What could not be removed stays written down, and the next session tries again.
    this.#acting ??= sweepAbandoned(this.#sweep, this.#session.engineId).then(
      () => undefined,
      () => undefined,
    );
    return this.#acting;
  }

  /** Removes what this session made. What could not be removed stays written down. */
  async remove(wasBusy: boolean): Promise<void> {
    if (this.#acting === null) {
      await this.#sweep.spaceOf(this.#session).remove();
      return this.#sweep.registry.end(this.#session);
    }
    await this.#acting;
    await removeWhole(this.#sweep, this.#session, { wasBusy });
  }

  /** After `remove`: the session goes on. */
  resume(): Promise<void> {
    return this.#sweep.registry.resume(this.#session);
  }
}
