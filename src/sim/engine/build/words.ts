/** Words of a Dockerfile line (buildkit `frontend/dockerfile/parser`, `shell/lex.go`): quotes, escapes, JSON lists, variables. */

/** Words split at blanks outside quotes; quotes and escapes stay. */
export function rawWords(text: string): readonly string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\]|["'])+/gs) ?? [];
}

/** A JSON list of strings, or null. */
export function jsonList(text: string): readonly string[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  } catch {
    return null;
  }
}

export type Lookup = (name: string) => string | undefined;

/** Replaces variables and removes quotes: `${A:-b}`, `$A`, `"a b"`. */
export function expandWord(text: string, lookup: Lookup): string {
  let result = '';
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote === "'") {
      if (letter === "'") quote = '';
      else result += letter;
    } else if (letter === "'" && quote === '') quote = letter;
    else if (letter === '"') quote = quote === '' ? '"' : '';
    else if (letter === '\\') {
      at += 1;
      const next = text[at] ?? '';
      result += quote === '"' && !'"$\\'.includes(next) ? `\\${next}` : next;
    } else if (letter === '$') {
      const taken = variableAt(text, at, lookup);
      result += taken.value;
      at += taken.length - 1;
    } else result += letter;
  }
  return result;
}

/** As `expandWord`, leaving quotes and escapes: what BuildKit shows of a RUN line. */
export function showVariables(text: string, lookup: Lookup): string {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '$' || text[at - 1] === '\\') {
      result += text[at];
      continue;
    }
    const name = /^\$\{?([A-Za-z_]\w*)/.exec(text.slice(at))?.[1];
    if (name === undefined || lookup(name) === undefined) {
      result += '$';
      continue;
    }
    const taken = variableAt(text, at, lookup);
    result += taken.value;
    at += taken.length - 1;
  }
  return result;
}

function variableAt(
  text: string,
  at: number,
  lookup: Lookup,
): { readonly value: string; readonly length: number } {
  const rest = text.slice(at);
  const plain = /^\$([A-Za-z_]\w*|\d)/.exec(rest);
  if (plain !== null) return { value: lookup(plain[1] ?? '') ?? '', length: plain[0].length };
  const braced = /^\$\{([A-Za-z_]\w*)(?:(:?[-+?])([^}]*))?\}/.exec(rest);
  if (braced === null) return { value: '$', length: 1 };
  const [whole, name = '', operator, word = ''] = braced;
  const value = lookup(name);
  const unset = value === undefined || (operator?.startsWith(':') === true && value === '');
  const kind = operator?.at(-1);
  const other = (): string => expandWord(word, lookup);
  if (kind === '-') return { value: unset ? other() : (value ?? ''), length: whole.length };
  if (kind === '+') return { value: unset ? '' : other(), length: whole.length };
  return { value: value ?? '', length: whole.length };
}
