/** How one assertion came out; a sentence says what was found and what is wanted. */
export type AssertionVerdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fails'; readonly sentence: string }
  | { readonly kind: 'unknown'; readonly because: string };
