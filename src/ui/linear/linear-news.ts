import type { LinearScreen, Section } from './linear-screen.ts';

/**
 * What is to be said of a screen when another stood there before: all of it in another place, else only lines that were
 * not there. A pointer that has moved is told where it came to, with the lines that belong to what it points at.
 */
export function linearNews(before: LinearScreen | null, now: LinearScreen): readonly string[] {
  if (before === null || before.place !== now.place) {
    const all = now.sections.flatMap(({ lines }) => lines);
    return all.length === 0 ? [] : ['', ...all];
  }
  return now.sections.flatMap((section) =>
    sectionNews(before.sections.find(({ name }) => name === section.name)?.lines ?? [], section),
  );
}

function sectionNews(old: readonly string[], { lines }: Section): readonly string[] {
  if (old === lines) return [];
  if (old.length > 0 && old.every((line, at) => lines[at] === line)) return lines.slice(old.length);
  const left = new Map<string, number>();
  for (const line of old) left.set(unpointed(line), (left.get(unpointed(line)) ?? 0) + 1);
  const pointed = new Set(old.filter(isPointed));
  const news: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const count = left.get(unpointed(line)) ?? 0;
    const moved = isPointed(line) && !pointed.has(line);
    const isNew = count === 0;
    if (!isNew) left.set(unpointed(line), count - 1);
    goesOn = moved || (goesOn && /^ {4}/.test(line));
    if (isNew || moved || goesOn) news.push(line);
  }
  return news;
}

const isPointed = (line: string): boolean => line.startsWith('> ');
const unpointed = (line: string): string => (isPointed(line) ? `  ${line.slice(2)}` : line);
