import type { Styles } from './styles.ts';

/**
 * A light highlighter for what the lessons show: shell sessions, Dockerfiles, YAML. It looks at a line at a
 * time and knows prompts, comments and strings; highlight.js would cost a quarter of a second to load.
 */
export function highlightLine(line: string, styles: Styles): string {
  const prompt = /^(\s*[$#] )(.*)$/.exec(line);
  if (prompt?.[1] !== undefined && prompt[2] !== undefined) {
    return styles.dim(prompt[1]) + styles.command(prompt[2]);
  }
  const comment = /^(.*?)(\s#\s.*|^#.*)$/.exec(line);
  if (comment?.[2] !== undefined) return strings(comment[1] ?? '', styles) + styles.dim(comment[2]);
  return strings(line, styles);
}

const strings = (text: string, styles: Styles): string =>
  text.replace(/"[^"]*"|'[^']*'/g, (quoted) => styles.string(quoted));
