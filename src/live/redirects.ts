/** Where the input and output of one command go instead of the next command or the screen. */
export interface Redirects {
  /** `< FILE`. */
  readonly input: string | null;
  /** `> FILE`, `>> FILE`. */
  readonly output: { readonly path: string; readonly appends: boolean } | null;
  /**
   * `2>&1` joins it to the output, to its file as well; before `> FILE` it joins what would have been the output without;
   * `2>/dev/null` drops it.
   */
  readonly errors: 'own' | 'joined' | 'joined-before' | 'dropped';
}

export const noRedirects: Redirects = { input: null, output: null, errors: 'own' };

/** As a shell would read them back. */
export function showRedirects(
  { input, output, errors }: Redirects,
  show: (word: string) => string,
): readonly string[] {
  return [
    ...(input === null ? [] : [`< ${show(input)}`]),
    ...(errors === 'joined-before' ? ['2>&1'] : []),
    ...(output === null ? [] : [`${output.appends ? '>>' : '>'} ${show(output.path)}`]),
    ...(errors === 'joined' ? ['2>&1'] : errors === 'dropped' ? ['2>/dev/null'] : []),
  ];
}
