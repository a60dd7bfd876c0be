import type { FenceBlock, ProseBlock } from './scan-blocks.ts';

const INLINE_EXEC = /`([^`\n]+)`\{\{exec\b[^}]*\}\}/;
const ANY_INLINE = /(`[^`\n]+`)\{\{(?:exec|copy)\b[^}]*\}\}/g;

/**
 * Killercoda marks a command in a paragraph with `{{exec}}`. The paragraph stays as prose, and the command
 * becomes what there is to do after it. Null when the prose has none.
 */
export function splitInlineExec(
  block: ProseBlock,
): { readonly before: ProseBlock; readonly fence: FenceBlock; readonly after: ProseBlock | null } | null {
  const found = INLINE_EXEC.exec(block.text);
  if (found === null) return null;
  const command = found[1] ?? '';
  const blank = block.text.slice(found.index).search(/\n[ \t]*(\n|$)/);
  const end = blank === -1 ? block.text.length : found.index + blank;
  const line = block.line + lines(block.text.slice(0, found.index));
  const paragraph = block.text.slice(0, end);
  const rest = block.text.slice(end);
  return {
    before: { kind: 'prose', text: paragraph.replace(ANY_INLINE, '$1'), line: block.line },
    fence: { kind: 'fence', info: 'sh', body: command, raw: '', indented: false, execAfter: true, line },
    after: rest.trim() === '' ? null : { kind: 'prose', text: rest, line: block.line + lines(paragraph) },
  };
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}
