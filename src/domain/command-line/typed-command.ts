/** What stands before a command in somebody's terminal. */
const PROMPTS: readonly RegExp[] = [
  /^[$#%>]\s+/,
  /^[\w.-]+@[\w.-]+[: ][^\s$#%]*\s?[$#%]\s+/,
  /^\[[\w.-]+@[\w.-]+ [^\]]*\][$#]\s+/,
  /^(?:~|\/)[^\s$#]*\s?[$#]\s+/,
  /^(?:ba|z)?sh(?:-[\d.]+)?[$#]\s+/,
  /^PS [A-Z]:[^>]*>\s*/,
  /^[A-Z]:\\[^>]*>\s*/,
];

/**
 * The command lines that somebody may mean who typed or pasted this: without the prompt, quotes or fence it stood in, its
 * typographic quotes, dashes and spaces as a keyboard has them, and without a final full stop.
 */
export function typedCommands(typed: string): readonly string[] {
  const line = withoutPrompt(unwrapped(asOnKeyboard(typed))).replace(
    /^(?:use|run|type):?\s+[`"']?(?=docker\s)/i,
    '',
  );
  const program = line
    .replace(/^(?:\/usr(?:\/local)?)?\/bin\/(?=docker\s)/, '')
    .replace(/^docker\.exe(?=\s)/i, 'docker');
  const dashed = program.replace(/(?<=\s)[\u2010-\u2015](?=[a-z])/gi, '-');
  const lines = [dashed, program.replace(/(?<=\s)[\u2010-\u2015](?=[a-z]{2})/gi, '--')];
  return [...new Set(lines.flatMap((one) => [one, one.replace(/(?<=\w)[.!]$/, '')]))];
}

const asOnKeyboard = (typed: string): string =>
  typed
    .replace(/[\u2018\u2019\u201a]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u200b-\u200d\ufeff\u00ad]/g, '')
    .replace(/(?<=\s)\u2014(?=[a-z])/gi, '--')
    .trim();

/** Out of a fence of markdown, or the quotes it was copied with. */
function unwrapped(text: string): string {
  const fenced = /^```[a-z]*\s*\n(.+?)\n?```$/s.exec(text)?.[1]?.trim() ?? text;
  const match = /^(["'`])(.+)\1[.!]?$/s.exec(fenced);
  const inner = match?.[2];
  return inner === undefined || match === null || inner.includes(match[1] ?? '') ? fenced : inner.trim();
}

function withoutPrompt(line: string): string {
  const prompt = PROMPTS.map((pattern) => pattern.exec(line)?.[0]).find((found) => found !== undefined);
  return prompt === undefined ? line : line.slice(prompt.length);
}
