import type { GlossaryTerm } from '../glossary.ts';
import type { LessonId, PageId } from '../ids.ts';
import type { Lesson, Page } from '../lesson.ts';
import { plainWords } from './plain-words.ts';

/** A place of the course that can be found by its words. */
export type SearchEntry = LessonEntry | QuestionEntry | TermEntry;

/** A lesson by its title or an objective, or one of its pages by its heading. */
export interface LessonEntry {
  readonly kind: 'lesson';
  readonly lesson: LessonId;
  /** null: the lesson itself. */
  readonly page: PageId | null;
  /** The lesson's title. */
  readonly title: string;
  /** What is looked through; plain text. */
  readonly text: string;
}

/** A question or a prediction by its prompt. */
export interface QuestionEntry {
  readonly kind: 'question';
  readonly lesson: LessonId;
  readonly page: PageId;
  readonly title: string;
  readonly text: string;
}

/** A word of the glossary. */
export interface TermEntry {
  readonly kind: 'term';
  readonly term: GlossaryTerm;
  /** The term and its other spellings. */
  readonly text: string;
}

/** What can be found in a lesson, in its order: itself, what one can do afterwards, its pages, its questions. */
export function lessonEntries(lesson: Lesson): readonly (LessonEntry | QuestionEntry)[] {
  const { id, title, objectives, pages } = lesson;
  const found = (text: string, page: PageId | null = null): LessonEntry => ({
    kind: 'lesson',
    lesson: id,
    page,
    title,
    text: plainWords(text),
  });
  const headings = pages.filter(({ heading }) => heading !== '' && heading !== title);
  return [
    found(title),
    ...objectives.map((objective) => found(objective)),
    ...headings.map((page) => found(page.heading, page.id)),
    ...pages.flatMap((page) => questionEntries(lesson, page)),
  ];
}

export const termEntry = (term: GlossaryTerm): TermEntry => ({
  kind: 'term',
  term,
  text: [term.term, ...term.spellings].join(', '),
});

function questionEntries({ id, title }: Lesson, page: Page): readonly QuestionEntry[] {
  const { activity } = page;
  if (activity?.kind !== 'question' && activity?.kind !== 'predict') return [];
  const { prompt } = activity.question;
  const text = plainWords(activity.kind === 'predict' ? `${prompt} ${activity.command}` : prompt);
  return [{ kind: 'question', lesson: id, page: page.id, title, text }];
}
