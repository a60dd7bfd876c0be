import { type PageId, pageId } from '../domain/ids.ts';
import type { Activity, Page, PredictActivity, RunActivity, TaskActivity } from '../domain/lesson.ts';
import { decodePredict } from './decode-predict.ts';
import { decodeQuiz } from './decode-quiz.ts';
import { decodeRun } from './decode-run.ts';
import { decodeTask } from './decode-task.ts';
import { checkDiagram } from './diagram.ts';
import { type ActivityFence, activityFence } from './fence.ts';
import { splitInlineExec } from './killercoda.ts';
import { checkMarkdown } from './markup.ts';
import { type Covers, coversOf } from './page-attributes.ts';
import type { ProblemList } from './problem.ts';
import { remarkLine, takeRemarks } from './remarks.ts';
import type { Block, HeadingBlock } from './scan-blocks.ts';
import { isIdentifier } from './yaml-scalars.ts';

interface Section {
  readonly heading: string;
  readonly id: string;
  readonly covers: Covers;
  readonly line: number;
  readonly blocks: Exclude<Block, HeadingBlock>[];
}

/** A lesson's pages in order, each with the line on which it begins. */
export interface PlacedPage {
  readonly page: Page;
  readonly line: number;
  /** Line of the heading it shares with the other pages of its section. */
  readonly sectionLine: number;
  /** Its activity, also when that has a fault and the page goes without; null when there is none. */
  readonly item: Pick<ActivityFence, 'id' | 'line'> | null;
}

/** `## ` starts a section; a section is as many pages as it has activities, or one. */
export function assemblePages(
  blocks: readonly Block[],
  title: string,
  firstLine: number,
  problems: ProblemList,
): readonly PlacedPage[] {
  return sectionsOf(blocks, title, firstLine, problems).flatMap((section) => pagesOf(section, problems));
}

function sectionsOf(
  blocks: readonly Block[],
  title: string,
  firstLine: number,
  problems: ProblemList,
): readonly Section[] {
  const opening: Section = { heading: title, id: 'start', covers: {}, line: firstLine, blocks: [] };
  const sections = [opening];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push(sectionOf(block, problems));
    else sections.at(-1)?.blocks.push(block);
  }
  const hasOpening = opening.blocks.some((block) => block.kind !== 'prose' || block.text.trim() !== '');
  return hasOpening ? sections : sections.slice(1);
}

function sectionOf(heading: HeadingBlock, problems: ProblemList): Section {
  if (heading.text === '') problems.add(heading.line, 'expected a heading after ##, found none');
  const id = heading.id ?? slug(heading.text);
  if (!isIdentifier(id)) {
    problems.add(
      heading.line,
      `expected a page id of a-z, 0-9 and single hyphens, found "${id}"; add one as {#id}`,
    );
  }
  checkMarkdown(heading.text, heading.line, 'heading: ', problems);
  return { heading: heading.text, id, covers: coversOf(heading, problems), line: heading.line, blocks: [] };
}

/** `Who is number 1?` as GitHub links to it: `who-is-number-1`. */
export function slug(heading: string): string {
  return (heading.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-');
}

/** Gathers prose until something to do ends the page. */
class PageBuilder {
  readonly pages: PlacedPage[] = [];
  readonly #section: Section;
  readonly #problems: ProblemList;
  #prose: string[] = [];
  #proseLine: number | null = null;

  constructor(section: Section, problems: ProblemList) {
    this.#section = section;
    this.#problems = problems;
  }

  addCode(raw: string, line: number): void {
    this.#proseLine ??= line;
    this.#prose.push(raw);
  }

  addProse(text: string, line: number): void {
    const remark = remarkLine(text);
    if (remark !== -1) {
      this.#problems.add(
        line + remark,
        'a quote that begins with Notice: stands right after a +exec fence, and one that begins with Why "…": right after a +exec, task or predict fence',
      );
    }
    this.addCode(text, line);
  }

  endPage(activity: Activity | null, item: PlacedPage['item']): void {
    const raw = this.#prose.join('\n');
    const startLine = this.#proseLine ?? item?.line ?? this.#section.line;
    checkMarkdown(raw, startLine, '', this.#problems);
    const number = this.pages.length + 1;
    const id: PageId = pageId(number === 1 ? this.#section.id : `${this.#section.id}-${number}`);
    const { heading, covers, line: sectionLine } = this.#section;
    const page = { id, heading, ...covers, prose: trimBlankLines(raw), activity };
    this.pages.push({ page, line: number === 1 ? sectionLine : startLine, sectionLine, item });
    this.#prose = [];
    this.#proseLine = null;
  }

  get hasProse(): boolean {
    return this.#prose.some((text) => text.trim() !== '');
  }
}

function pagesOf(section: Section, problems: ProblemList): readonly PlacedPage[] {
  const builder = new PageBuilder(section, problems);
  const queue = [...section.blocks];
  for (let block = queue.shift(); block !== undefined; block = queue.shift()) {
    const inline = block.kind === 'prose' ? splitInlineExec(block) : null;
    if (inline !== null) {
      builder.addProse(inline.before.text, inline.before.line);
      queue.unshift(inline.fence, ...(inline.after === null ? [] : [inline.after]));
      continue;
    }
    const isPicture = block.kind === 'fence' && checkDiagram(block, problems);
    const fence = block.kind === 'fence' && !isPicture ? activityFence(block, problems) : null;
    if (fence !== null) builder.endPage(decodeActivity(fence, queue), fence);
    else if (block.kind === 'fence') builder.addCode(block.raw, block.line);
    else builder.addProse(block.text, block.line);
  }
  if (builder.hasProse) builder.endPage(null, null);
  if (builder.pages.length === 0) {
    problems.add(section.line, `the page "${section.heading}" has neither text nor anything to do`);
  }
  return builder.pages;
}

function decodeActivity(fence: ActivityFence, queue: Section['blocks']): Activity | null {
  if (fence.kind === 'quiz') return decodeQuiz(fence);
  const { notice, whys } = takeRemarks(queue, fence.problems, fence.kind === 'run');
  const activity = decodeStep(fence, notice);
  return activity === null || whys.length === 0 ? activity : { ...activity, whys };
}

function decodeStep(
  fence: ActivityFence,
  notice: string | null,
): RunActivity | TaskActivity | PredictActivity | null {
  switch (fence.kind) {
    case 'run':
      return decodeRun(fence, notice);
    case 'task':
      return decodeTask(fence);
    default:
      return decodePredict(fence);
  }
}

function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
