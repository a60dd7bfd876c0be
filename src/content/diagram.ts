import {
  diagramAlt,
  isDiagram,
  isDrawable,
  MOST_DIAGRAM_COLUMNS,
  MOST_DIAGRAM_ROWS,
} from '../domain/diagram.ts';
import { parseInfoString } from './info-string.ts';
import type { ProblemList } from './problem.ts';
import type { FenceBlock } from './scan-blocks.ts';

/** Below this it is a caption, not a description. */
const SHORTEST_ALT = 30;

/** Reports what keeps a `diagram` fence from being shown everywhere. Says whether it is one. */
export function checkDiagram(block: FenceBlock, problems: ProblemList): boolean {
  if (!isDiagram(block.info)) return false;
  const complain = (line: number, sentence: string): void => problems.add(line, `diagram: ${sentence}`);
  const info = parseInfoString(block.info);
  const unknown = [...info.strange, ...info.flags, ...info.values.keys()].find((word) => word !== 'alt');
  if (unknown !== undefined) complain(block.line, `expected alt="…" and nothing else, found "${unknown}"`);
  const alt = diagramAlt(block.info);
  if (alt === null) complain(block.line, 'alt is missing; say in a sentence what the picture shows, alt="…"');
  else if (alt.length < SHORTEST_ALT)
    complain(block.line, `alt is too short to say what the picture shows: "${alt}"`);
  checkPicture(block.body.split('\n'), (row, sentence) => complain(block.line + 1 + row, sentence));
  return true;
}

function checkPicture(rows: readonly string[], complain: (row: number, sentence: string) => void): void {
  if (rows.every((row) => row.trim() === '')) complain(0, 'expected a picture, found none');
  if (rows.length > MOST_DIAGRAM_ROWS)
    complain(MOST_DIAGRAM_ROWS, `expected at most ${MOST_DIAGRAM_ROWS} rows, found ${rows.length}`);
  for (const [index, row] of rows.entries()) {
    const characters = [...row];
    if (characters.length > MOST_DIAGRAM_COLUMNS)
      complain(index, `expected at most ${MOST_DIAGRAM_COLUMNS} columns, found ${characters.length}`);
    const strange = characters.find((character) => !isDrawable(character));
    if (strange !== undefined)
      complain(index, `"${strange}" has no twin in ASCII; FORMAT.md lists what may be used`);
  }
}
