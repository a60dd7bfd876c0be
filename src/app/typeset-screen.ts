import type { Step } from './effect.ts';
import { typesetPage } from './lesson/open-page.ts';
import { docsKey, lessonKey } from './lesson/pieces.ts';
import { lessonTypeset, showPending } from './lesson/update-search.ts';
import { summaryKey, typesetSummary } from './result/update-result.ts';
import type { State } from './state.ts';
import type { Typeset } from './typesetter.ts';

/** All that stands on the screen is set again for its new width. */
export function resized(state: State): Step<State> {
  const { screen } = state;
  if (screen.kind === 'lesson') return [state, [typesetPage(screen, state)]];
  if (screen.kind === 'result') return [state, [typesetSummary(screen.lesson, state)]];
  return [state, []];
}

/** The page as set; an answer for another page or width is too late. */
export function typeset(state: State, key: string, docs: Typeset): Step<State> {
  const { screen } = state;
  if (screen.kind === 'result' && key === summaryKey(screen.lesson, state)) {
    return [{ ...state, screen: { ...screen, summary: { key, lines: docs.summary ?? [] } } }, []];
  }
  if (screen.kind !== 'lesson') return [state, []];
  if (key === lessonKey(screen, state.size)) return lessonTypeset(state, screen, docs);
  if (key !== docsKey(screen, state.size)) return [state, []];
  const set = { ...screen, docs: { key, text: docs } };
  return [{ ...state, screen: showPending(state, set) }, []];
}
