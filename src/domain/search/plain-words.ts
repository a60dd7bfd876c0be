/** Markdown of a line or two as the words a reader sees: no fences, backquotes, stars or links, blanks joined. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/^```.*$/gm, ' ')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/(^|\s)[*_](\S[^*_]*)[*_](?=\W|$)/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}
