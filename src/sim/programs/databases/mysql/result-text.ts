/** Results as the mysql client prints them: tab-separated, as a table, or one column a line (mysql(1), "-t", "-E"). */
import type { Result } from '../sql/dialect.ts';
import { isNumeric, textOf, type Value } from '../sql/values.ts';

type Rows = Extract<Result, { kind: 'rows' }>;

/** Booleans do not occur: they are 0 and 1. */
const shown = (value: Value): string => (value === null ? 'NULL' : textOf(value));

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\0', '\\0');

export function batchText({ columns, rows }: Rows, withNames: boolean): string {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => row.map((value) => escaped(shown(value))).join('\t'));
  const head = withNames ? [columns.map(({ name }) => name).join('\t')] : [];
  return `${[...head, ...lines].join('\n')}\n`;
}

const width = (text: string): number => [...text].length;

export function tableText({ columns, rows }: Rows, withNames: boolean): string {
  if (rows.length === 0) return '';
  const widths = columns.map(({ name }, index) =>
    Math.max(withNames ? width(name) : 1, ...rows.map((row) => width(shown(row[index] ?? null)))),
  );
  const rule = `+${widths.map((one) => '-'.repeat(one + 2)).join('+')}+`;
  const line = (texts: readonly string[], right: readonly boolean[]): string =>
    `|${texts
      .map((text, index) => {
        const gap = ' '.repeat((widths[index] ?? 0) - width(text));
        return right[index] ? ` ${gap}${text} ` : ` ${text}${gap} `;
      })
      .join('|')}|`;
  const none = columns.map(() => false);
  const numeric = columns.map(
    (one, index) => one.numeric || rows.some((row) => isNumeric(row[index] ?? null)),
  );
  const body = rows.map((row) => line(row.map(shown), numeric));
  const head = withNames
    ? [
        line(
          columns.map(({ name }) => name),
          none,
        ),
        rule,
      ]
    : [];
  return `${[rule, ...head, ...body, rule].join('\n')}\n`;
}

export function verticalText({ columns, rows }: Rows): string {
  const most = Math.max(...columns.map(({ name }) => width(name)));
  return rows
    .map((row, index) => {
      const head = `*************************** ${index + 1}. row ***************************\n`;
      const lines = columns.map(({ name }, at) => `${name.padStart(most)}: ${shown(row[at] ?? null)}\n`);
      return head + lines.join('');
    })
    .join('');
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What is said at a terminal after a statement. */
export function afterText(result: Result, seconds: string): string {
  const warned =
    result.kind === 'done' && result.warnings > 0 ? `, ${plural(result.warnings, 'warning')}` : '';
  if (result.kind === 'rows') {
    if (result.rows.length === 0) return `Empty set (${seconds} sec)\n\n`;
    return `${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'} in set (${seconds} sec)\n\n`;
  }
  if (result.says !== undefined) return `${result.says}\n`;
  const affected =
    result.verb === 'DROP DATABASE' || /^(INSERT|UPDATE|DELETE|CREATE DATABASE)$/.test(result.verb)
      ? result.affected
      : 0;
  const head = `Query OK, ${affected} ${affected === 1 ? 'row' : 'rows'} affected${warned} (${seconds} sec)\n`;
  if (result.verb === 'UPDATE')
    return `${head}Rows matched: ${result.matched}  Changed: ${result.affected}  Warnings: 0\n\n`;
  if (result.verb === 'INSERT' && result.affected > 1)
    return `${head}Records: ${result.affected}  Duplicates: 0  Warnings: 0\n\n`;
  return `${head}\n`;
}
