/** `--ulimit nofile=1024:2048` (docker/go-units `ulimit.go`). */
export interface Ulimit {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

const NAMES = new Set(
  'as core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  ),
);

/** The words of what is wrong, or the limit. */
export function parseUlimit(word: string): Ulimit | string {
  const at = word.indexOf('=');
  if (at < 0) return `invalid ulimit argument: ${word}`;
  const name = word.slice(0, at);
  if (!NAMES.has(name)) return `invalid ulimit type: ${name}`;
  const values = word.slice(at + 1).split(':');
  if (values.length > 2)
    return `too many limit value arguments - ${word.slice(at + 1)}, can only have up to two, \`soft[:hard]\``;
  const wrong = values.find((value) => !/^-?\d+$/.test(value));
  if (wrong !== undefined) return `strconv.ParseInt: parsing ${JSON.stringify(wrong)}: invalid syntax`;
  const soft = Number(values[0]);
  const hard = values[1] === undefined ? soft : Number(values[1]);
  if (hard !== -1 && soft > hard)
    return `ulimit soft limit must be less than or equal to hard limit: ${soft} > ${hard}`;
  return { name, soft, hard };
}
