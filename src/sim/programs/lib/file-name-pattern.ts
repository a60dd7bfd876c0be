/** Models fnmatch(3) without FNM_PATHNAME, as find -name and -path use it. Invariant: an unclosed bracket stands for itself. */

const ESCAPE = /[\\^$.*+?()[\]{}|/]/g;

export function fileNamePattern(pattern: string, ignoreCase = false): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] ?? '';
    if (letter === '*') source += '[\\s\\S]*';
    else if (letter === '?') source += '[\\s\\S]';
    else if (letter === '\\') source += (pattern[++at] ?? '\\').replace(ESCAPE, '\\$&');
    else if (letter === '[') {
      const bracket = /^\[[!^]?\]?[^\]]*\]/.exec(pattern.slice(at))?.[0];
      source += bracket === undefined ? '\\[' : bracketSource(bracket);
      at += (bracket?.length ?? 1) - 1;
    } else source += letter.replace(ESCAPE, '\\$&');
  }
  return new RegExp(`^${source}$`, ignoreCase ? 'iu' : 'u');
}

function bracketSource(bracket: string): string {
  const negated = /^\[[!^]/.test(bracket);
  const inside = bracket.slice(negated ? 2 : 1, -1).replace(/[\\\]^[]/g, '\\$&');
  return `[${negated ? '^' : ''}${inside}]`;
}
