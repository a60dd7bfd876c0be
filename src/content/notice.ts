import type { Block, HeadingBlock } from './scan-blocks.ts';

const NOTICE = /^> ?Notice:[ \t]*/;

/** Takes the `> Notice:` quote that the next block begins with out of the queue, or yields null. */
export function takeNotice(queue: Exclude<Block, HeadingBlock>[]): string | null {
  const next = queue[0];
  if (next?.kind !== 'prose') return null;
  const lines = next.text.split('\n');
  const start = lines.findIndex((line) => line.trim() !== '');
  if (start === -1 || !NOTICE.test(lines[start] ?? '')) return null;
  const length = lines.slice(start).findIndex((line) => !line.startsWith('>'));
  const end = length === -1 ? lines.length : start + length;
  const quote = lines.slice(start, end).map((line) => line.replace(/^> ?/, ''));
  queue[0] = { kind: 'prose', text: lines.slice(end).join('\n'), line: next.line + end };
  return quote
    .join('\n')
    .replace(/^Notice:[ \t]*/, '')
    .trim();
}

/** The index of the line on which such a quote begins, or -1. */
export function noticeLine(prose: string): number {
  return prose.split('\n').findIndex((line) => NOTICE.test(line));
}
