import { expect, it } from 'vitest';
import { itemId, lessonId, pageId } from '../../src/domain/ids.ts';
import { inPresentCourse, presentHistory } from '../../src/domain/moved-items.ts';
import { deriveProgress, type LessonShape } from '../../src/domain/progress.ts';
import type { NewProgressEvent } from '../../src/domain/progress-event.ts';
import { happened, lesson, pid1 } from './progress-fixture.ts';

const other = {
  id: lessonId('images'),
  pageIds: [],
  items: [{ id: 'q9', kind: 'question', hash: 'h9' }],
} as const;
const answered = (item: string, hash: string, verdict: 'right' | 'wrong' = 'right'): NewProgressEvent => ({
  kind: 'question-answered',
  lesson: pid1,
  item: itemId(item),
  hash,
  answer: 'a',
  verdict,
});
const placesOf = (events: readonly NewProgressEvent[]) =>
  inPresentCourse(happened(events), [lesson, other]).map((event) => [
    event.lesson,
    'item' in event ? event.item : null,
  ]);

it('leaves the history of a course that has not changed as it is', () => {
  const history = happened([answered('q1', 'h4'), { kind: 'page-viewed', lesson: pid1, page: pageId('x') }]);
  expect(inPresentCourse(history, [lesson])).toBe(history);
});

it('counts an item under the id it has now, with what was done to it before it was edited', () => {
  const events = [
    answered('old-name', 'older text', 'wrong'),
    answered('old-name', 'h4'),
    { kind: 'hint-shown', lesson: pid1, item: itemId('old-name'), hint: 'a' } as const,
  ];
  expect(placesOf(events)).toEqual([
    ['pid1', 'q1'],
    ['pid1', 'q1'],
    ['pid1', 'q1'],
  ]);
  const items = deriveProgress(presentHistory(happened(events), [lesson]), [lesson]).lessons.get(pid1)?.items;
  expect(items?.get(itemId('q1'))).toMatchObject({
    done: true,
    firstVerdict: 'wrong',
    lastVerdict: 'right',
    hintsShown: 1,
    changedSince: false,
  });
});

it('finds an item in the lesson it was moved to, but rather in its own', () => {
  expect(placesOf([answered('gone', 'h9')])).toEqual([['images', 'q9']]);
  const twin = { ...other, items: [{ id: 'twin', kind: 'question', hash: 'h4' }] } as const;
  const [event] = inPresentCourse(happened([answered('gone', 'h4')]), [twin, lesson]);
  expect(event).toMatchObject({ lesson: 'pid1', item: 'q1' });
});

it('leaves an item that the course knows under its id, edited or not, and a stranger as it was', () => {
  expect(placesOf([answered('q1', 'h3'), answered('gone', 'unknown')])).toEqual([
    ['pid1', 'q1'],
    ['pid1', 'gone'],
  ]);
});

it('counts what a newer course taught, once that course is here', () => {
  const events = happened([{ ...answered('q9', 'h9'), lesson: lessonId('images'), pack: 'course@9.0.0' }]);
  const seenBy = (course: readonly LessonShape[]) => deriveProgress(presentHistory(events, course), course);
  expect(seenBy([lesson]).lessons.get(pid1)?.state).toEqual({ kind: 'new' });
  expect(seenBy([lesson, other]).lessons.get(other.id)?.score.firstRight).toBe(1);
});

it('does not take the work of another lesson for its own when a lesson alone is looked at', () => {
  const twin = {
    id: lessonId('images'),
    pageIds: [],
    items: [{ id: 'same', kind: 'question', hash: 'h4' }],
  } as const;
  const history = presentHistory(happened([answered('q1', 'h4')]), [lesson, twin]);
  expect(deriveProgress(history, [twin]).lessons.get(twin.id)?.state).toEqual({ kind: 'new' });
});
