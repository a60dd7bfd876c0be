import type { ReviewScreen } from '../../app/review/review-screen.ts';
import { reviewEntries, standLines } from '../../app/review/review-words.ts';
import type { State } from '../../app/state.ts';
import type { Section } from './linear-screen.ts';

/** What is due, and what Enter may go to. */
export function reviewSections(state: State, screen: ReviewScreen): readonly Section[] {
  const entries = reviewEntries(screen, state.course).map(
    ({ text }, index) => `${index === screen.selected ? '>' : ' '} ${text}`,
  );
  const done = screen.stand?.doneToday ?? 0;
  return [
    { name: 'title', lines: [`Review${done === 0 ? '' : `, ${done} done today`}`] },
    { name: 'stand', lines: standLines(screen) },
    { name: 'entries', lines: screen.stand === null ? [] : entries },
  ];
}
