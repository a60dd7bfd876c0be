/** The engine's events, as `docker events` shows them (moby `daemon/events`). Keeps the last 256, as dockerd does. */
export interface EngineEvent {
  readonly stampMs: number;
  readonly type: 'container' | 'image' | 'network' | 'volume';
  readonly action: string;
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const KEPT = 256;

export class EventLog {
  #events: EngineEvent[] = [];
  readonly #listeners = new Set<(event: EngineEvent) => void>();

  get recent(): readonly EngineEvent[] {
    return this.#events;
  }

  emit(event: EngineEvent): void {
    this.#events = [...this.#events.slice(-KEPT + 1), event];
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
