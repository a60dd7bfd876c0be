/** The tree of a Go template (text/template/parse), as far as docker's --format needs it. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | Control
  | ({ readonly kind: 'template'; readonly name: string; readonly pipe: Pipe | null } & Place)
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly Node[] }
  | { readonly kind: 'break' | 'continue' };

export interface Control {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: Pipe;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
}

/** Where a node stands, as the messages name it: `:1:2: ... at <.Foo>`. */
export interface Place {
  readonly source: string;
  /** From 0, as Go counts. */
  readonly column: number;
  readonly line: number;
}

export interface Pipe {
  /** `$x := pipe`, or for range `$i, $x := pipe`. */
  readonly declares: readonly string[];
  /** `$x = pipe`: the variable is there already. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}
/** A function or method with its arguments, or a single operand. */
export interface Command extends Place {
  readonly operands: readonly Operand[];
}
export type Operand = (
  | { readonly kind: 'dot' }
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'nil' }
  | { readonly kind: 'parenthesis'; readonly pipe: Pipe }
  | { readonly kind: 'chain'; readonly inner: Operand; readonly path: readonly string[] }
) &
  Place;

/** The template cannot be read: `template: :1: unclosed action`. */
export class TemplateParseError extends Error {}
/** It cannot be filled in: `template: :1:2: executing "" at <.Foo>: ...`. */
export class TemplateExecError extends Error {}
