/**
 * What --format does to a listing (docker/cli `formatter`): `table`, `table TEMPLATE`, `json`, or a template for each
 * row. A row is a struct of strings; the heads are those of its columns.
 */
import { type GoStruct, type GoValue, goJson } from '../engine/go-value.ts';
import { layOut } from './table.ts';
import { type DataSource, fillNodes, fillTemplate } from './template/execute.ts';
import { parseTemplate } from './template/parser.ts';

export interface Listing {
  /** The Go type of a row, as template errors name it. */
  readonly type: string;
  readonly heads: Readonly<Record<string, string>>;
  readonly defaultTemplate: string;
  /** `--format raw`: a line a field. */
  readonly rawTemplate?: string;
  readonly methods?: (row: GoStruct) => ReadonlyMap<string, (args: readonly GoValue[]) => GoValue>;
}

const unescaped = (template: string): string => template.replace(/\\t/g, '\t').replace(/\\n/g, '\n');

/** The whole output. Throws the template's errors before anything is written. */
export function present(listing: Listing, format: string | null, rows: readonly GoStruct[]): string {
  const source = (row: GoStruct | null): DataSource => ({
    missing: (field) => `can't evaluate field ${field} in type ${listing.type}`,
    ...(listing.methods === undefined || row === null ? {} : { methods: listing.methods(row) }),
  });
  if (format === 'json') return rows.map((row) => `${goJson(sorted(row), true)}\n`).join('');
  const { rawTemplate } = listing;
  if (format === 'raw' && rawTemplate !== undefined) return present(listing, rawTemplate, rows);
  const wanted =
    format === null || format === '' || format === 'table' ? `table ${listing.defaultTemplate}` : format;
  if (!wanted.startsWith('table')) {
    const nodes = parseTemplate(unescaped(wanted));
    if (rows.length === 0) fillNodes(nodes, listing.heads, headSource(listing));
    return rows.map((row) => `${fillNodes(nodes, row, source(row))}\n`).join('');
  }
  const template = unescaped(wanted.slice('table'.length).trim());
  const nodes = parseTemplate(template);
  const body = rows.map((row) => fillNodes(nodes, row, source(row)));
  const head = fillTemplate(template, listing.heads, headSource(listing));
  return layOut([head, ...body].flatMap((line) => line.split('\n')).map((line) => line.split('\t')));
}

/** In the head line functions pass their argument on, and methods show their argument's title. */
const headSource = (listing: Listing): DataSource => ({
  missing: (field) => `can't evaluate field ${field} in type ${listing.type}`,
  methods: new Map([['Label', (args) => String(args[0] ?? '')]]),
});

const sorted = (row: GoStruct): GoStruct =>
  Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
