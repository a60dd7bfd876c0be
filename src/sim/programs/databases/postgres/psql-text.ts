/** Results and errors as psql prints them. */
import type { Result } from '../sql/dialect.ts';
import { textOf, type Value } from '../sql/values.ts';
import type { ErrorReply } from '../wire/messages.ts';

export function errorText({ severity, words, position, detail, hint }: ErrorReply, sql: string): string {
  const lines = [`${severity}:  ${words}`];
  if (position > 0) {
    const before = sql.slice(0, position - 1);
    const number = before.split('\n').length;
    const start = before.lastIndexOf('\n') + 1;
    lines.push(
      `LINE ${number}: ${sql.slice(start).split('\n')[0]}`,
      `${' '.repeat(`LINE ${number}: `.length + position - 1 - start)}^`,
    );
  }
  if (detail !== null) lines.push(`DETAIL:  ${detail}`);
  if (hint !== null) lines.push(`HINT:  ${hint}`);
  return `${lines.join('\n')}\n`;
}

const shown = (value: Value): string => (value === null ? '' : textOf(value));

export function resultText(result: Result, bare: boolean): string {
  if (result.kind === 'done') return bare && result.verb === '' ? '' : `${tag(result)}\n`;
  const { columns, rows } = result;
  if (bare) return rows.map((row) => `${row.map(shown).join('|')}\n`).join('');
  const widths = columns.map(({ name }, at) =>
    Math.max(name.length, ...rows.map((row) => shown(row[at] ?? null).length)),
  );
  const center = (text: string, width: number): string =>
    text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
  const head = columns.map(({ name }, at) => ` ${center(name, widths[at] ?? 0)} `).join('|');
  const rule = widths.map((width) => '-'.repeat(width + 2)).join('+');
  const body = rows.map((row) =>
    columns
      .map(({ numeric }, at) => {
        const text = shown(row[at] ?? null);
        const last = at === columns.length - 1;
        return ` ${numeric ? text.padStart(widths[at] ?? 0) : last ? text : text.padEnd(widths[at] ?? 0)}${last ? '' : ' '}`;
      })
      .join('|'),
  );
  return `${[head, rule, ...body].join('\n')}\n(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})\n\n`;
}

function tag({ verb, affected }: Extract<Result, { kind: 'done' }>): string {
  if (verb === 'INSERT') return `INSERT 0 ${affected}`;
  return verb === 'UPDATE' || verb === 'DELETE' ? `${verb} ${affected}` : verb;
}
