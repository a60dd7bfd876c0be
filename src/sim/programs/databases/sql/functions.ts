/** Functions of values that both servers have. Left out: dates beyond now, JSON, regular expressions; real ones that are left out say so. */
import { SqlError } from './problems.ts';
import { Decimal, numberOf, textOf, type Value } from './values.ts';

type Body = (args: readonly Value[]) => Value;
const strict =
  (body: Body): Body =>
  (args) =>
    args.some((one) => one === null) ? null : body(args);

const text =
  (body: (value: string) => Value): Body =>
  ([value = null]) =>
    value === null ? null : body(textOf(value));

/** From 1; a negative place counts from the end. */
const substring: Body = ([value = null, from = null, length]) => {
  const letters = [...textOf(value)];
  const start = numberOf(from) < 0 ? letters.length + numberOf(from) : numberOf(from) - 1;
  const end = length === undefined ? letters.length : start + numberOf(length);
  return letters.slice(Math.max(0, start), Math.max(0, end)).join('');
};

const round: Body = ([value = null, digits = 0]) => {
  const places = numberOf(digits);
  const rounded = numberOf(value).toFixed(Math.max(0, places));
  return places > 0 ? new Decimal(rounded) : Number(rounded);
};

const concat: Body = (args) => args.map(textOf).join('');

const FUNCTIONS: ReadonlyMap<string, Body> = new Map<string, Body>([
  ['abs', strict(([value = null]) => Math.abs(numberOf(value)))],
  ['ceil', strict(([value = null]) => Math.ceil(numberOf(value)))],
  ['ceiling', strict(([value = null]) => Math.ceil(numberOf(value)))],
  ['char_length', text((value) => [...value].length)],
  ['coalesce', (args) => args.find((one) => one !== null) ?? null],
  ['floor', strict(([value = null]) => Math.floor(numberOf(value)))],
  ['greatest', strict((args) => Math.max(...args.map(numberOf)))],
  ['least', strict((args) => Math.min(...args.map(numberOf)))],
  ['left', strict(([value = null, count = null]) => [...textOf(value)].slice(0, numberOf(count)).join(''))],
  ['lower', text((value) => value.toLowerCase())],
  ['mod', strict(([left = null, right = null]) => numberOf(left) % numberOf(right))],
  ['nullif', ([left = null, right = null]) => (left === right ? null : left)],
  ['power', strict(([base = null, exponent = null]) => numberOf(base) ** numberOf(exponent))],
  [
    'repeat',
    strict(([value = null, count = null]) => textOf(value).repeat(Math.min(10_000, numberOf(count)))),
  ],
  [
    'replace',
    strict(([value = null, from = null, to = null]) => textOf(value).replaceAll(textOf(from), textOf(to))),
  ],
  ['reverse', text((value) => [...value].reverse().join(''))],
  ['round', strict(round)],
  ['sqrt', strict(([value = null]) => Math.sqrt(numberOf(value)))],
  ['substr', strict(substring)],
  ['substring', strict(substring)],
  ['trim', text((value) => value.trim())],
  ['upper', text((value) => value.toUpperCase())],
]);

const MYSQL_ONLY: ReadonlyMap<string, Body> = new Map<string, Body>([
  ['concat', strict(concat)],
  ['if', ([test = null, yes = null, no = null]) => (test !== null && numberOf(test) !== 0 ? yes : no)],
  ['ifnull', ([value = null, other = null]) => value ?? other],
  ['lcase', text((value) => value.toLowerCase())],
  ['length', text((value) => new TextEncoder().encode(value).length)],
  ['ucase', text((value) => value.toUpperCase())],
]);
const POSTGRES_ONLY: ReadonlyMap<string, Body> = new Map<string, Body>([
  [
    'concat',
    (args) =>
      args
        .filter((one) => one !== null)
        .map(textOf)
        .join(''),
  ],
  ['length', text((value) => [...value].length)],
]);

const REAL =
  /^(sleep|uuid|rand|random|md5|sha1|sha2|sha256|date_format|date_add|date_sub|datediff|to_char|date_trunc|extract|json_\w+|jsonb?_\w+|group_concat|string_agg|array_agg|row_number|rank|lag|lead|hex|unhex|from_unixtime|unix_timestamp|inet_\w+|load_file|benchmark|generate_series|gen_random_uuid|cast|convert|format|lpad|rpad|instr|locate|position|now_us|pg_sleep)$/;

/** Throws SqlError where there is no such function. */
export function callFunction(
  name: string,
  args: readonly Value[],
  mysql: boolean,
  place: { readonly at: number; readonly database: string | null },
): Value {
  const lower = name.toLowerCase();
  const body = FUNCTIONS.get(lower) ?? (mysql ? MYSQL_ONLY : POSTGRES_ONLY).get(lower);
  if (body !== undefined) return body(args);
  if (REAL.test(lower))
    throw new SqlError({ kind: 'not-modelled', what: `the function ${name.toUpperCase()}` });
  throw new SqlError({ kind: 'unknown-function', name, at: place.at, args: args.map((one) => typeof one) });
}
