/**
 * Containers by id, name and start of an id, in this order (moby `daemon.GetContainer`).
 * Invariant: ids and names are unique.
 */
import { EngineError, noSuchContainer } from './errors.ts';
import type { Container } from './model.ts';

export class ContainerStore {
  readonly #containers = new Map<string, Container>();

  /** In the order of creation. */
  all(): readonly Container[] {
    return [...this.#containers.values()];
  }

  add(container: Container): void {
    this.#containers.set(container.id, container);
  }

  remove(container: Container): void {
    this.#containers.delete(container.id);
  }

  byName(name: string): Container | null {
    return this.all().find((container) => container.name === name) ?? null;
  }

  find(reference: string): Container | null {
    const name = reference.replace(/^\//, '');
    const exact = this.#containers.get(reference) ?? this.byName(name);
    if (exact !== null) return exact;
    if (reference === '') return null;
    const matches = this.all().filter((container) => container.id.startsWith(reference));
    if (matches.length > 1) {
      throw new EngineError('invalid', `multiple IDs found with provided prefix: ${reference}`);
    }
    return matches[0] ?? null;
  }

  get(reference: string): Container {
    const container = this.find(reference);
    if (container === null) throw noSuchContainer(reference);
    return container;
  }
}
