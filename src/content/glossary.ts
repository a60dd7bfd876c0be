import { findTerm, type GlossaryTerm } from '../domain/glossary.ts';
import { checkMarkdown, forbiddenCharacter } from './markup.ts';
import { type Problem, ProblemList } from './problem.ts';

export interface DecodedGlossary {
  /** By the alphabet. */
  readonly terms: readonly GlossaryTerm[];
  readonly problems: readonly Problem[];
}

const LONGEST = 420;

/** Decodes `## term | other spelling` with one short paragraph each; what stands before the first `##` is not shown. */
export function decodeGlossary(source: string, file: string): DecodedGlossary {
  const problems = new ProblemList(file);
  const terms: GlossaryTerm[] = [];
  for (const section of sections(source.replaceAll('\r\n', '\n'))) {
    const term = decodeTerm(section, problems);
    if (term === null) continue;
    const again = [term.term, ...term.spellings].find((name) => findTerm(name, terms) !== null);
    if (again !== undefined) problems.add(section.line, `"${again}" stands there already`);
    terms.push(term);
  }
  if (terms.length === 0 && problems.isEmpty) problems.add(1, 'expected terms as ## headings, found none');
  terms.sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
  return { terms, problems: problems.sorted() };
}

interface Section {
  readonly heading: string;
  readonly text: string;
  readonly line: number;
}

function sections(source: string): readonly Section[] {
  const found: { heading: string; lines: string[]; line: number }[] = [];
  for (const [index, line] of source.split('\n').entries()) {
    const heading = /^##(?!#)[ \t]*(.*?)[ \t]*$/.exec(line)?.[1];
    if (heading !== undefined) found.push({ heading, lines: [], line: index + 1 });
    else found.at(-1)?.lines.push(line);
  }
  return found.map(({ heading, lines, line }) => ({ heading, text: lines.join('\n').trim(), line }));
}

function decodeTerm({ heading, text, line }: Section, problems: ProblemList): GlossaryTerm | null {
  const [term = '', ...spellings] = heading.split('|').map((name) => name.trim());
  const complaint = complaintAbout([term, ...spellings], text);
  if (complaint !== null) {
    problems.add(line, complaint);
    return null;
  }
  checkMarkdown(text, line + 1, `${term}: `, problems);
  return { term, spellings, text: text.replace(/\s*\n\s*/g, ' ') };
}

function complaintAbout(names: readonly string[], text: string): string | null {
  if (names.includes('')) return 'expected a term after ##, found none';
  if (text === '') return `"${names[0]}" has no text`;
  if (/\n[ \t]*\n/.test(text) || /^([-*+>#|]|\d+\.|```)/m.test(text))
    return `"${names[0]}": expected one paragraph, found more`;
  if (text.length > LONGEST)
    return `"${names[0]}": expected at most ${LONGEST} characters, found ${text.length}`;
  return forbiddenCharacter(`${names.join('')}${text}`);
}
