import type { ProgressEvent } from './progress-event.ts';

/**
 * Whether an event belongs to the course of its lesson, so that it counts for the lesson's state, position and
 * score. What happened in a quiz, an exam, a review or a placement does not; it counts for results and schedule.
 */
export function isOfLesson(event: ProgressEvent): boolean {
  if (event.in !== undefined) return false;
  switch (event.kind) {
    case 'placement-taken':
    case 'quiz-ended':
    case 'forgotten':
    case 'remembered':
      return false;
    default:
      return true;
  }
}
