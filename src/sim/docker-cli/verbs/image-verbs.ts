/** docker tag, rmi, history, pull: verbs about one image. */
import { EngineError } from '../../engine/errors.ts';
import type { GoStruct } from '../../engine/go-value.ts';
import { shortId } from '../../engine/ids.ts';
import { checkReference, withDefaultTag } from '../../engine/image-store.ts';
import { pullImage } from '../../engine/pull.ts';
import { removeImage } from '../../engine/remove-image.ts';
import { rfc3339 } from '../../engine/timestamps.ts';
import { daemonWords, type Verb } from '../cli.ts';
import { type Listing, present } from '../formatted.ts';
import { humanDuration, humanSize3 } from '../units.ts';

export const tag: Verb = {
  args: { least: 2, most: 2 },
  modelled: [],
  *run(cli, { args: [source = '', target = ''] }) {
    yield* cli.ask((engine) => {
      checkReference(target);
      engine.images.tag(engine.images.get(source), target, engine.stamp());
    });
    return 0;
  },
};

export const rmi: Verb = {
  args: { least: 1, most: null },
  modelled: ['force'],
  *run(cli, { flags, args }) {
    let failed = false;
    for (const name of args) {
      try {
        const lines = yield* cli.ask((engine) => removeImage(engine, name, flags.on('force')));
        yield* cli.out(lines.map((line) => `${line}\n`).join(''));
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        yield* cli.err(`${daemonWords(error)}\n`);
        failed ||= !(flags.on('force') && error.kind === 'not-found');
      }
    }
    return failed ? 1 : 0;
  },
};

export const pull: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['quiet'],
  *run(cli, { flags, args: [name = ''] }) {
    checkReference(name);
    if (withDefaultTag(name) !== name && !flags.on('quiet')) yield* cli.out('Using default tag: latest\n');
    yield* cli.call((engine) => pullImage(engine, name));
    return 0;
  },
};

const HISTORY: Listing = {
  type: '*formatter.historyContext',
  heads: {
    ID: 'IMAGE',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    CreatedBy: 'CREATED BY',
    Size: 'SIZE',
    Comment: 'COMMENT',
  },
  defaultTemplate: '{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}',
};

export const history: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['format', 'no-trunc', 'quiet'],
  *run(cli, { flags, args: [name = ''] }) {
    const image = yield* cli.ask((engine) => engine.images.get(name));
    const age = humanDuration((cli.sys.realtimeMs() - image.createdMs) / 1000);
    const id = flags.on('no-trunc') ? image.id : shortId(image.id);
    const rows: GoStruct[] = [...image.layers].reverse().map((layer, index) => ({
      Comment: layer.comment,
      CreatedAt: rfc3339(image.createdMs),
      CreatedBy: layer.createdBy,
      CreatedSince: `${age} ago`,
      ID: index === 0 ? id : '<missing>',
      Size: humanSize3(layer.sizeBytes),
    }));
    if (flags.on('quiet')) yield* cli.out(rows.map((row) => `${row.ID}\n`).join(''));
    else yield* cli.out(present(HISTORY, flags.text('format'), rows));
    return 0;
  },
};
