import { dueLine } from '../../app/review/review-words.ts';
import type { MapScreen, State } from '../../app/state.ts';
import { deriveProgress } from '../../domain/progress.ts';
import { skippableLessons } from '../../domain/quiz/skippable.ts';
import { lessonDetails, machineLine, placementOffer, stateWord } from '../screens/map-rows.ts';
import type { Section } from './linear-screen.ts';

/** A paragraph is one line: whoever reads it aloud breaks it where it likes. */
const unbroken = 100_000;
const plainLooks = { colour: false, ascii: true };

/** The course: how far one is, where labs run, every lesson, and what the one pointed at is about. */
export function mapSections(state: State, { selected }: MapScreen): readonly Section[] {
  const { lessons } = deriveProgress(state.events, state.course);
  const done = [...lessons.values()].filter((lesson) => lesson.state.kind === 'done').length;
  const skippable = skippableLessons(state.events);
  const offer = placementOffer(state);
  const list = state.course.map((lesson, index) => {
    const pointer = index === selected ? '> ' : '  ';
    const facts = `${stateWord(lessons.get(lesson.id), skippable.has(lesson.id))}, ${lesson.minutes} min`;
    return `${pointer}${String(lesson.order).padStart(2, '0')} ${lesson.title}, ${facts}`;
  });
  const due = state.review === undefined ? null : dueLine(state.review);
  const pointed = state.course[selected];
  const details = pointed === undefined ? [] : lessonDetails(pointed, unbroken, plainLooks);
  return [
    { name: 'title', lines: [`VM vs container, ${done} of ${state.course.length} lessons done`] },
    { name: 'store', lines: state.notice === null ? [] : [state.notice] },
    { name: 'machine', lines: [machineLine(state)] },
    { name: 'placement', lines: offer === null ? [] : [offer] },
    { name: 'review', lines: due === null ? [] : [due] },
    { name: 'lessons', lines: list },
    { name: 'lesson', lines: details.flatMap(({ text }) => (text === '' ? [] : [text])) },
  ];
}
