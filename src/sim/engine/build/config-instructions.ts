/**
 * Dockerfile instructions that change an image's configuration and no files (buildkit `dockerfile2llb/convert.go`).
 * Throws EngineError with BuildKit's words.
 */
import { EngineError } from '../errors.ts';
import type { Healthcheck, ImageConfig } from '../model.ts';
import { jsonList, rawWords } from './words.ts';

type Expand = (text: string) => string;

const invalid = (words: string): EngineError => new EngineError('invalid', words);
const DEFAULT_SHELL = ['/bin/sh', '-c'];

export const shellOf = (config: ImageConfig): readonly string[] => config.shell ?? DEFAULT_SHELL;

/** The configuration after `NAME rest`. */
export function parseConfigInstruction(
  config: ImageConfig,
  name: string,
  rest: string,
  expand: Expand,
): ImageConfig {
  switch (name) {
    case 'CMD':
      return { ...config, cmd: command(config, rest) };
    case 'ENTRYPOINT':
      return { ...config, entrypoint: command(config, rest), cmd: null };
    case 'ENV':
      return { ...config, env: withVariables(config.env ?? [], pairsOf('ENV', rest, expand)) };
    case 'LABEL':
      return {
        ...config,
        labels: { ...config.labels, ...Object.fromEntries(pairsOf('LABEL', rest, expand)) },
      };
    case 'EXPOSE':
      return { ...config, exposedPorts: exposed(config, rawWords(rest).map(expand)) };
    case 'USER':
      return { ...config, user: expand(rest) };
    case 'WORKDIR':
      return { ...config, workingDir: resolved(config.workingDir, expand(rest)) };
    case 'VOLUME':
      return { ...config, volumes: [...new Set([...(config.volumes ?? []), ...listOf(rest).map(expand)])] };
    case 'STOPSIGNAL':
      return { ...config, stopSignal: expand(rest) };
    case 'SHELL':
      return { ...config, shell: shellList(rest) };
    case 'HEALTHCHECK':
      return { ...config, healthcheck: healthcheckOf(rest) };
    case 'ONBUILD':
      return { ...config, onBuild: [...(config.onBuild ?? []), rest] };
    default:
      return config;
  }
}

const listOf = (rest: string): readonly string[] => jsonList(rest) ?? rawWords(rest);

const command = (config: ImageConfig, rest: string): readonly string[] | null => {
  const list = jsonList(rest);
  if (list !== null) return list;
  return rest === '' ? null : [...shellOf(config), rest];
};

function shellList(rest: string): readonly string[] {
  const list = jsonList(rest);
  if (list === null || list.length === 0) throw invalid('SHELL requires the arguments to be in JSON form');
  return list;
}

/** `A=1 B="two words"`, or the old `A rest of the line`. */
export function pairsOf(name: string, rest: string, expand: Expand): readonly [string, string][] {
  const words = rawWords(rest);
  const first = words[0] ?? '';
  if (!first.includes('=')) {
    if (words.length < 2) throw invalid(`${name} must have two arguments`);
    return [[expand(first), expand(rest.slice(first.length).trim())]];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at < 0)
      throw invalid(
        `Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`,
      );
    if (at === 0) throw invalid(`${name} names can not be blank`);
    return [expand(word.slice(0, at)), expand(word.slice(at + 1))];
  });
}

export function withVariables(
  env: readonly string[],
  pairs: readonly (readonly [string, string])[],
): readonly string[] {
  const map = new Map(env.map((entry) => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
  for (const [key, value] of pairs) map.set(key, value);
  return [...map].map(([key, value]) => `${key}=${value}`);
}

function exposed(config: ImageConfig, words: readonly string[]): readonly string[] {
  const ports = words.flatMap((word) => {
    const [range = '', protocol = 'tcp'] = word.split('/');
    const [from = '', to = from] = range.split('-');
    if (!/^\d+$/.test(from) || !/^\d+$/.test(to)) throw invalid(`Invalid containerPort: ${range}`);
    const count = Number(to) - Number(from) + 1;
    return Array.from({ length: count }, (_, index) => `${Number(from) + index}/${protocol.toLowerCase()}`);
  });
  return [...new Set([...(config.exposedPorts ?? []), ...ports])].sort();
}

/** Joined and cleaned as Go's path.Join does. */
export function resolved(base: string, path: string): string {
  const whole = path.startsWith('/') ? path : `${base === '' ? '/' : base}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

function healthcheckOf(rest: string): Healthcheck {
  const flags = new Map<string, string>();
  let text = rest;
  for (let match = FLAG.exec(text); match !== null; match = FLAG.exec(text)) {
    flags.set(match[1] ?? '', match[2] ?? '');
    text = text.slice(match[0].length);
  }
  const [, kind = '', body = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const common = {
    intervalNs: nanoseconds(flags.get('interval')),
    timeoutNs: nanoseconds(flags.get('timeout')),
    startPeriodNs: nanoseconds(flags.get('start-period')),
    startIntervalNs: nanoseconds(flags.get('start-interval')),
    retries: Number(flags.get('retries') ?? 0),
  };
  if (kind.toUpperCase() === 'NONE') return { test: ['NONE'], ...common };
  if (kind.toUpperCase() !== 'CMD') {
    throw invalid(`unknown type "${kind.toUpperCase()}" in HEALTHCHECK (try CMD)`);
  }
  const list = jsonList(body);
  return { test: list === null ? ['CMD-SHELL', body] : ['CMD', ...list], ...common };
}

const FLAG = /^--([\w-]+)=(\S+)\s*/;

function nanoseconds(text: string | undefined): number {
  let sum = 0;
  for (const [, value, unit] of (text ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    sum += Number(value) * (UNITS[unit ?? ''] ?? 0);
  }
  return sum;
}
