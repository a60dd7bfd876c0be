/** The binary operators of shell arithmetic (POSIX XCU 2.6.4) on integers of any size; the caller wraps them to 64 bits. Invariant: pure. */
const bool = (value: boolean): bigint => (value ? 1n : 0n);

export const OPERATIONS: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  '||': (left, right) => bool(left !== 0n || right !== 0n),
  '&&': (left, right) => bool(left !== 0n && right !== 0n),
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '&': (left, right) => left & right,
  '==': (left, right) => bool(left === right),
  '!=': (left, right) => bool(left !== right),
  '<=': (left, right) => bool(left <= right),
  '>=': (left, right) => bool(left >= right),
  '<': (left, right) => bool(left < right),
  '>': (left, right) => bool(left > right),
  '<<': (left, right) => left << (right & 63n),
  '>>': (left, right) => left >> (right & 63n),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** (right < 0n ? 0n : right > 4096n ? 4096n : right),
};
