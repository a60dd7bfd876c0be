import { searchRows, searchStand } from '../../app/search/search-rows.ts';
import type { SearchScreen } from '../../app/search/search-screen.ts';
import type { Section } from './linear-screen.ts';

/** How much was found, and the entry pointed at; arrows bring the others, one by one. */
export function searchSections(screen: SearchScreen): readonly Section[] {
  const rows = searchRows(screen);
  const at = rows.findIndex((row) => row.kind === 'entry' && row.at === screen.selected);
  const row = rows[at];
  const heading = rows.slice(0, Math.max(0, at)).findLast(({ kind }) => kind === 'heading');
  const pointed =
    row?.kind === 'entry'
      ? [`> ${heading?.text ?? ''}: ${row.text}${row.beside === '' ? '' : `; ${row.beside}`}`]
      : [];
  return [
    { name: 'title', lines: ['Search the course'] },
    { name: 'found', lines: [searchStand(screen)] },
    { name: 'pointed', lines: pointed },
  ];
}
