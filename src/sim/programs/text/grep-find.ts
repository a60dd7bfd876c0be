/** Models what a line is held against in grep: literal texts or expressions, -i, -w, -x, several at once. Invariant: the leftmost, then longest match. */
import { type Context, Failure } from '../lib/program.ts';
import { Regex, type RegexMatch, type RegexOptions } from './regex/regex.ts';
import { RegexError } from './regex/syntax.ts';

export type Find = (text: string, from: number) => RegexMatch | null;

const isWord = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

function literalFind(pattern: string, ignoreCase: boolean): Find {
  const wanted = ignoreCase ? pattern.toLowerCase() : pattern;
  return (text, from) => {
    const index = (ignoreCase ? text.toLowerCase() : text).indexOf(wanted, from);
    if (index === -1) return null;
    const end = index + wanted.length;
    return { index, end, groups: [text.slice(index, end)] };
  };
}

export function findOf(context: Context, pattern: string, extended: boolean, isGnu: boolean): Find {
  const ignoreCase = context.has('i') || context.has('y');
  if (context.has('F')) return narrowed(context, literalFind(pattern, ignoreCase));
  const options = { extended: extended || context.has('E'), ignoreCase };
  let regex = isGnu ? compiled(pattern, options, true) : null;
  return narrowed(context, (text, from) => {
    // busybox compiles an expression when it has a line to hold against it.
    regex ??= compiled(pattern, options, false);
    return regex.exec(text, from);
  });
}

function compiled(pattern: string, options: RegexOptions, isGnu: boolean): Regex {
  try {
    return new Regex(pattern, options);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    if (!isGnu) throw new Failure(`bad regex '${pattern}': ${error.message}`, 2);
    throw new Failure(
      error.message.startsWith('Unmatched [') ? 'Invalid regular expression' : error.message,
      2,
    );
  }
}

/** -w and -x. */
function narrowed(context: Context, find: Find): Find {
  if (context.has('x'))
    return (text, from) => {
      const match = from === 0 ? find(text, 0) : null;
      return match !== null && match.index === 0 && match.end === text.length ? match : null;
    };
  if (!context.has('w')) return find;
  return (text, from) => {
    for (let at = from; at <= text.length; ) {
      const match = find(text, at);
      if (match === null) return null;
      if (!isWord(text[match.index - 1]) && !isWord(text[match.end])) return match;
      at = match.index + 1;
    }
    return null;
  };
}

/** The first of several, the longest where they begin together. */
export function earliest(finds: readonly Find[]): Find {
  const [only] = finds;
  if (finds.length === 1 && only !== undefined) return only;
  return (text, from) => {
    let best: RegexMatch | null = null;
    for (const find of finds) {
      const match = find(text, from);
      if (match === null) continue;
      if (best === null || match.index < best.index || (match.index === best.index && match.end > best.end))
        best = match;
    }
    return best;
  };
}
