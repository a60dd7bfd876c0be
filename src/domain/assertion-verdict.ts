/** How one assertion came out; a sentence says what was found and what is wanted. */
export type AssertionVerdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails'; readonly sentence: string }
  | { readonly kind: 'unknown'; readonly because: string };

export const HOLDS: AssertionVerdict = { kind: 'holds' };
export const fails = (sentence: string): AssertionVerdict => ({ kind: 'fails', sentence });
export const unknown = (because: string): AssertionVerdict => ({ kind: 'unknown', because });
