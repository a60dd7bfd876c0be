/**
 * Models the shells' secondary prompt: whether a text that ends here is a beginning only (open quote, open `if`, here-document
 * without its end, backslash at the end). Invariant: a text that can run is never held back. See POSIX XCU 2.3.
 */
import { forEachChild, type SyntaxNode } from 'unbash';
import type { Dialect } from './dialect.ts';
import { parseScript, syntaxProblem } from './parse.ts';

function hasOpenHereDocument(node: SyntaxNode): boolean {
  let open = node.type === 'HereDoc' && node.closing === undefined;
  if (!open)
    forEachChild(node, (child) => {
      open ||= hasOpenHereDocument(child);
    });
  return open;
}

export function needsMore(text: string, dialect: Dialect): boolean {
  if (/(^|[^\\])(\\\\)*\\\n$/.test(text)) return true;
  const script = parseScript(text);
  const problem = syntaxProblem(script, { text, firstLine: 1 }, dialect);
  if (problem !== null) return problem.incomplete;
  return text.includes('<<') && hasOpenHereDocument(script);
}
