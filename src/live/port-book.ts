/** How far another free port is looked for. */
const reach = 100;

/**
 * Which ports of this computer labs publish. A port that somebody else has is moved to the next free one, and stays moved;
 * one that a container of ours has is not, because running into it may be the lesson.
 */
export class PortBook {
  readonly #isTaken: (port: number) => boolean;
  readonly #own = new Set<number>();
  readonly #moved = new Map<number, number>();

  constructor(isTaken: (port: number) => boolean) {
    this.#isTaken = isTaken;
  }

  /** The port that is published instead of this one; for the same question the same answer, until `own` changes it. */
  place(port: number): number {
    const moved = this.#moved.get(port) ?? port;
    if (this.#own.has(moved) || !this.#isTaken(moved)) return moved;
    for (let other = moved + 1; other <= Math.min(moved + reach, 65_535); other += 1)
      if (!this.#own.has(other) && !this.#isTaken(other)) {
        this.#moved.set(port, other);
        return other;
      }
    return moved;
  }

  /** The port that was published instead of this one; the same where it was not moved. */
  moved(port: number): number {
    return this.#moved.get(port) ?? port;
  }

  /** The port that was asked for where this one was published. */
  asked(port: number): number {
    return [...this.#moved].find(([, placed]) => placed === port)?.[0] ?? port;
  }

  /** A command that publishes it begins. */
  own(port: number): void {
    this.#own.add(port);
  }

  /** Nothing of ours is left. */
  clear(): void {
    this.#own.clear();
    this.#moved.clear();
  }
}
