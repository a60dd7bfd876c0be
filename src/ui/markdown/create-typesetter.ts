import { wordWrap } from '../../app/text-width.ts';
import type { Piece, Typeset, Typesetter } from '../../app/typesetter.ts';
import { asciiProse } from '../../domain/diagram.ts';
import { type Looks, stylesFor } from './styles.ts';

type Render = (markdown: string, width: number) => readonly string[];

/** How many set pieces are remembered: a lesson's worth at two widths. */
const remembered = 600;

/** Sets markdown; its libraries are loaded with the first piece, and each piece is set once per width. */
export function createTypesetter(looks: Looks): Typesetter {
  const cache = new Map<string, readonly string[]>();
  let loading: Promise<Render> | null = null;
  const load = (): Promise<Render> =>
    import('./render-markdown.ts').then((module) => {
      const render = module.createMarkdownRenderer(stylesFor(looks));
      return looks.ascii ? (markdown, width) => render(markdown, width).map(asciiProse) : render;
    });
  return {
    typeset: async (pieces) => {
      loading ??= load();
      const render = await loading;
      return Object.fromEntries(
        pieces.map((piece) => [piece.name, setPiece(cache, render, piece)]),
      ) satisfies Typeset;
    },
  };
}

function setPiece(
  cache: Map<string, readonly string[]>,
  render: Render,
  { markdown, width }: Piece,
): readonly string[] {
  const key = `${width}\n${markdown}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= remembered) cache.clear();
  const lines = safely(render, markdown, width);
  cache.set(key, lines);
  return lines;
}

/** Text that the libraries choke on is still text. */
function safely(render: Render, markdown: string, width: number): readonly string[] {
  try {
    return render(markdown, width);
  } catch {
    return markdown.split('\n').flatMap((line) => wordWrap(line, width));
  }
}
