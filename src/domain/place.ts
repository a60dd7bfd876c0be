import type { Place } from './observation.ts';

/** Where a lesson says to look: the name of a container, or `host`. */
export function placeNamed(name: string): Place {
  return name === 'host' ? { kind: 'host' } : { kind: 'container', name };
}

/** Begins a sentence. */
export function placeWords(place: Place): string {
  return place.kind === 'host' ? 'The machine' : place.name;
}
