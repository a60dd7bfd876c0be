import type { ProblemList } from './problem.ts';

/** The body of a lesson, cut where pages and activities can begin; everything between is prose. */
export type Block = HeadingBlock | FenceBlock | ProseBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly text: string;
  /** From `{#id}`, or null. */
  readonly id: string | null;
  /** What stands after the id in the braces: `claims=S0-01,S0-02`. */
  readonly attributes: readonly string[];
  readonly line: number;
}

/** A fenced code block at the first column or indented by up to three spaces. */
export interface FenceBlock {
  readonly kind: 'fence';
  readonly info: string;
  readonly body: string;
  /** The block as it stands in the file, without what Killercoda puts after it. */
  readonly raw: string;
  readonly indented: boolean;
  /** Killercoda's `{{exec}}` stood after the closing fence. */
  readonly execAfter: boolean;
  /** Line of the opening fence; its body begins on the next. */
  readonly line: number;
}

export interface ProseBlock {
  readonly kind: 'prose';
  readonly text: string;
  readonly line: number;
}

const HEADING = /^ {0,3}##(?!#)(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const HEADING_ID = /^(.*?)[ \t]*\{#([^}\s]*)((?:[ \t]+[^}\s]+)*)[ \t]*\}$/;
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const AFTER_FENCE = /^[ \t]*(?:\{\{(exec|copy)\b[^}]*\}\})?[ \t]*$/;

/** Cuts text that begins at `firstLine` of its file. Fences as in CommonMark 0.31, section 4.5. */
export function scanBlocks(text: string, firstLine: number, problems: ProblemList): readonly Block[] {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  let prose: string[] = [];
  const endProse = (end: number): void => {
    if (prose.length > 0)
      blocks.push({ kind: 'prose', text: prose.join('\n'), line: firstLine + end - prose.length });
    prose = [];
  };
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? '';
    const block = headingAt(line, firstLine + index) ?? fenceAt(lines, index, firstLine, problems);
    if (block === null) {
      prose.push(line);
      index += 1;
      continue;
    }
    endProse(index);
    blocks.push(block);
    index += block.kind === 'fence' ? block.raw.split('\n').length : 1;
  }
  endProse(lines.length);
  return blocks;
}

function headingAt(text: string, line: number): HeadingBlock | null {
  const match = HEADING.exec(text);
  if (match === null) return null;
  const heading = match[1] ?? '';
  const withId = HEADING_ID.exec(heading);
  return withId === null
    ? { kind: 'heading', text: heading, id: null, attributes: [], line }
    : {
        kind: 'heading',
        text: withId[1] ?? '',
        id: withId[2] ?? '',
        attributes: wordsOf(withId[3] ?? ''),
        line,
      };
}

const wordsOf = (text: string): readonly string[] => text.split(/[ \t]+/).filter((word) => word !== '');

function fenceAt(
  lines: readonly string[],
  start: number,
  firstLine: number,
  problems: ProblemList,
): FenceBlock | null {
  const opening = FENCE.exec(lines[start] ?? '');
  if (opening === null) return null;
  const [, indent = '', marker = '', info = ''] = opening;
  const closing = findClosing(lines, start + 1, marker);
  const line = firstLine + start;
  if (closing === null) problems.add(line, 'this fence is never closed');
  const end = closing?.index ?? lines.length;
  const body = lines.slice(start + 1, end).map((text) => withoutIndent(text, indent.length));
  const raw = [...lines.slice(start, end), ...(closing === null ? [] : [`${indent}${marker}`])].join('\n');
  const execAfter = closing?.after === 'exec';
  return {
    kind: 'fence',
    info: info.trim(),
    body: body.join('\n'),
    raw,
    indented: indent !== '',
    execAfter,
    line,
  };
}

function findClosing(
  lines: readonly string[],
  from: number,
  marker: string,
): { readonly index: number; readonly after: string | undefined } | null {
  const run = new RegExp(`^ {0,3}${marker[0]}{${marker.length},}(.*)$`);
  for (let index = from; index < lines.length; index += 1) {
    const rest = run.exec(lines[index] ?? '')?.[1];
    const after = rest === undefined ? null : AFTER_FENCE.exec(rest);
    if (after !== null) return { index, after: after[1] };
  }
  return null;
}

function withoutIndent(text: string, columns: number): string {
  const spaces = text.length - text.trimStart().length;
  return text.slice(Math.min(columns, spaces));
}
