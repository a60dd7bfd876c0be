/** Markdown to lines that fit; the adapter lives in ui/markdown and is loaded when first used. */
export interface Typesetter {
  typeset(pieces: readonly Piece[]): Promise<Typeset>;
}

export interface Piece {
  readonly name: string;
  readonly markdown: string;
  /** In character cells. */
  readonly width: number;
}

/** Lines, each at most `width` cells wide, with SGR escapes and no others; by the piece's name. */
export type Typeset = Readonly<Record<string, readonly string[]>>;
