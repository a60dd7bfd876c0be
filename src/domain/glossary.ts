/** A word of the course, explained once. */
export interface GlossaryTerm {
  readonly term: string;
  /** Other ways to write it, such as the plural that is not made with an s. */
  readonly spellings: readonly string[];
  /** One short paragraph of markdown. */
  readonly text: string;
}

/** The terms that a text uses, in the order of the glossary. Capitals and a plural s do not count; words are whole. */
export function termsUsedIn(text: string, glossary: readonly GlossaryTerm[]): readonly GlossaryTerm[] {
  const words = ` ${normal(text)} `;
  return glossary.filter(({ term, spellings }) =>
    [term, ...spellings].some((spelling) => uses(words, normal(spelling))),
  );
}

/** The term of this name, whatever its capitals; null when there is none. */
export function findTerm(name: string, glossary: readonly GlossaryTerm[]): GlossaryTerm | null {
  const wanted = singular(normal(name));
  const fits = (spelling: string): boolean => singular(normal(spelling)) === wanted;
  return glossary.find(({ term, spellings }) => [term, ...spellings].some(fits)) ?? null;
}

const uses = (words: string, spelling: string): boolean =>
  spelling !== '' && ['', 's', 'es'].some((plural) => words.includes(` ${spelling}${plural} `));

/** Words and numbers in small letters, a space between; hyphens count as spaces. */
const normal = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

const singular = (text: string): string => (text.length > 3 ? text.replace(/(?<=[^s])s$/, '') : text);
