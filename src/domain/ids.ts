/**
 * Branded identifiers. A lesson is named by its `name` in the front matter, which never changes once
 * published; an item (question, task, run step) by its `id`, unique within its lesson.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type LessonId = Brand<string, 'LessonId'>;
export type PageId = Brand<string, 'PageId'>;
export type ItemId = Brand<string, 'ItemId'>;

export const lessonId = (text: string): LessonId => text as LessonId;
export const pageId = (text: string): PageId => text as PageId;
export const itemId = (text: string): ItemId => text as ItemId;
