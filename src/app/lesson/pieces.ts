import type { Lesson, Page } from '../../domain/lesson.ts';
import { type ChoiceQuestion, rightsOf } from '../../domain/question.ts';
import { measure, paneInner } from '../layout.ts';
import type { Size } from '../state.ts';
import type { Piece } from '../typesetter.ts';
import type { ActivityState, FillInState, LessonScreen } from './lesson-state.ts';
import { currentActivity, currentPage, isComposed } from './lesson-state.ts';
import { isTabular } from './pane.ts';
import { optionIndent } from './pane-choice.ts';
import { markedIndent } from './pane-composed.ts';
import type { ComposedState } from './question-state.ts';

/** Names a page as set for a size, so that an answer for another one is recognised. */
export const docsKey = (screen: LessonScreen, size: Size): string =>
  `${screen.lesson.id}/${screen.page}/${size.columns}/${explanationOf(currentActivity(screen))}`;

/** Names all pages of a lesson as set for a size. */
export const lessonKey = (screen: LessonScreen, size: Size): string =>
  `${screen.lesson.id}/all/${size.columns}`;

export const pageName = (page: number): string => `page-${page}`;

/** The prose of every page, as it is shown. */
export const lessonPieces = ({ lesson }: LessonScreen, size: Size): readonly Piece[] =>
  lesson.pages.map((page, at) => ({ ...prosePiece(lesson, page, size), name: pageName(at) }));

function prosePiece(lesson: Lesson, page: Page, size: Size): Piece {
  // The title stands above every page already.
  const titled = page.heading === '' || page.heading === lesson.title;
  const heading = titled ? '' : `## ${page.heading}\n\n`;
  return { name: 'prose', markdown: heading + page.prose, width: measure(size) };
}

/** All the markdown of a page, each piece for the width it will stand in. */
export function pagePieces(screen: LessonScreen, size: Size): readonly Piece[] {
  const prose = prosePiece(screen.lesson, currentPage(screen), size);
  const activity = currentActivity(screen);
  if (activity === null) return [prose];
  return [prose, ...activityPieces(activity, paneInner(size, isTabular(activity)))];
}

function activityPieces(activity: ActivityState, width: number): readonly Piece[] {
  switch (activity.kind) {
    case 'run':
      return optional('notice', activity.activity.notice, width);
    case 'task': {
      const hints = activity.activity.hints.map((hint) => ({
        name: `hint-${hint.id}`,
        markdown: hint.text,
        width,
      }));
      return [{ name: 'prompt', markdown: activity.activity.prompt, width }, ...hints];
    }
    case 'predict':
      return [
        ...questionPieces(activity.activity.question, width),
        ...optional('notice', activity.activity.notice, width),
      ];
    case 'choice':
      return questionPieces(activity.question, width);
    default:
      return [
        { name: 'prompt', markdown: activity.question.prompt, width },
        ...entryPieces(activity, width),
        ...optional('explanation', explanationOf(activity) || null, width),
      ];
  }
}

/** What is chosen from, put in order or matched; `option-` also names items and lefts. */
function entryPieces(activity: FillInState | ComposedState, width: number): readonly Piece[] {
  const named = (name: string, texts: readonly string[], indent: number): readonly Piece[] =>
    texts.map((markdown, index) => ({ name: `${name}-${index}`, markdown, width: width - indent }));
  switch (activity.kind) {
    case 'fill-in':
    case 'fault':
      return [];
    case 'multiple':
      return named(
        'option',
        activity.question.options.map(({ text }) => text),
        markedIndent,
      );
    case 'true-false':
      return named(
        'option',
        activity.question.reasons.map(({ text }) => text),
        optionIndent,
      );
    case 'order':
      return named('option', activity.question.items, optionIndent);
    case 'match':
      return [
        ...named(
          'option',
          activity.question.pairs.map(({ left }) => left),
          optionIndent,
        ),
        ...named('right', rightsOf(activity.question), 2 * optionIndent + 1),
      ];
  }
}

/** What an answer that was typed or put together was told depends on the answer, so it is set once there is one. */
function explanationOf(activity: ActivityState | null): string {
  const isSet = activity !== null && (activity.kind === 'fill-in' || isComposed(activity));
  return isSet ? (activity.answered?.judgement.explanation ?? '') : '';
}

function questionPieces(question: ChoiceQuestion, width: number): readonly Piece[] {
  const options = question.options.flatMap((option, index) => [
    { name: `option-${index}`, markdown: option.text, width: width - optionIndent },
    { name: `why-${index}`, markdown: option.why, width: width - optionIndent },
  ]);
  return [{ name: 'prompt', markdown: question.prompt, width }, ...options];
}

function optional(name: string, markdown: string | null, width: number): readonly Piece[] {
  return markdown === null ? [] : [{ name, markdown: capitalised(markdown), width }];
}

/** A notice goes on after a colon in the lesson's text; here it stands below a heading. */
const capitalised = (text: string): string => text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
