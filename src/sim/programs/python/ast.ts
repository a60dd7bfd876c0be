/** Python's expressions and statements, read. Plain data. */
import type { Value } from './values.ts';

export type Expression =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly at: Expression }
  | {
      readonly kind: 'call';
      readonly of: Expression;
      readonly args: readonly Expression[];
      readonly named: readonly (readonly [string, Expression])[];
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'sequence'; readonly of: 'list' | 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'format'; readonly parts: readonly (string | Expression)[] };

export type Statement =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | {
      readonly kind: 'assign';
      readonly target: string;
      readonly operator: string;
      readonly value: Expression;
    }
  | {
      readonly kind: 'import';
      readonly module: string;
      readonly names: readonly (readonly [string, string])[] | null;
      readonly as: string;
    }
  | { readonly kind: 'print'; readonly args: readonly Expression[]; readonly newline: boolean }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: readonly Statement[] }
  | {
      readonly kind: 'for';
      readonly name: string;
      readonly over: Expression;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'pass' | 'break' | 'continue' };
