/** Markdown of explanations: what was meant, and why. */

/** `- text: why`, as an item of a list; a text of several lines stands as a block of its own. */
export function reasoned(text: string, why: string | null, mark = '-'): string {
  const indent = ' '.repeat(mark.length + 1);
  const isBlock = text.includes('\n');
  const joined =
    why === null || why === '' ? text : isBlock ? `${text}\n\n${why}` : `${untilStop(text)} ${why}`;
  return `${mark} ${joined.replaceAll('\n', `\n${indent}`).replace(/^ +$/gm, '')}`;
}

/** The text with a stop, so that a sentence may follow it. */
const untilStop = (text: string): string => (/[.!?:]$/.test(text) ? text : `${text}:`);

/** A heading over a list; nothing when the list is empty. */
export function listed(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, items.join('\n')];
}

/** Code on a line of its own kind, whatever backticks it holds. */
export function inlineCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`;
}
