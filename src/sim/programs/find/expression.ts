/**
 * Models the expressions of find(1) as a tree (POSIX XCU find): tests, actions, `!`, `-a`, `-o`, parentheses. Invariant: pure; what is
 * no predicate is an error at once, before anything is visited. Left out: -regex, -fstype, -ok and others, which refuse.
 */
import type { FileType } from '../../kernel/sys.ts';

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'name' | 'path'; readonly pattern: string; readonly ignoreCase: boolean }
  | { readonly kind: 'type'; readonly types: readonly FileType[] }
  | { readonly kind: 'size'; readonly compare: Compare; readonly unitBytes: number }
  | {
      readonly kind: 'time';
      readonly which: 'm' | 'a' | 'c';
      readonly compare: Compare;
      readonly unitMs: number;
    }
  | { readonly kind: 'perm'; readonly how: 'exact' | 'all' | 'any'; readonly text: string }
  | { readonly kind: 'newer'; readonly file: string }
  | { readonly kind: 'owner'; readonly of: 'user' | 'group'; readonly name: string }
  | { readonly kind: 'links'; readonly compare: Compare }
  | { readonly kind: 'empty' | 'true' | 'false' | 'prune' | 'quit' | 'delete' }
  | { readonly kind: 'print'; readonly end: string }
  | { readonly kind: 'printf'; readonly format: string }
  | { readonly kind: 'exec'; readonly command: readonly string[]; readonly batch: boolean };

/** `+5`, `-5`, `5`. */
export interface Compare {
  readonly sign: '+' | '-' | '';
  readonly value: number;
}

export interface Request {
  readonly paths: readonly string[];
  readonly expression: Expression;
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly depthFirst: boolean;
  readonly follow: boolean;
  readonly sameDevice: boolean;
}

/** Why the arguments are refused. */
export class FindError extends Error {
  readonly kind:
    | 'unknown'
    | 'missing'
    | 'type'
    | 'size'
    | 'number'
    | 'mode'
    | 'not-modelled'
    | 'path-after'
    | 'unclosed'
    | 'empty-expression';
  readonly word: string;
  readonly value: string;
  constructor(kind: FindError['kind'], word: string, value = '') {
    super(`${kind} ${word}`);
    this.kind = kind;
    this.word = word;
    this.value = value;
  }
}
