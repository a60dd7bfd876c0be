/** Closes a union: the compiler refuses the call while a case is left, and the program stops if data lies. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
