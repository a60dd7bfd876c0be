/** docker images. */
import type { GoStruct } from '../../engine/go-value.ts';
import { shortId } from '../../engine/ids.ts';
import { imageBytes } from '../../engine/image-store.ts';
import type { Image } from '../../engine/model.ts';
import { goTimeString } from '../../engine/timestamps.ts';
import { CliError, type Verb } from '../cli.ts';
import { type Listing, present } from '../formatted.ts';
import { selectImages } from '../image-filters.ts';
import { TemplateExecError } from '../template/ast.ts';
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
  modelled: ['all', 'digests', 'filter', 'format', 'no-trunc', 'quiet'],
  *run(cli, { flags, args: [wanted] }) {
    const options = { trunc: !flags.on('no-trunc'), nowMs: cli.sys.realtimeMs() };
    const listed = yield* cli.ask((engine) =>
      selectImages(engine, flags.list('filter'), wanted ?? null, { ...options, all: flags.on('all') }),
    );
    const rows = listed.flatMap(({ image, tags }) =>
      (tags.length === 0 ? ['<none>:<none>'] : tags).map((tag) => row(image, tag, options)),
    );
    if (flags.on('quiet')) yield* cli.out(rows.map((one) => `${one.ID}\n`).join(''));
    else yield* cli.out(shown(flags.on('digests'), flags.text('format'), rows));
    return 0;
  },
};

/** What a template cannot do is worded as in no other listing. */
function shown(digests: boolean, format: string | null, rows: readonly GoStruct[]): string {
  try {
    return present(listing(digests), format, rows);
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    throw new CliError(`template parsing error: ${error.message}`);
  }
}

function row(image: Image, tag: string, { trunc, nowMs }: { trunc: boolean; nowMs: number }): GoStruct {
  const at = tag.lastIndexOf(':');
  return {
    Containers: '0',
    CreatedAt: goTimeString(image.createdMs),
    CreatedSince: `${humanDuration((nowMs - image.createdMs) / 1000)} ago`,
    Digest: image.repoDigests[0]?.split('@')[1] ?? '<none>',
    ID: trunc ? shortId(image.id) : image.id,
    Repository: tag.slice(0, at),
    SharedSize: 'N/A',
    Size: humanSize3(imageBytes(image)),
    Tag: tag.slice(at + 1),
    UniqueSize: 'N/A',
    VirtualSize: humanSize(imageBytes(image)),
  };
}
