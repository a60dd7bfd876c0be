import { bodyRows, clamp, footerLines, lessonLayout, measure } from '../layout.ts';
import type { State } from '../state.ts';
import type { LessonScreen } from './lesson-state.ts';
import { paneContent } from './pane.ts';
import type { Feedback, OutputWindow, PaneContent } from './pane-parts.ts';
import type { PaneRow } from './pane-row.ts';

/** What of a lesson is in sight; the same for whoever scrolls and whoever draws. */
export interface LessonView {
  /** All lines of the prose; empty until the page is set. */
  readonly prose: readonly string[];
  readonly proseRows: number;
  readonly proseTop: number;
  readonly proseMax: number;
  readonly pane: PaneView | null;
}

export interface PaneView {
  readonly title: string;
  readonly rows: number;
  readonly head: readonly PaneRow[];
  /** All rows that scroll. */
  readonly body: readonly PaneRow[];
  readonly bodyRows: number;
  readonly top: number;
  readonly max: number;
  readonly foot: readonly PaneRow[];
  readonly feedback: Feedback | null;
  /** Where the output stands that keys move by itself; null: there is none. */
  readonly output: OutputWindow | null;
}

export function lessonView(state: State, screen: LessonScreen): LessonView {
  const prose = screen.docs?.text.prose ?? [];
  const content = paneContent({ ...state, screen });
  const needs = content && {
    lines: content.head.length + content.body.length + content.foot.length,
    head: content.head.length,
  };
  const footer = footerLines(state.footer, measure(state.size)).length;
  const layout = lessonLayout(bodyRows(state.size, footer), screen.focus, prose.length, needs);
  const proseMax = Math.max(0, prose.length - layout.proseRows);
  return {
    prose,
    proseRows: layout.proseRows,
    proseTop: clamp(screen.scroll, 0, proseMax),
    proseMax,
    pane: content && paneView(content, layout.paneRows, screen.paneScroll),
  };
}

/** Head and foot stay; a head that would leave too little for the rest scrolls with it. */
function paneView(whole: PaneContent, rows: number, scroll: number): PaneView {
  const inner = rows - 2;
  const content = fits(whole, inner) ? whole : withHeadInBody(whole);
  const foot = content.foot.slice(-Math.max(1, inner - 1));
  const { head } = content;
  const bodyRows = Math.max(0, inner - head.length - foot.length);
  const max = Math.max(0, content.body.length - bodyRows);
  const top = clamp(anchored(scroll, content.anchor, bodyRows), 0, max);
  const feedback = content.feedback ?? null;
  const output = content.output ?? null;
  return { title: content.title, rows, head, body: content.body, bodyRows, top, max, foot, feedback, output };
}

/** Half of what the foot leaves is the body's, if it has that much. */
function fits({ head, body, foot }: PaneContent, inner: number): boolean {
  const left = inner - foot.length;
  return head.length <= left - Math.min(body.length, Math.max(1, Math.floor(left / 2)));
}

const withHeadInBody = ({ head, body, anchor, feedback, ...rest }: PaneContent): PaneContent => ({
  ...rest,
  head: [],
  body: [...head, ...body],
  anchor: anchor === null ? null : anchor + head.length,
  ...(feedback === undefined ? {} : { feedback: moved(feedback, head.length) }),
});

const moved = ({ from, to, end }: Feedback, by: number): Feedback => ({
  from: from + by,
  to: to + by,
  end: end + by,
});

function anchored(scroll: number, anchor: number | null, rows: number): number {
  if (anchor === null) return scroll;
  return clamp(scroll, anchor - rows + 1, anchor);
}
