import { type Decoded, INVALID } from './yaml-source.ts';

/** Makes something of a decoded value; what could not be decoded stays so. */
export function map<T, U>(value: Decoded<T>, change: (value: T) => Decoded<U>): Decoded<U> {
  return value === INVALID ? INVALID : change(value);
}
