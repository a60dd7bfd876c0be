/**
 * The numbers 0 to length-1 in an order that depends on the seed alone, so that an option's place gives
 * nothing away and is the same each time the same learner comes back (Fisher-Yates over a xorshift).
 */
export function shuffled(length: number, seed: string): readonly number[] {
  const order = Array.from({ length }, (_, index) => index);
  let state = hash(seed);
  for (let last = length - 1; last > 0; last--) {
    state = next(state);
    const other = state % (last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/** FNV-1a over UTF-16 units, never zero. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0 || 1;
}

function next(value: number): number {
  let mixed = value ^ (value << 13);
  mixed ^= mixed >>> 17;
  mixed ^= mixed << 5;
  return mixed >>> 0 || 1;
}
