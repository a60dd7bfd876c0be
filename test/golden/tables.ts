/** What to make of the values in a table that cannot be the same twice. */
export interface CellRules {
  /** The rules for text anywhere. */
  free(text: string): string;
  /** A name that Docker made up. */
  name(name: string): string;
  /** A process ID other than 0 and 1, which mean something. */
  pid(pid: string): string;
}

/**
 * Tables. A column is as wide as its longest cell, and that cell may be an age or a name made by chance: so a table is
 * taken apart at the places its header gives, its cells are normalised, and it is set again. A table whose cells do not
 * stand under their headings is left as it is, and so shows as a difference. Text that is no table follows the free rules.
 */
export function normaliseTable(text: string, rules: CellRules): string {
  const lines = text.split('\n');
  const header = lines[0] ?? '';
  if (/^(CONTAINER ID|REPOSITORY|NAMES|IMAGE) /.test(header)) return dockerTable(text, lines, rules);
  const titles = header.trim().split(/\s+/);
  const ofProcesses =
    titles.length > 1 && titles.includes('PID') && titles.every((it) => /^[A-Z%]+$/.test(it));
  return ofProcesses ? processTable(lines, titles, rules) : rules.free(text);
}

function dockerTable(text: string, lines: readonly string[], rules: CellRules): string {
  const columns = [...(lines[0] ?? '').matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    at: match.index,
    title: match[0],
  }));
  const rows = lines.slice(0, -1);
  const aligned = rows.every((row) =>
    columns.every(({ at }) => at === 0 || row.length <= at || row[at - 1] === ' '),
  );
  if (!aligned) return rules.free(text);
  const cells = rows.map((row, line) =>
    columns.map(({ at, title }, index) => {
      const cell = row.slice(at, columns[index + 1]?.at).trimEnd();
      return line === 0 ? cell : dockerCell(title, cell, rules);
    }),
  );
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)) + 3);
  const set = cells.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(''));
  return [...set.map((row) => row.trimEnd()), ...lines.slice(-1)].join('\n');
}

/** Names that Docker makes up are two words of letters; the size of the image depends on where it was built. */
function dockerCell(title: string, cell: string, rules: CellRules): string {
  if (title === 'NAMES' && /^[a-z]+_[a-z]+\d?$/.test(cell)) return rules.name(cell);
  return title === 'SIZE' ? '<size>' : rules.free(cell);
}

const byChance: Readonly<Record<string, string>> = {
  STIME: '<time>',
  START: '<time>',
  ELAPSED: '<time>',
  TIME: '<cpu>',
  C: '<cpu>',
  '%CPU': '<cpu>',
  '%MEM': '<memory>',
  VSZ: '<memory>',
  RSS: '<memory>',
};

/** ps and docker top: PIDs are whatever came next, times and memory as it happened, and columns as wide as those. */
function processTable(lines: readonly string[], titles: readonly string[], rules: CellRules): string {
  const cell = (title: string, word: string): string => {
    if (/^(PID|PPID|PGID|PGRP|SID|SESS|LWP)$/.test(title))
      return word === '0' || word === '1' ? word : rules.pid(word);
    return byChance[title] ?? rules.free(word);
  };
  const row = (line: string): string => {
    const words = line.trim().split(/\s+/);
    const last = titles.length - 1;
    const cells = [...words.slice(0, last), words.slice(last).join(' ')];
    return cells.map((word, index) => cell(titles[index] ?? '', word)).join(' ');
  };
  return lines
    .map((line, index) => (index === 0 ? titles.join(' ') : line === '' ? '' : row(line)))
    .join('\n');
}
