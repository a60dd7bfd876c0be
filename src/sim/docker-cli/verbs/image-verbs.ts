/** docker tag, rmi, history, pull: verbs about one image. */

import { fullReference } from '../../engine/build/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import type { GoStruct } from '../../engine/go-value.ts';
import { shortId } from '../../engine/ids.ts';
import { checkReference, familiarName, withDefaultTag } from '../../engine/image-store.ts';
import type { Image } from '../../engine/model.ts';
import { removeImage } from '../../engine/remove-image.ts';
import { rfc3339 } from '../../engine/timestamps.ts';
import { CliError, daemonWords, type Verb } from '../cli.ts';
import { type Listing, present } from '../formatted.ts';
import { pullWithProgress } from '../pull-progress.ts';
import { humanDuration, humanSize3 } from '../units.ts';
import { checkName } from './commit.ts';

export const tag: Verb = {
  args: { least: 2, most: 2 },
  modelled: [],
  *run(cli, { args: [source = '', target = ''] }) {
    checkTarget(target);
    yield* cli.ask((engine) => {
      const image = engine.images.get(source);
      engine.images.tag(image, target, engine.stamp());
      engine.emitImage('tag', image.id, withDefaultTag(familiarName(target)));
    });
    return 0;
  },
};

function checkTarget(target: string): void {
  try {
    checkReference(target);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new CliError(
      `Error parsing reference: "${target}" is not a valid repository/tag: ${error.message}`,
    );
  }
}

export const rmi: Verb = {
  args: { least: 1, most: null },
  modelled: ['force', 'no-prune'],
  *run(cli, { flags, args }) {
    let failed = false;
    for (const name of args) {
      try {
        // An empty name makes another address of the API, which is not there.
        if (name === '') throw new EngineError('not-found', 'page not found');
        const lines = yield* cli.ask((engine) =>
          removeImage(engine, name, flags.on('force'), !flags.on('no-prune')),
        );
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
  modelled: ['platform', 'quiet'],
  *run(cli, { flags, args: [name = ''] }) {
    checkName(name);
    if (withDefaultTag(name) !== name && !flags.on('quiet')) yield* cli.out('Using default tag: latest\n');
    const quiet = flags.on('quiet');
    yield* pullWithProgress(cli, name, {
      platform: flags.text('platform'),
      write: quiet ? null : (line) => cli.out(line),
    });
    const full = fullReference(name);
    yield* cli.out(`${full}\n`);
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
    const chain = yield* cli.ask((engine) => withAncestors(engine, engine.images.get(name)));
    const rows = historyRows(chain, cli.sys.realtimeMs(), !flags.on('no-trunc'));
    if (flags.on('quiet')) yield* cli.out(rows.map((row) => `${row.ID}\n`).join(''));
    else yield* cli.out(present(HISTORY, flags.text('format'), rows));
    return 0;
  },
};

/** The image, and those it was committed from that are still here. */
function withAncestors(engine: Engine, image: Image): readonly Image[] {
  const parent = engine.images.all().find(({ id }) => id === image.parent);
  return parent === undefined ? [image] : [image, ...withAncestors(engine, parent)];
}

const CREATED_BY_WIDTH = 45;

function historyRows([image, ...ancestors]: readonly Image[], nowMs: number, trunc: boolean): GoStruct[] {
  if (image === undefined) return [];
  const ids = new Map([image, ...ancestors].reverse().map((one) => [one.history.length - 1, one.id]));
  const layers = [...image.layers];
  return image.history
    .map((entry, index) => {
      const layer = entry.emptyLayer ? undefined : layers.shift();
      const id = ids.get(index);
      const by = trunc ? entry.createdBy.replace(/\s*\n\s*/g, ' ') : entry.createdBy;
      return {
        Comment: entry.comment,
        CreatedAt: rfc3339(entry.createdMs),
        CreatedBy:
          trunc && [...by].length > CREATED_BY_WIDTH
            ? `${[...by].slice(0, CREATED_BY_WIDTH - 1).join('')}…`
            : by,
        CreatedSince: `${humanDuration((nowMs - entry.createdMs) / 1000)} ago`,
        ID: id === undefined ? '<missing>' : trunc ? shortId(id) : id,
        Size: humanSize3(layer?.sizeBytes ?? 0),
      };
    })
    .reverse();
}
