/**
 * Reads a Dockerfile into stages of instructions (buildkit `frontend/dockerfile/parser`, `instructions`). Throws
 * DockerfileError with BuildKit's words and the lines to show. Left out: parser directives other than `# syntax`, `escape`.
 */
import { jsonList, rawWords } from './words.ts';

export interface Instruction {
  readonly name: string;
  /** As written, for lint. */
  readonly written: string;
  /** The values of several --mount are in one text, a line each. */
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: string;
  readonly heredoc: { readonly word: string; readonly body: string; readonly quoted: boolean } | null;
  /** Counted from 1. */
  readonly line: number;
  readonly endLine: number;
  /** It comes from an ONBUILD of the image the stage begins with. */
  readonly triggered?: boolean;
}

export interface Stage {
  readonly index: number;
  /** `builder`, or null. */
  readonly name: string | null;
  readonly base: string;
  readonly from: Instruction;
  readonly steps: readonly Instruction[];
}

export interface Dockerfile {
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly Instruction[];
  readonly stages: readonly Stage[];
}

export class DockerfileError extends Error {
  readonly line: number | null;
  readonly endLine: number | null;
  constructor(message: string, at: { readonly line: number; readonly endLine: number } | null = null) {
    super(message);
    this.line = at?.line ?? null;
    this.endLine = at?.endLine ?? null;
  }
}

const NAMES =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  );

export function parseDockerfile(text: string): Dockerfile {
  const instructions = readInstructions(text.split('\n'));
  const first = instructions[0];
  if (first === undefined && text.trim() !== '')
    throw new DockerfileError('file with no instructions', { line: 1, endLine: 1 });
  if (first === undefined) throw new DockerfileError('the Dockerfile cannot be empty');
  const globalArgs: Instruction[] = [];
  const stages: (Omit<Stage, 'steps'> & { steps: Instruction[] })[] = [];
  for (const instruction of instructions) {
    check(instruction);
    const stage = stages.at(-1);
    if (instruction.name === 'FROM') stages.push({ ...fromLine(instruction, stages.length), steps: [] });
    else if (stage !== undefined) stage.steps.push(instruction);
    else if (instruction.name === 'ARG') globalArgs.push(instruction);
    else throw new DockerfileError('no build stage in current context', instruction);
  }
  if (stages.length === 0) throw new DockerfileError('no build stage in current context', first);
  return { globalArgs, stages };
}

function readInstructions(lines: readonly string[]): readonly Instruction[] {
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (/^\s*(#|$)/.test(lines[at] ?? '')) continue;
    const begin = at;
    const { text, last } = joinLines(lines, begin);
    const heredoc = readHeredoc(text, lines, last + 1);
    at = last + (heredoc?.lines ?? 0);
    found.push(instructionOf(text.trim(), begin + 1, at + 1, heredoc));
  }
  return found;
}

/** A line that ends in a backslash goes on in the next; comments and empty lines between are left out. */
function joinLines(
  lines: readonly string[],
  begin: number,
): { readonly text: string; readonly last: number } {
  let text = '';
  for (let at = begin; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (at > begin && /^\s*(#|$)/.test(line)) continue;
    const continues = /\\\s*$/.test(line);
    text += continues ? line.replace(/\\\s*$/, '') : line;
    if (!continues) return { text, last: at };
  }
  return { text, last: lines.length - 1 };
}

interface Heredoc {
  readonly word: string;
  readonly body: string;
  /** A word in quotes: variables in the body are left alone. */
  readonly quoted: boolean;
  readonly lines: number;
}

function readHeredoc(text: string, lines: readonly string[], from: number): Heredoc | null {
  const match = /^\s*(?:RUN|COPY|ADD)\b.*?<<-?(["']?)(\w+)\1/i.exec(text);
  if (match?.[2] === undefined) return null;
  const end = lines.findIndex((line, index) => index >= from && line.trim() === match[2]);
  if (end < 0) return null;
  const body = lines
    .slice(from, end)
    .map((line) => `${line}\n`)
    .join('');
  return { word: match[2], body, quoted: match[1] !== '', lines: end - from + 1 };
}

function instructionOf(text: string, line: number, endLine: number, heredoc: Heredoc | null): Instruction {
  const [, written = '', tail = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = written.toUpperCase();
  const flags = new Map<string, string>();
  let rest = tail;
  if (['ADD', 'COPY', 'FROM', 'RUN'].includes(name)) {
    for (let flag = FLAG.exec(rest); flag !== null; flag = FLAG.exec(rest)) {
      const [, name = '', value = ''] = flag;
      const before = name === 'mount' ? flags.get(name) : undefined;
      flags.set(name, before === undefined ? value : `${before}\n${value}`);
      rest = rest.slice(flag[0].length);
    }
  }
  return { name, written, flags, rest: rest.trim(), heredoc, line, endLine };
}

/** The instructions an image leaves for those that build on it, as if they stood at the line of the FROM. */
export function triggersOf(onBuild: readonly string[], from: Instruction): readonly Instruction[] {
  return readInstructions(onBuild).map((one) => ({
    ...one,
    line: from.line,
    endLine: from.endLine,
    triggered: true,
  }));
}

const FLAG = /^--([\w-]+)(?:=(\S*))?(?:\s+|$)/;

const EXACTLY_ONE = new Set(['USER', 'WORKDIR', 'STOPSIGNAL']);
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  ADD: ['chmod', 'chown', 'link', 'keep-git-dir', 'checksum', 'exclude'],
  COPY: ['chmod', 'chown', 'from', 'link', 'parents', 'exclude'],
  FROM: ['platform'],
  RUN: ['mount', 'network', 'security'],
};

function check(one: Instruction): void {
  const fail = (words: string): DockerfileError =>
    new DockerfileError(`dockerfile parse error on line ${one.line}: ${words}`, one);
  if (!NAMES.includes(one.name)) throw fail(`unknown instruction: ${one.written}${nearest(one.name)}`);
  if (one.name === 'COPY' || one.name === 'ADD') checkCopy(one, fail);
  else if (EXACTLY_ONE.has(one.name) && rawWords(one.rest).length !== 1) {
    throw fail(`${one.name} requires exactly one argument`);
  } else if (one.rest === '' && one.name !== 'CMD' && one.name !== 'ENTRYPOINT' && one.heredoc === null) {
    throw fail(
      `${one.name} requires ${['FROM'].includes(one.name) ? 'either one or three arguments' : 'at least one argument'}`,
    );
  }
  if (one.name === 'HEALTHCHECK' && /^(--\S+\s+)*CMD$/i.test(one.rest)) {
    throw fail('Missing command after HEALTHCHECK CMD');
  }
  for (const flag of one.flags.keys()) {
    if (!(FLAGS[one.name] ?? []).includes(flag)) throw fail(`unknown flag: --${flag}`);
  }
}

function checkCopy(one: Instruction, fail: (words: string) => DockerfileError): void {
  const words = jsonList(one.rest) ?? rawWords(one.rest);
  if (words.length < 2 && one.heredoc === null) {
    throw fail(
      `${one.name} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  }
}

/** ` (did you mean FROM?)` for a name one or two letters away. */
function nearest(name: string): string {
  const close = NAMES.map((known) => ({ known, away: distance(name, known) })).sort(
    (a, b) => a.away - b.away,
  )[0];
  return close !== undefined && close.away <= 2 ? ` (did you mean ${close.known}?)` : '';
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function fromLine(from: Instruction, index: number): Omit<Stage, 'steps'> {
  const words = rawWords(from.rest);
  const [base = '', as, name] = words;
  if (words.length !== 1 && !(words.length === 3 && as?.toLowerCase() === 'as')) {
    throw new DockerfileError(
      `dockerfile parse error on line ${from.line}: FROM requires either one or three arguments`,
      from,
    );
  }
  if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(name)) {
    throw new DockerfileError(
      `dockerfile parse error on line ${from.line}: invalid name for build stage: ${JSON.stringify(name)}, name can't start with a number or contain symbols`,
      from,
    );
  }
  return { index, name: name?.toLowerCase() ?? null, base, from };
}

/** `Dockerfile:2` and the lines around it. */
export function sourceExcerpt(fileName: string, text: string, line: number, endLine: number): string {
  const lines = text.split('\n');
  const shown: string[] = [];
  const room = Math.max(0, 2 - Math.floor((endLine - line) / 2));
  for (let at = Math.max(1, line - room); at <= Math.min(lines.length, endLine + room); at += 1) {
    const marker = at >= line && at <= endLine ? '>>>' : '   ';
    shown.push(`${String(at).padStart(4)} | ${marker} ${lines[at - 1] ?? ''}\n`);
  }
  return `${fileName}:${line}\n--------------------\n${shown.join('')}--------------------\n`;
}
