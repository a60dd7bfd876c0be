import type { OutputWhy } from '../domain/output-why.ts';
import { checkMarkdown } from './markup.ts';
import type { ProblemList } from './problem.ts';
import type { Block, HeadingBlock } from './scan-blocks.ts';

/** What quotes right after a step say of its output. */
export interface Remarks {
  /** `> Notice: …`; null: none. */
  readonly notice: string | null;
  /** `> Why "text of a line": …`, in the order written. */
  readonly whys: readonly OutputWhy[];
}

type Queue = Exclude<Block, HeadingBlock>[];

const NOTICE = /^> ?Notice:[ \t]*/;
const WHY = /^> ?Why (?:"([^"]+)"|`([^`]+)`):[ \t]*/;

/** Takes the quotes that the next block begins with out of the queue; a notice only where the step has one. */
export function takeRemarks(queue: Queue, problems: ProblemList, mayNotice: boolean): Remarks {
  let notice: string | null = null;
  const whys: OutputWhy[] = [];
  for (;;) {
    const remark = takeRemark(queue, mayNotice && notice === null);
    if (remark === null) return { notice, whys };
    if (remark.pattern === null) notice = remark.text;
    else {
      checkMarkdown(remark.text, remark.line, 'why: ', problems);
      if (remark.text === '') problems.add(remark.line, `why: "${remark.pattern}" has no explanation`);
      if (whys.some(({ pattern }) => pattern === remark.pattern))
        problems.add(remark.line, `why: "${remark.pattern}" is explained twice`);
      whys.push({ pattern: remark.pattern, text: remark.text });
    }
  }
}

interface Remark {
  /** null: it is a notice. */
  readonly pattern: string | null;
  readonly text: string;
  readonly line: number;
}

function takeRemark(queue: Queue, mayNotice: boolean): Remark | null {
  const next = queue[0];
  if (next?.kind !== 'prose') return null;
  const lines = next.text.split('\n');
  const start = lines.findIndex((line) => line.trim() !== '');
  const first = lines[start] ?? '';
  const why = WHY.exec(first);
  if (start === -1 || (why === null && !(mayNotice && NOTICE.test(first)))) return null;
  const length = lines.slice(start + 1).findIndex((line) => !line.startsWith('>') || isRemark(line));
  const end = length === -1 ? lines.length : start + 1 + length;
  const quote = lines
    .slice(start, end)
    .map((line, row) => line.replace(row === 0 ? (why ? WHY : NOTICE) : /^> ?/, ''));
  queue[0] = { kind: 'prose', text: lines.slice(end).join('\n'), line: next.line + end };
  return {
    pattern: why === null ? null : (why[1] ?? why[2] ?? ''),
    text: quote.join('\n').trim(),
    line: next.line + start,
  };
}

const isRemark = (line: string): boolean => NOTICE.test(line) || WHY.test(line);

/** The index of the line on which a quote begins that is a remark, or means to be one; -1: there is none. */
export function remarkLine(prose: string): number {
  return prose.split('\n').findIndex((line) => NOTICE.test(line) || /^> ?Why ["`]/.test(line));
}
