/** Reads fields of a Compose file, which may be written in more than one way, with the words of compose-go where they are wrong. */
import { ComposeError } from './model.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const scalar = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export function fieldsAt(value: unknown, path: string): Fields {
  if (value === null || value === undefined) return {};
  if (isFields(value)) return value;
  throw new ComposeError(`${path} must be a mapping`);
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new ComposeError(`${path} must be a list`);
}

/** A string is split as a shell would, a list is taken as it is. */
export function wordsAt(value: unknown): readonly string[] | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(scalar);
  const found = scalar(value).match(/(?:[^\s"']+|"(?:\\.|[^"])*"|'[^']*')+/g) ?? [];
  return found.map((word) =>
    word.replace(
      /"((?:\\.|[^"])*)"|'([^']*)'/g,
      (_all, double?: string, single?: string) => single ?? (double ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}

/** `KEY=value` lines or a mapping; a key without a value takes that of the client's own environment. */
export function pairsAt(value: unknown, path: string): readonly (readonly [string, string | null])[] {
  if (Array.isArray(value))
    return value.map((one) => {
      const text = scalar(one);
      const at = text.indexOf('=');
      return at < 0 ? ([text, null] as const) : ([text.slice(0, at), text.slice(at + 1)] as const);
    });
  return Object.entries(fieldsAt(value, path)).map(
    ([key, one]) => [key, one === null ? null : scalar(one)] as const,
  );
}

export const textAt = (value: unknown): string | null =>
  value === null || value === undefined ? null : scalar(value);

/** `${NAME}`, `${NAME:-default}`, `${NAME:?words}`, `$NAME`, `$$`. */
export function interpolate(
  value: unknown,
  env: (name: string) => string | undefined,
  warn: (name: string) => void,
): unknown {
  if (typeof value === 'string') return interpolateText(value, env, warn);
  if (Array.isArray(value)) return value.map((one) => interpolate(one, env, warn));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, interpolate(one, env, warn)]));
}

interface Lookup {
  readonly env: (name: string) => string | undefined;
  readonly warn: (name: string) => void;
}

function interpolateText(text: string, env: Lookup['env'], warn: Lookup['warn']): string {
  return text.replace(
    /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-?+])([^}]*))?\})/g,
    (all: string, plain?: string, braced?: string, operator?: string, rest?: string) =>
      all === '$$' ? '$' : variableText(plain ?? braced ?? '', operator ?? '', rest ?? '', { env, warn }),
  );
}

function variableText(name: string, operator: string, rest: string, { env, warn }: Lookup): string {
  const found = env(name);
  const missing = found === undefined || (found === '' && operator.startsWith(':'));
  switch (operator.at(-1)) {
    case '-':
      return missing ? rest : found;
    case '+':
      return missing ? '' : rest;
    case '?':
      if (!missing) return found;
      throw new ComposeError(
        `error while interpolating: required variable ${name} is missing a value: ${rest}`,
      );
    default:
      if (found === undefined) warn(name);
      return found ?? '';
  }
}
