import { LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { ProblemList } from './problem.ts';

/** A value in YAML that is part of a content file: where it stands, and how to complain about it. */
export interface Spot {
  /** null: there is nothing where a value is expected. */
  readonly node: ParsedNode | null;
  /** Dotted path from what the author sees as the whole: `quiz.options[1].why`. */
  readonly path: string;
  /** Line in the content file, counted from 1. */
  readonly line: number;
  readonly lineOf: (node: ParsedNode) => number;
  readonly problems: ProblemList;
}

/** Parses YAML that begins at `firstLine` of the file; null when it cannot be read, which has been reported. */
export function parseYaml(text: string, firstLine: number, path: string, problems: ProblemList): Spot | null {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
  });
  const lineAt = (offset: number): number => counter.linePos(offset).line + firstLine - 1;
  for (const fault of [...document.errors, ...document.warnings]) {
    problems.add(lineAt(fault.pos[0]), `${path}: ${lowerFirst(fault.message)}`);
  }
  if (document.errors.length > 0 || document.warnings.length > 0) return null;
  const node = document.contents;
  return {
    node,
    path,
    line: node === null ? firstLine : lineAt(node.range[0]),
    lineOf: (inner) => lineAt(inner.range[0]),
    problems,
  };
}

/** The value at `step` below a spot, whose node may lack a position of its own when it is left empty. */
export function below(spot: Spot, step: string, node: ParsedNode | null, line?: number): Spot {
  return {
    ...spot,
    node,
    path: step.startsWith('[') || spot.path === '' ? `${spot.path}${step}` : `${spot.path}.${step}`,
    line: node === null ? (line ?? spot.line) : spot.lineOf(node),
  };
}

/** Reports and yields INVALID, so that a decoder can end with it. */
export function complain(spot: Spot, sentence: string): typeof INVALID {
  spot.problems.add(spot.line, `${spot.path}: ${sentence}`);
  return INVALID;
}

/** What a decoder yields after it has reported why there is no value. */
export const INVALID = Symbol('invalid');
export type Decoded<T> = T | typeof INVALID;
export type Decoder<T> = (spot: Spot) => Decoded<T>;

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
