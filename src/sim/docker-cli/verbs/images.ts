/** docker images. */
import type { GoStruct } from '../../engine/go-value.ts';
import { shortId } from '../../engine/ids.ts';
import { imageBytes, withDefaultTag } from '../../engine/image-store.ts';
import type { Image } from '../../engine/model.ts';
import { goTimeString } from '../../engine/timestamps.ts';
import type { Verb } from '../cli.ts';
import { type Listing, present } from '../formatted.ts';
import { humanDuration, humanSize, humanSize3 } from '../units.ts';

const HEADS = {
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  Digest: 'DIGEST',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  Size: 'SIZE',
  Containers: 'CONTAINERS',
  VirtualSize: 'VIRTUAL SIZE',
  SharedSize: 'SHARED SIZE',
  UniqueSize: 'UNIQUE SIZE',
};

const listing = (digests: boolean): Listing => ({
  type: '*formatter.imageContext',
  heads: HEADS,
  defaultTemplate: `{{.Repository}}\t{{.Tag}}\t${digests ? '{{.Digest}}\t' : ''}{{.ID}}\t{{.CreatedSince}}\t{{.Size}}`,
});

export const images: Verb = {
  args: { least: 0, most: 1 },
  modelled: ['all', 'digests', 'format', 'no-trunc', 'quiet'],
  *run(cli, { flags, args: [wanted] }) {
    const trunc = !flags.on('no-trunc');
    const nowMs = cli.sys.realtimeMs();
    const all = yield* cli.ask((engine) => engine.images.all());
    const rows = [...all]
      .sort((a, b) => b.createdMs - a.createdMs)
      .flatMap((image) => rowsOf(image, wanted ?? null, { trunc, nowMs }));
    if (flags.on('quiet')) yield* cli.out(rows.map((row) => `${row.ID}\n`).join(''));
    else yield* cli.out(present(listing(flags.on('digests')), flags.text('format'), rows));
    return 0;
  },
};

function rowsOf(
  image: Image,
  wanted: string | null,
  options: { trunc: boolean; nowMs: number },
): readonly GoStruct[] {
  const tags = image.repoTags.length === 0 ? ['<none>:<none>'] : image.repoTags;
  return tags.filter((tag) => fits(tag, wanted)).map((tag) => row(image, tag, options));
}

const fits = (tag: string, wanted: string | null): boolean =>
  wanted === null || tag === withDefaultTag(wanted) || tag.slice(0, tag.lastIndexOf(':')) === wanted;

function row(image: Image, tag: string, { trunc, nowMs }: { trunc: boolean; nowMs: number }): GoStruct {
  const at = tag.lastIndexOf(':');
  return {
    Containers: '0',
    CreatedAt: goTimeString(image.createdMs),
    CreatedSince: `${humanDuration((nowMs - image.createdMs) / 1000)} ago`,
    Digest: '<none>',
    ID: trunc ? shortId(image.id) : image.id,
    Repository: tag.slice(0, at),
    SharedSize: 'N/A',
    Size: humanSize3(imageBytes(image)),
    Tag: tag.slice(at + 1),
    UniqueSize: 'N/A',
    VirtualSize: humanSize(imageBytes(image)),
  };
}
