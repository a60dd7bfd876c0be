/** Models the right side of sed's s (POSIX XCU sed; GNU's \\U \\L \\u \\l \\E, \\n, \\t). Invariant: pure. */
export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'case'; readonly how: 'U' | 'L' | 'u' | 'l' | 'E' };

const LITERAL: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

export function replacementParts(text: string): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  for (const [, escaped, plain] of text.matchAll(/\\([\s\S])|([^\\])/g)) {
    const part = escaped === undefined ? plainPart(plain ?? '') : escapedPart(escaped);
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}

const plainPart = (character: string): ReplacementPart =>
  character === '&' ? { kind: 'group', group: 0 } : { kind: 'text', text: character };

function escapedPart(character: string): ReplacementPart {
  if (/\d/.test(character)) return { kind: 'group', group: Number(character) };
  if (isCase(character)) return { kind: 'case', how: character };
  return { kind: 'text', text: LITERAL[character] ?? character };
}

const isCase = (character: string): character is 'U' | 'L' | 'u' | 'l' | 'E' => 'ULulE'.includes(character);
