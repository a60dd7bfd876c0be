/** `docker images` with a name or --filter (moby `daemon/images/images.go`, familiar name patterns by Go's path.Match). */
import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/errors.ts';
import type { Image } from '../engine/model.ts';
import { childrenOf } from '../engine/remove-image.ts';
import { filtersOf, labelsFit } from './verbs/image-prune.ts';
import { parseWhen } from './when.ts';

const KNOWN = ['dangling', 'label', 'label!', 'before', 'since', 'until', 'reference'];

export interface ListedImage {
  readonly image: Image;
  /** Tags to show; none for an image without a name. */
  readonly tags: readonly string[];
}

export function selectImages(
  engine: Engine,
  words: readonly string[],
  wanted: string | null,
  options: { readonly all: boolean; readonly nowMs: number },
): readonly ListedImage[] {
  const filters = filtersOf(words, KNOWN);
  const dangling = danglingOf(filters.get('dangling') ?? []);
  const bounds = timeBounds(engine, filters, options.nowMs);
  const references = [...(filters.get('reference') ?? []), ...(wanted === null ? [] : [wanted])];
  const selected: ListedImage[] = [];
  for (const image of [...engine.images.all()].sort((a, b) => b.createdMs - a.createdMs)) {
    const nameless = image.repoTags.length === 0;
    const hidden = nameless && !options.all && childrenOf(engine, image).length > 0;
    if (hidden || (dangling !== null && dangling !== nameless) || !bounds(image)) continue;
    if (!labelsFit(new Map(Object.entries(image.config.labels ?? {})), filters)) continue;
    const tags = image.repoTags.filter((tag) => references.every((pattern) => tagFits(tag, pattern)));
    if (references.length > 0 && tags.length === 0) continue;
    selected.push({ image, tags });
  }
  return selected;
}

function danglingOf(values: readonly string[]): boolean | null {
  const value = values[0];
  if (value === undefined) return null;
  if (['true', '1', 'false', '0'].includes(value)) return value === 'true' || value === '1';
  throw new EngineError('invalid', `invalid filter 'dangling=[${value}]'`);
}

function timeBounds(
  engine: Engine,
  filters: ReadonlyMap<string, readonly string[]>,
  nowMs: number,
): (image: Image) => boolean {
  const created = (name: string): number | null => {
    const reference = filters.get(name)?.[0];
    return reference === undefined ? null : engine.images.get(reference).createdMs;
  };
  const before = created('before') ?? parseWhen(filters.get('until')?.[0] ?? null, nowMs);
  const since = created('since');
  return ({ createdMs }) => (before === null || createdMs < before) && (since === null || createdMs > since);
}

/** A pattern without a tag fits every tag. */
function tagFits(tag: string, pattern: string): boolean {
  const repository = tag.slice(0, tag.lastIndexOf(':'));
  return globFits(pattern, tag) || globFits(pattern, repository);
}

/** Go's path.Match: `*` and `?` do not cross a slash. */
function globFits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  try {
    return new RegExp(`^${source}$`).test(text);
  } catch {
    return false;
  }
}
