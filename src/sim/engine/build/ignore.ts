/** .dockerignore (moby/patternmatcher): what of the context is not sent. The last pattern that fits decides; `!` takes back. */
export interface IgnoreRule {
  readonly pattern: string;
  readonly expression: RegExp;
  readonly keeps: boolean;
}

export function parseIgnore(text: string): readonly IgnoreRule[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const keeps = line.startsWith('!');
      const pattern = (keeps ? line.slice(1) : line)
        .trim()
        .replace(/^\.?\/+/, '')
        .replace(/\/+$/, '');
      return { pattern, keeps, expression: new RegExp(`^${source(pattern)}(/.*)?$`) };
    });
}

function source(pattern: string): string {
  let text = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at] ?? '';
    if (pattern.startsWith('**/', at)) {
      text += '(?:.*/)?';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      text += '.*';
      at += 1;
    } else if (letter === '*') text += '[^/]*';
    else if (letter === '?') text += '[^/]';
    else text += letter.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  }
  return text;
}

/** Whether something in an ignored directory may be taken back, so that it has to be looked through. */
export const mayKeepBelow = (rules: readonly IgnoreRule[], directory: string): boolean =>
  rules.some(({ keeps, pattern }) => {
    const [literal = ''] = pattern.split(/[*?[]/);
    return (
      keeps &&
      (literal.startsWith(`${directory}/`) || (literal !== pattern && `${directory}/`.startsWith(literal)))
    );
  });

export function isIgnored(rules: readonly IgnoreRule[], name: string): boolean {
  let ignored = false;
  for (const { expression, keeps } of rules) if (expression.test(name)) ignored = !keeps;
  return ignored;
}
