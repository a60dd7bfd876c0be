import { createHash } from 'node:crypto';

/**
 * Sixteen hexadecimal digits that change when the content of an item does, and not when its text is only
 * wrapped anew or its keys are put in another order.
 */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 16);
}

/** The hash of an item without its id, by which it is known again after it has been given another one. */
export function itemHash({ id: _, ...content }: { readonly id: string; readonly question?: object }): string {
  const { question } = content;
  if (question === undefined) return contentHash(content);
  const { id: _same, ...asked } = question as { readonly id?: string };
  return contentHash({ ...content, question: asked });
}

function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.trim().replace(/\s+/g, ' '));
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
