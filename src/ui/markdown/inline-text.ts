import { type Looks, stylesFor } from './styles.ts';

/**
 * A line of markdown in which only `code` and **strong** stand, as titles, descriptions and objectives are. Each word is dressed by
 * itself, so that the line may be wrapped afterwards. Costs nothing to load, unlike the typesetter.
 */
export function inlineText(markdown: string, looks: Looks): string {
  const styles = stylesFor(looks);
  const code = (text: string): string => (looks.colour ? eachWord(text, styles.code) : styles.code(text));
  return markdown
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) => {
      if (/^`.+`$/.test(part)) return code(part.slice(1, -1));
      return /^\*\*.+\*\*$/.test(part) ? eachWord(part.slice(2, -2), styles.strong) : part;
    })
    .join('');
}

const eachWord = (text: string, style: (word: string) => string): string =>
  text.split(' ').map(style).join(' ');
